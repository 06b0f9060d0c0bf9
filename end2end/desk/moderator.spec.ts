// Everything a moderator can do in the control room, one act a journey: what the page, the second organiser and a phone show.
import { FAIR, barriers, expect, signIn, test } from '../vocabulary';
import { aSession, associations, door, lookAt, remove, type Dating } from '../session';
import {
  AT_ONCE, aDesk, apply, arrivals, lookAtRound, more, openPerson, openTable, phoneOf, press, proposal, rested, roomOf, row, seatAt, seated, seconds, settle, tableOf, timer,
  type Desk, type Someone,
} from '../moderator';
import type { BrowserContext, Page } from '@playwright/test';

test.describe.configure({ mode: 'default', timeout: 120_000 });

let office: BrowserContext;
let owner: Page;
/** Twelve in pairs at eight tables, four rounds: two tables stay free. */
let session: Dating;
let a: Desk;
let b: Desk;

test.beforeAll(async ({ browser }) => {
  office = await browser.newContext({ locale: 'de-DE' });
  owner = await office.newPage();
  await signIn(owner);
  session = await aSession(owner, 'Gespräche am Mittag', 12, 4, { tables: 8, rules: () => ({ sides: 'anybody', language: 'ignored' }) });
  const state = await office.storageState();
  [a, b] = [await aDesk(browser, roomOf(session.id), state), await aDesk(browser, roomOf(session.id), state)];
});

test.afterAll(async () => {
  expect([...a.noise, ...b.noise], 'the console stays silent').toEqual([]);
  await remove(owner, session.id);
  for (const context of [a.context, b.context, office]) await context.close();
});

const now = () => lookAt(owner, session.id);

/** Both desks show somebody at a table. */
async function bothShow(table: number, who: Someone) {
  for (const desk of [a, b]) await expect(seatAt(desk.page, table, who)).toBeVisible(AT_ONCE);
}

test('two swap seats; the other desk takes it back, and it is done again', async ({ browser }) => {
  const [one, other] = [await seated(a.page, 0, 0), await seated(a.page, 2, 1)];
  const [from, to] = [await tableOf(a.page, one), await tableOf(a.page, other)];
  const phone = await phoneOf(browser, session.id, one);
  const told = phone.page.locator('[aria-live=assertive]').filter({ hasText: `In Runde 1 sitzen Sie an Tisch ${to} statt ${from}.` });

  await openPerson(a.page, one);
  await press(a.page, 'Tauschen');
  await expect(a.page.getByText(`${one.name}, Runde 1: Tippen Sie auf den Namen`)).toBeVisible();
  await a.page.locator(`#seat-${other.id}`).click();
  await expect(proposal(a.page)).toContainText(`${one.name} und ${other.name} getauscht, Runde 1`);
  await apply(a.page);
  await bothShow(to, one);
  await bothShow(from, other);
  await expect(told).toBeVisible(AT_ONCE);
  expect((await now()).published!.seats[0][to - 1]).toContain(Number(one.id));

  await b.page.getByRole('button', { name: /^Rückgängig: .* getauscht, Runde 1$/ }).click();
  await bothShow(from, one);
  await expect(told).toHaveCount(0, AT_ONCE);
  await a.page.getByRole('button', { name: /^Wiederholen: .* getauscht, Runde 1$/ }).click();
  await bothShow(to, one);
  await expect(told).toBeVisible(AT_ONCE);
  // Nothing is left to do again, and the log has all three.
  await expect(b.page.getByRole('button', { name: /^Wiederholen/ })).toHaveCount(0);
  await b.page.locator('summary').filter({ hasText: 'Protokoll' }).click();
  await expect(b.page.locator('.log li').filter({ hasText: 'getauscht, Runde 1' }).first()).toBeVisible();
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('somebody is moved, whatever it breaks: it is said before, warned of after, and taken back', async () => {
  const one = await seated(a.page, 1, 0);
  const left = await seated(a.page, 1, 1);
  const from = await tableOf(a.page, one);
  const full = await tableOf(a.page, await seated(a.page, 3, 0));
  await openPerson(a.page, one);
  await press(a.page, 'Umsetzen');
  // Free tables can be chosen too now.
  await expect(a.page.locator('.tables .table-card[id]')).toHaveCount(8);
  await a.page.locator(`#open-table-${full}`).click();
  await expect(proposal(a.page)).toContainText(`${one.name} an Tisch ${full}, Runde 1`);
  await expect(proposal(a.page).getByRole('alert')).toContainText('Das verletzt:');
  expect(await barriers(a.page)).toEqual([]);
  // Saying no changes nothing anywhere.
  await proposal(a.page).getByRole('button', { name: 'Abbrechen' }).click();
  await bothShow(from, one);

  await openPerson(a.page, one);
  await press(a.page, 'Umsetzen');
  // A table with people is meant wherever it is tapped.
  await a.page.locator(`#table-${full} .name`).first().click();
  await apply(a.page);
  await bothShow(full, one);
  await expect(b.page.getByRole('button', { name: `Runde 1: ${left.name} sitzt an Tisch ${from} ohne Gegenüber` })).toBeVisible(AT_ONCE);
  await b.page.getByRole('button', { name: /^Rückgängig: .* an Tisch/ }).click();
  await bothShow(from, one);
  await expect(b.page.getByRole('button', { name: /ohne Gegenüber$/ })).toHaveCount(0);
});

test('somebody keeps one table in all rounds, until not any more', async ({ browser }) => {
  const one = await seated(a.page, 4, 0);
  const phone = await phoneOf(browser, session.id, one);
  await openPerson(a.page, one);
  await press(a.page, 'An einen Tisch binden');
  await a.page.locator('#open-table-8').click();
  await expect(proposal(a.page)).toContainText(`${one.name} bleibt an Tisch 8`);
  await apply(a.page);
  await bothShow(8, one);
  const fixed = await now();
  expect(fixed.rules.fixed).toEqual([[Number(one.id), 8]]);
  const at = fixed.published!.seats.map((tables) => tables.findIndex((table) => table.includes(Number(one.id))) + 1);
  expect(new Set(at.filter((table) => table > 0))).toEqual(new Set([8]));
  for (const [round, table] of at.entries()) {
    await expect(phone.page.locator('.run-sheet li').nth(round)).toContainText(table ? 'Tisch 8' : 'Pause', AT_ONCE);
  }
  await openPerson(b.page, one);
  await press(b.page, 'Nicht mehr an Tisch 8 gebunden');
  await settle(b.page);
  await expect.poll(async () => (await now()).rules.fixed).toEqual([]);
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('somebody sits out a round, and does not after all', async ({ browser }) => {
  await lookAtRound(a.page, 2);
  const one = await seated(a.page, 1, 0);
  const phone = await phoneOf(browser, session.id, one);
  const second = phone.page.locator('.run-sheet li').nth(1);
  await openPerson(a.page, one);
  await press(a.page, 'Aussetzen');
  await apply(a.page);
  await expect(a.page.locator(`#rest-${one.id}`)).toBeVisible();
  await expect(second).toContainText('Pause', AT_ONCE);
  await lookAtRound(b.page, 2);
  await expect(b.page.locator(`#rest-${one.id}`)).toBeVisible(AT_ONCE);
  await openPerson(b.page, one);
  await press(b.page, 'Doch nicht aussetzen');
  await settle(b.page);
  expect((await now()).participants.find((p) => String(p.id) === one.id)!.benched).toEqual([]);
  await expect(second).not.toContainText('Pause', AT_ONCE);
  await expect(a.page.locator(`#rest-${one.id}`)).toHaveCount(0, AT_ONCE);
  for (const desk of [a, b]) await lookAtRound(desk.page, 1);
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('several leave at once: no mark is lost, they are decided one after the other', async () => {
  const [one, two, three] = [await seated(a.page, 0, 0), await seated(a.page, 1, 0), await seated(a.page, 2, 0)];
  for (const who of [one, two, three]) await row(a.page, who).getByRole('button', { name: /: fehlt$/ }).click();
  await expect(proposal(a.page).getByRole('heading', { name: `${one.name} fehlt` })).toBeVisible();
  await expect(proposal(a.page)).toContainText('Noch 2 vorgemerkt:');
  expect(await barriers(a.page)).toEqual([]);
  await proposal(a.page).getByRole('button', { name: `Nicht vormerken: ${two.name} fehlt` }).click();
  await expect(proposal(a.page)).toContainText('Noch 1 vorgemerkt:');
  await proposal(a.page).getByRole('button', { name: 'Abbrechen' }).click();
  await expect(proposal(a.page).getByRole('heading', { name: `${three.name} fehlt` })).toBeVisible();
  await expect(proposal(a.page)).not.toContainText('vorgemerkt');
  await proposal(a.page).getByRole('button', { name: 'Abbrechen' }).click();
  await expect(proposal(a.page)).toHaveCount(0);
});

test('a table goes out of use and comes back', async ({ browser }) => {
  const one = await seated(a.page, 2, 0);
  const number = await tableOf(a.page, one);
  const phone = await phoneOf(browser, session.id, one);
  await openTable(a.page, number);
  await press(a.page, `Tisch ${number} außer Betrieb`);
  await expect(proposal(a.page)).toContainText('niemand allein');
  await apply(a.page);
  for (const desk of [a, b]) await expect(desk.page.locator(`#table-${number}`)).toHaveClass(/closed/, AT_ONCE);
  for (const round of (await now()).published!.seats) expect(round[number - 1]).toEqual([]);
  await expect(phone.page.locator('.run-sheet')).not.toContainText(new RegExp(`Tisch ${number}(?!\\d)`), AT_ONCE);
  await openTable(b.page, number);
  await press(b.page, `Tisch ${number} wieder benutzen`);
  await settle(b.page);
  await expect(a.page.locator(`article#table-${number}.closed`)).toHaveCount(0, AT_ONCE);
  expect((await now()).setting.tables[number - 1].closed_from).toBeNull();
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('somebody walks in with a name and two taps; another is of an association of the fair', async ({ browser }) => {
  await a.page.getByRole('button', { name: 'Neu', exact: true }).click();
  // Without a name the form says so in its own words.
  await a.page.locator('#walk-in').press('Enter');
  await expect(a.page.locator('#walk-in-failed')).toHaveText('„Name“ ist noch leer.');
  await expect(a.page.locator('#walk-in')).toBeFocused();
  await a.page.locator('#walk-in').fill('Freundeskreis der Kurzentschlossenen');
  await expect(a.page.locator('#walk-in-failed')).toHaveText('');
  await a.page.getByRole('button', { name: 'Englisch', exact: true }).click();
  await expect(a.page.getByRole('button', { name: 'Englisch', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(a.page.getByLabel(/^Mit dem Verein der Messe verbinden/)).toHaveCount(0);
  await press(a.page, 'Vorschlag ansehen');
  await expect(proposal(a.page)).toContainText('Freundeskreis der Kurzentschlossenen dazugekommen');
  await apply(a.page);
  await expect(b.page.getByText(/· 1 neu$/)).toBeVisible(AT_ONCE);
  const newcomer = arrivals(b.page).locator('.person').filter({ hasText: 'Freundeskreis der Kurzentschlossenen' });
  await expect(newcomer.getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true', AT_ONCE);
  const id = (await newcomer.locator('.name').getAttribute('id'))!.split('-').pop()!;
  const phone = await phoneOf(browser, session.id, { id, name: '' });
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Freundeskreis der Kurzentschlossenen');

  // A name the fair knows is tied to its association, unless somebody says no.
  const known = (await associations(owner)).find((one) => !session.participants.some((p) => p.association === one.id))!;
  await b.page.getByRole('button', { name: 'Neu', exact: true }).click();
  await b.page.locator('#walk-in').fill(known.profile.name.toLowerCase());
  await expect(b.page.getByLabel(/^Mit dem Verein der Messe verbinden/)).toBeChecked();
  await expect(b.page.getByRole('button', { name: 'Englisch', exact: true })).toHaveCount(0);
  expect(await barriers(b.page)).toEqual([]);
  await press(b.page, 'Vorschlag ansehen');
  await apply(b.page);
  await expect(a.page.getByText(/· 2 neu$/)).toBeVisible(AT_ONCE);
  const tied = (await now()).participants.find((p) => p.association === known.id);
  expect(tied?.name).toBe(known.profile.name);
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('a called round stays as it is, printed cards freeze it too, and it is thawed', async () => {
  const one = await seated(a.page, 0, 0);
  await a.page.getByRole('button', { name: 'Runde 1 ausrufen' }).click();
  for (const desk of [a, b]) await expect(desk.page.getByText(/^Runde 1 ausgerufen um \d\d:\d\d$/)).toBeVisible(AT_ONCE);
  // Acts by hand are about the next round that is open.
  await openPerson(a.page, one);
  await expect(a.page.getByRole('heading', { name: 'Platz in Runde 2' })).toBeVisible();
  await a.page.keyboard.press('Escape');
  await b.page.getByRole('button', { name: 'Wieder freigeben' }).click();
  for (const desk of [a, b]) await expect(desk.page.getByRole('button', { name: 'Runde 1 ausrufen' })).toBeVisible(AT_ONCE);
  await openPerson(a.page, one);
  await expect(a.page.getByRole('heading', { name: 'Platz in Runde 1' })).toBeVisible();
  await a.page.keyboard.press('Escape');

  // What the room for paper does when cards are printed.
  await door(owner, 'cards_printed', { dating: session.id, key: `printed-${session.id}` });
  for (const desk of [a, b]) await expect(desk.page.getByText(/^Runde 1 gedruckt um \d\d:\d\d$/)).toBeVisible(AT_ONCE);
  await expect(a.page.getByRole('button', { name: 'Rückgängig: Karten für Runde 1 gedruckt' })).toBeVisible();
  expect(await barriers(a.page)).toEqual([]);
  await a.page.getByRole('button', { name: 'Wieder freigeben' }).click();
  await expect(b.page.getByRole('button', { name: 'Runde 1 ausrufen' })).toBeVisible(AT_ONCE);
});

test('a sentence reaches desks and phones, and is taken back', async ({ browser }) => {
  // A device that reads aloud says what is announced; this browser notes what it was asked to say.
  await b.page.evaluate(() => {
    const said: string[] = ((window as any).said = []);
    speechSynthesis.speak = (words) => void said.push(words.text);
  });
  await more(b.page, 'Vorlesen');
  const phone = await phoneOf(browser, session.id, await seated(a.page, 0, 0));
  await a.page.getByRole('button', { name: /^Durchsage/ }).click();
  await a.page.getByLabel('Ein Satz an alle').fill('Bitte die Fenster schließen.');
  await press(a.page, 'An alle senden');
  await expect(phone.page.getByText('Bitte die Fenster schließen.')).toBeVisible(AT_ONCE);
  await expect(b.page.getByRole('status').filter({ hasText: 'Durchsage: Bitte die Fenster schließen.' })).toBeVisible(AT_ONCE);
  expect(await b.page.evaluate(() => (window as any).said)).toEqual(['Vorlesen', 'Bitte die Fenster schließen.']);
  await expect(a.page.getByLabel('Ein Satz an alle')).toHaveValue('');
  await b.page.getByRole('button', { name: /^Durchsage/ }).click();
  await press(b.page, 'Durchsage zurücknehmen: Bitte die Fenster schließen.');
  await expect(phone.page.getByText('Bitte die Fenster schließen.')).toHaveCount(0, AT_ONCE);
  await expect(a.page.getByRole('button', { name: /^Durchsage zurücknehmen/ })).toHaveCount(0, AT_ONCE);
  for (const desk of [a, b]) await desk.page.keyboard.press('Escape');
  await more(b.page, 'Vorlesen');
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('one minute more, the change, and straight into the next round', async ({ browser }) => {
  const phone = await phoneOf(browser, session.id, await seated(a.page, 1, 0));
  // Nothing ends by itself while it is read.
  await more(a.page, 'von Hand');
  await a.page.keyboard.press('Escape');
  // A double click starts the round and rings nothing; the keyboard stays where it was.
  const next = a.page.locator('#next-act');
  await expect(next).toHaveText('Runde 1 starten');
  await next.dblclick();
  await expect(next).toHaveText('Wechsel läuten');
  await expect(next).toBeFocused();
  await rested(a.page);
  await expect(a.page.locator('.desk-bar').getByText('Gespräch', { exact: true })).toBeVisible();
  for (const page of [b.page, phone.page]) await expect(timer(page)).toContainText(/[45]:\d\d/, AT_ONCE);
  const before = await seconds(b.page);
  await a.page.getByRole('button', { name: '+1 Min' }).click();
  for (const page of [b.page, phone.page]) await expect.poll(() => seconds(page), AT_ONCE).toBeGreaterThan(before + 45);
  await b.page.getByRole('button', { name: 'Wechsel läuten' }).click();
  await expect(a.page.locator('.desk-bar').getByText('Wechsel', { exact: true })).toBeVisible(AT_ONCE);
  await expect(phone.page.getByText('Wechsel zu Runde 2 von 4', { exact: true })).toBeVisible(AT_ONCE);
  await expect(a.page.getByText('Runde 2 steht: alle gehen an ihre Tische')).toBeVisible(AT_ONCE);
  await expect(next).toHaveText('Runde 2 beginnen');
  await rested(a.page);
  await next.focus();
  await a.page.keyboard.press('Enter');
  await a.page.keyboard.press('Enter');
  await expect(next).toHaveText('Wechsel läuten');
  await expect(next).toBeFocused();
  await expect(phone.page.getByText('Runde 2 von 4 läuft')).toBeVisible(AT_ONCE);
  // From a talk into the next one.
  await more(b.page, 'Gleich Runde 3, ohne Wechsel');
  await expect(a.page.getByText('Runde 3 von 4').first()).toBeVisible(AT_ONCE);
  await expect(phone.page.getByText('Runde 3 von 4 läuft')).toBeVisible(AT_ONCE);
  await a.page.locator('#tables-head').focus();
  await rested(a.page);
  await a.page.keyboard.press('Shift+N');
  await expect(phone.page.getByText('Runde 4 von 4 läuft')).toBeVisible(AT_ONCE);
  // After the last round there is none, and the desk says so.
  await rested(a.page);
  await a.page.keyboard.press('Shift+N');
  await expect(a.page.getByText('Das passte nicht mehr:')).toBeVisible();
  await a.page.getByRole('button', { name: 'Gelesen: nächste Runde' }).click();
  await expect(timer(phone.page)).toContainText(/[45]:\d\d/);
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('two tables are merged and a delegation is split', async ({ browser }) => {
  const groups = await aSession(owner, 'Tafelrunden', 12, 3, {
    seats: 4,
    tables: 4,
    // Eight at one table use up many first meetings: were none allowed twice, somebody might have to sit out.
    rules: (dating) => ({ language: 'ignored', never_twice: false, seat_everybody: true, together: [[dating.participants[0].id, dating.participants[1].id]] }),
  });
  const state = await office.storageState();
  const [c, d] = [await aDesk(browser, roomOf(groups.id), state), await aDesk(browser, roomOf(groups.id), state)];
  const one = await seated(c.page, 0, 0);
  const [from, into] = [await tableOf(c.page, one), await tableOf(c.page, await seated(c.page, 1, 0))];
  const phone = await phoneOf(browser, groups.id, one);
  await openTable(c.page, from);
  await press(c.page, 'Zusammenlegen mit …');
  await expect(c.page.getByText(`Tisch ${from} kommt zu einem anderen`)).toBeVisible();
  await c.page.locator(`#open-table-${into}`).click();
  await expect(proposal(c.page)).toContainText(`Tisch ${from} zu Tisch ${into}`);
  await apply(c.page);
  await expect(d.page.locator(`#table-${from}`)).toHaveClass(/closed/, AT_ONCE);
  const merged = await lookAt(owner, groups.id);
  expect(merged.setting.tables[into - 1].seats).toBe(8);
  const sits = merged.published!.seats[0].findIndex((table) => table.includes(Number(one.id))) + 1;
  expect([0, from]).not.toContain(sits);
  await expect(phone.page.locator('.run-sheet li').first()).toContainText(`Tisch ${sits}`, AT_ONCE);
  await expect(seatAt(d.page, sits, one)).toBeVisible();

  const [member, other] = groups.participants;
  await openPerson(d.page, { id: String(member.id), name: member.name });
  await press(d.page, `Von ${other.name} trennen`);
  await settle(d.page);
  await expect.poll(async () => (await lookAt(owner, groups.id)).rules.together).toEqual([]);
  await openPerson(c.page, { id: String(other.id), name: other.name });
  await expect(c.page.getByRole('button', { name: /^Von .* trennen$/ })).toHaveCount(0);
  expect([...c.noise, ...d.noise, ...phone.noise]).toEqual([]);
  for (const context of [c.context, d.context, phone.context]) await context.close();
  await remove(owner, groups.id);
});

test('an interpreter makes talks possible, and is gone again', async ({ browser }) => {
  // Somebody whose only language nobody else speaks.
  const { profile } = (await associations(owner))[0];
  const newcomer = { ...profile, name: 'Verein der seltenen Sprache', short_name: '', languages: [{ code: 'ti', level: 4 }], wishes: [] };
  const id = await door<number>(owner, 'save_association', { slug: FAIR.slice(1), id: null, expects: 0, profile: newcomer, key: 'newcomer' });
  const few = await aSession(owner, 'Gespräche mit Vermittlung', 5, 3, { also: [id], rules: () => ({ sides: 'anybody', language: 'required' }) });
  const who = few.participants.find((p) => p.association === id)!;
  const someone = { id: String(who.id), name: who.name };
  const state = await office.storageState();
  const [c, d] = [await aDesk(browser, roomOf(few.id), state), await aDesk(browser, roomOf(few.id), state)];
  const phone = await phoneOf(browser, few.id, someone);
  await expect(phone.page.locator('.run-sheet li').first()).toContainText('Pause');

  await c.page.getByRole('button', { name: 'Sprachmittlung', exact: true }).click();
  await expect(c.page.getByText('Noch niemand vermittelt zwischen Sprachen.')).toBeVisible();
  await c.page.locator('#interpreter').fill('Selam');
  await expect(c.page.getByRole('button', { name: 'Ist ab jetzt da' })).toBeDisabled();
  for (const language of ['Deutsch', 'Tigrinya']) await press(c.page, language);
  await press(c.page, 'Ist ab jetzt da');
  await expect(proposal(c.page)).toContainText('Selam vermittelt ab jetzt');
  await apply(c.page);
  // They have talks now, with somebody between.
  await expect(phone.page.locator('.run-sheet li').filter({ hasText: 'Pause' })).toHaveCount(0, AT_ONCE);
  for (const desk of [c, d]) {
    await expect(desk.page.locator(`.table-card:has(#seat-${who.id})`)).toContainText('Selam vermittelt', AT_ONCE);
  }
  await d.page.getByRole('button', { name: 'Sprachmittlung', exact: true }).click();
  await expect(d.page.locator('.side-sheet').getByText(/Runde 1: Tisch \d+/)).toBeVisible();
  expect(await barriers(d.page)).toEqual([]);
  await press(d.page, 'Selam ist gegangen');
  await settle(d.page);
  expect((await lookAt(owner, few.id)).day.interpreters[0].until).toBe(0);
  await expect(phone.page.locator('.run-sheet li').first()).toContainText('Pause', AT_ONCE);
  await expect(c.page.getByText('Selam vermittelt', { exact: true })).toHaveCount(0, AT_ONCE);
  expect([...c.noise, ...d.noise, ...phone.noise]).toEqual([]);
  for (const context of [c.context, d.context, phone.context]) await context.close();
  await remove(owner, few.id);
  const saved = await owner.evaluate(async ([slug, id]) => (await fetch(`/api/fn/one_association?slug=${slug}&id=${id}`, { headers: { accept: 'application/json' } })).json(), [FAIR.slice(1), id] as const);
  await door(owner, 'remove_association', { slug: FAIR.slice(1), id, expects: saved.revision });
});

test('rooms of a session are found under its own fair only, and said once', async () => {
  for (const address of [`/organise${FAIR}/dating/999999`, `/organise/no-such-fair/dating/${session.id}`, '/organise/no-such-fair/associations']) {
    const answer = await owner.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expect(owner.getByRole('heading', { level: 1 })).toHaveCount(1);
  }
  await owner.goto('/organise');
});
