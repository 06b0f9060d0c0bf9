// The day itself: four short rounds run by two organisers, three phones and a projector in the hall that stay from before the
// first round to the end, people who come late or not at all, a table that breaks, an undo, a reload, a minute without a
// network, a round by keyboard alone; nothing in anybody's way.
import { type Browser, type BrowserContext, type Page } from '@playwright/test';
import { FAIR, barriers, expect, listen, open, signIn, test } from '../vocabulary';
import { reading } from '../session';
import { AT_ONCE, aDesk, apply, awaited, lookAtRound, more, phoneOf, proposal, rested, roomOf, row, seated, seconds, settle, tableOf, timer, type Desk, type Someone } from '../moderator';

test.describe.configure({ mode: 'serial' });
// A browser without a network notes every request that fails, and the page that stands in for one.
const cutOff = (line: string) => /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_FAILED|status of 503/.test(line);

let room = '';
let dating = '';
let projector = '';
let state: Awaited<ReturnType<BrowserContext['storageState']>>;
/** Who is in the hall all day: two organisers, three phones, the projector. */
let a: Desk;
let b: Desk;
let phones: Desk[];
let screen: Desk;
/** Late, missing, the one left without them, and another; by their seats in round 3. */
let late: Someone;
let gone: Someone;
let partner: Someone;
let other: Someone;

const everybody = () => [a, b, ...phones, screen];
const silence = () => everybody().flatMap((one) => one.noise);

const desk = (browser: Browser) => aDesk(browser, room, state);

/** The projector of the hall. */
async function theProjector(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const noise = listen(context);
  const page = await context.newPage();
  await open(page, projector);
  return { context, page, noise };
}

/** What the projector is about. */
const shown = (page: Page) => page.getByRole('heading', { level: 1 });

test('a session of four short rounds is set up, allocated and published', async ({ page, context }) => {
  test.setTimeout(180_000);
  await signIn(page);
  await open(page, `/organise${FAIR}/dating`);
  await page.getByText('Neues Speed-Dating').click();
  await page.getByLabel('Name').fill('Vier kurze Runden');
  await page.getByLabel('Beginn').fill('2026-11-14T15:00');
  await page.getByLabel('Runden').fill('4');
  await page.getByLabel('Minuten je Gespräch').fill('1');
  await page.getByLabel('Minuten für den Wechsel').fill('1');
  await page.getByLabel('Tische').fill('30');
  await page.getByRole('button', { name: 'Anlegen' }).click();
  await page.waitForURL('**/dating/*/people');
  dating = page.url().match(/dating\/(\d+)\/people/)![1];
  room = roomOf(dating);
  await page.getByRole('button', { name: 'Alle auswählen' }).click();
  await page.getByRole('button', { name: 'Auswahl speichern' }).click();
  await expect(page.getByText('noch nicht gespeichert')).toHaveCount(0);
  // What is told in one room is no news of the next.
  await expect(page.locator('.told .notice')).toBeVisible();
  await page.locator('.tablist').getByRole('link', { name: 'Regeln', exact: true }).click();
  await page.waitForURL('**/rules');
  await expect(page.locator('.told .notice')).toHaveCount(0);
  await open(page, `${room}/plan`);
  await page.getByRole('button', { name: 'Tische verteilen' }).click();
  await expect(page.locator('.plan-grid')).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(page.getByText('Plan 1 · Veröffentlicht')).toBeVisible();
  await open(page, `${room}/links`);
  await page.getByLabel('Wo sie steht').fill('Hauptsaal');
  await page.getByRole('button', { name: 'Leinwand anlegen' }).click();
  await expect(page.getByText('Hauptsaal')).toBeVisible();
  const [screen] = await reading<{ address: string }[]>(page, 'screens', `dating=${dating}`);
  projector = new URL(screen.address).pathname;
  state = await context.storageState();
});

test('two organisers, three phones and a projector come in, and stay', async ({ browser }) => {
  test.setTimeout(120_000);
  [a, b] = [await desk(browser), await desk(browser)];
  const before = await desk(browser);
  await lookAtRound(before.page, 3);
  [late, gone, partner, other] = [await seated(before.page, 1, 0), await seated(before.page, 3, 0), await seated(before.page, 3, 1), await seated(before.page, 5, 1)];
  expect(before.noise).toEqual([]);
  await before.context.close();
  phones = [];
  for (const who of [late, partner, other]) phones.push(await phoneOf(browser, dating, who));
  screen = await theProjector(browser);
  await expect(shown(screen.page)).toHaveText('Finden Sie Ihren Tisch');
  for (const one of [...phones, screen]) expect(await barriers(one.page)).toEqual([]);
});

test('the keyboard alone runs a round, and phones and projector follow', async () => {
  test.setTimeout(120_000);
  // Parts end when somebody says so: a minute would end by itself while this is read.
  await a.page.locator('.tools-of-the-day summary').focus();
  await a.page.keyboard.press('Enter');
  await a.page.getByRole('button', { name: 'von Hand', exact: true }).focus();
  await a.page.keyboard.press('Enter');
  await expect(a.page.getByRole('button', { name: 'von Hand', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await a.page.keyboard.press('Escape');
  await expect(a.page.locator('.tools-of-the-day summary')).toBeFocused();
  await a.page.keyboard.press('n');
  await expect(a.page.getByText('Runde 1 von 4').first()).toBeVisible();
  await expect(a.page.getByRole('alert').filter({ hasText: 'Runde 1 beginnt' })).toBeVisible();
  for (const phone of phones) await expect(timer(phone.page)).toContainText(/0:\d\d|1:00/, AT_ONCE);
  await expect(shown(screen.page)).toHaveText('Runde 1 von 4', AT_ONCE);
  // The call lies over everything for a while.
  await expect(screen.page.locator('.screen-call')).toBeVisible();
  expect(await barriers(screen.page)).toEqual([]);
  await rested(a.page);
  await a.page.keyboard.press('m');
  await expect(timer(a.page)).toContainText(/1:\d\d/);
  // The space bar belongs to what has the focus: it is given back first.
  await a.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await rested(a.page);
  await a.page.keyboard.press('Space');
  await expect(a.page.getByText('Angehalten').first()).toBeVisible();
  await rested(a.page);
  await a.page.keyboard.press('Space');
  await expect(a.page.getByText('Gespräch').first()).toBeVisible();
  // Whoever types is not running the clock.
  await a.page.keyboard.press('/');
  await expect(a.page.locator('#search-people')).toBeFocused();
  await a.page.keyboard.type('man');
  await expect(timer(a.page)).toContainText(/[01]:\d\d/);
  await a.page.locator('#search-people').fill('');
  await a.page.keyboard.press('Tab');
  await a.page.keyboard.press('t');
  await expect(a.page.locator('#tables-head')).toBeFocused();
  await rested(a.page);
  // Pressed twice, the letter moves the clock once.
  await a.page.evaluate(() => ['n', 'n'].forEach((key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))));
  await expect(a.page.getByText('Wechsel', { exact: true }).first()).toBeVisible();
  await expect(a.page.getByRole('button', { name: 'Runde 2 beginnen' })).toBeVisible();
  await rested(a.page);
  await a.page.keyboard.press('n');
  await expect(a.page.getByText('Runde 2 von 4').first()).toBeVisible();
  for (const phone of phones) await expect(phone.page.getByText('Runde 2 von 4 läuft')).toBeVisible(AT_ONCE);
  await expect(shown(screen.page)).toHaveText('Runde 2 von 4', AT_ONCE);
  for (const phone of phones) expect(await barriers(phone.page)).toEqual([]);

  // Somebody is missing: search, tab to the sign, say yes; taken back by a letter.
  const absent = await awaited(a.page, 3);
  await a.page.keyboard.press('/');
  await a.page.keyboard.type(absent.name);
  for (let step = 0; step < 12; step++) {
    await a.page.keyboard.press('Tab');
    const on = await a.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (on === `${absent.name}: fehlt`) break;
  }
  await a.page.keyboard.press('Enter');
  const yes = proposal(a.page).getByRole('button', { name: 'Übernehmen' });
  await expect(yes).toBeEnabled();
  await expect(proposal(a.page).getByRole('heading', { name: `${absent.name} fehlt` })).toBeFocused();
  for (let step = 0; step < 12 && !(await yes.evaluate((button) => button === document.activeElement)); step++) await a.page.keyboard.press('Tab');
  await a.page.keyboard.press('Enter');
  await expect(a.page.getByText(/1 fehlt/)).toBeVisible();
  await expect(proposal(a.page)).toHaveCount(0);
  await a.page.locator('#search-people').fill('');
  await a.page.keyboard.press('Tab');
  await a.page.keyboard.press('u');
  await expect(a.page.getByText(/0 fehlen/)).toBeVisible();

  await a.page.keyboard.press('?');
  await expect(a.page.getByRole('heading', { name: 'Tasten' })).toBeFocused();
  await a.page.keyboard.press('Escape');
  await expect(a.page.getByRole('heading', { name: 'Tasten' })).toHaveCount(0);

  expect(silence()).toEqual([]);
});

test('late, missing, a table out, undone: read by everybody', async () => {
  test.setTimeout(180_000);
  for (const one of [a, b]) {
    await expect(one.page.getByText('Runde 2 von 4').first()).toBeVisible();
    await lookAtRound(one.page, 3);
  }
  const third = (n: number) => phones[n].page.locator('.run-sheet li').nth(2);

  // Somebody arrives: one tap, at once, and the other desk knows.
  await row(a.page, other).getByRole('button', { name: /: ist da$/ }).click();
  await expect(row(a.page, other).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(b.page.getByText(/^1 von \d+ da/)).toBeVisible(AT_ONCE);
  await expect(screen.page.getByText(`Willkommen: ${other.name.replace(/ e\. V\.$/, '')}`)).toBeVisible(AT_ONCE);

  // The sign of a table, on the phone of somebody who reads its code.
  const sign = await phones[2].context.newPage();
  await open(sign, `${FAIR}/dating/${dating}/table/${await tableOf(a.page, other)}`);
  await expect(sign.getByRole('main')).toContainText(other.name);
  expect(await barriers(sign)).toEqual([]);
  await sign.close();

  // Late until round 4: shown first, then applied; the phone is told of round 3.
  await a.page.locator(`#seat-${late.id}`).click();
  await expect(a.page.getByRole('heading', { name: late.name })).toBeFocused();
  expect(await barriers(a.page)).toEqual([]);
  await a.page.getByRole('button', { name: 'kommt ab Runde 4' }).click();
  await expect(proposal(a.page)).toContainText(/zieh(t|en) um|Niemand zieht um/);
  await expect(proposal(a.page)).toContainText('gilt ab Runde 3');
  expect(await barriers(a.page)).toEqual([]);
  await apply(a.page);
  await expect(third(0)).toContainText('nicht eingeplant', AT_ONCE);
  // The phone tells what is different, until it is understood.
  const notice = phones[0].page.locator('[aria-live=assertive]').filter({ hasText: 'Für Runde 3 sind Sie nicht mehr eingeplant.' });
  await expect(notice).toBeVisible();
  expect(await barriers(phones[0].page)).toEqual([]);
  await phones[0].page.getByRole('button', { name: 'Verstanden' }).click();
  await expect(notice).toHaveCount(0);

  // Two are missing; while the first is being decided the other organiser is faster, and it is worked out anew.
  await row(a.page, gone).getByRole('button', { name: /: fehlt$/ }).click();
  await expect(proposal(a.page).getByRole('button', { name: 'Übernehmen' })).toBeEnabled();
  const second = await seated(b.page, 7, 0);
  await row(b.page, second).getByRole('button', { name: /: fehlt$/ }).click();
  await apply(b.page);
  await expect(proposal(a.page)).toContainText('neu berechnet');
  await expect(proposal(a.page)).toContainText(`${second.name} fehlt`);
  await apply(a.page);
  await expect(a.page.getByText(/2 fehlen/)).toBeVisible();
  await expect(b.page.getByText(/2 fehlen · 1 später/)).toBeVisible(AT_ONCE);
  await expect(third(1)).not.toContainText(gone.name);

  // A half-typed name and an open panel survive what the other desk does.
  await a.page.getByRole('button', { name: 'Neu', exact: true }).click();
  await a.page.locator('#walk-in').fill('Halb getipp');
  await row(b.page, partner).getByRole('button', { name: /: ist da$/ }).click();
  await expect(a.page.getByText(/^2 von \d+ da/)).toBeVisible(AT_ONCE);
  await expect(a.page.locator('#walk-in')).toHaveValue('Halb getipp');
  await expect(a.page.locator('#walk-in')).toBeFocused();
  await a.page.keyboard.press('Escape');

  // A table breaks; taken back, the log strikes it through.
  const number = (await a.page.locator('.tables .table-card').nth(5).locator('header b').innerText()).match(/\d+/)![0];
  await a.page.locator(`#open-table-${number}`).click();
  await a.page.getByRole('button', { name: `Tisch ${number} außer Betrieb` }).click();
  await apply(a.page);
  await expect(b.page.locator(`article#table-${number}`)).toHaveClass(/closed/, AT_ONCE);
  await b.page.getByRole('button', { name: `Rückgängig: Tisch ${number} außer Betrieb` }).click();
  await expect(a.page.locator(`article#table-${number}`)).not.toHaveClass(/closed/, AT_ONCE);
  await a.page.locator('summary').filter({ hasText: 'Protokoll' }).click();
  await expect(a.page.locator('.log s').filter({ hasText: `Tisch ${number} außer Betrieb` })).toBeVisible();
  await expect(a.page.getByRole('button', { name: `Wiederholen: Tisch ${number} außer Betrieb` })).toBeVisible();
  expect(await barriers(a.page)).toEqual([]);

  // A reload in the middle changes nothing.
  const before = await a.page.locator('.tables').innerText();
  await a.page.reload();
  await a.page.waitForFunction(() => document.documentElement.dataset.awake === 'true');
  await lookAtRound(a.page, 3);
  await expect(a.page.locator('.tables')).toHaveText(before, { useInnerText: true });

  // A sentence to everybody.
  await a.page.getByRole('button', { name: /^Durchsage/ }).click();
  await a.page.getByLabel('Ein Satz an alle').fill('Der Kaffee ist fertig.');
  await a.page.getByRole('button', { name: 'An alle senden' }).click();
  for (const one of [...phones, screen]) await expect(one.page.getByText('Der Kaffee ist fertig.')).toBeVisible(AT_ONCE);
  await a.page.keyboard.press('Escape');

  expect(silence()).toEqual([]);
});

test('a minute without a network: the console keeps what is tapped, the phone finds back', async ({ browser }) => {
  test.setTimeout(240_000);
  const [one, two, three, four] = [await awaited(a.page, 8), await awaited(a.page, 9), await awaited(a.page, 10), await awaited(a.page, 11)];
  // One more phone, which is cut off too: of somebody who will be noted missing.
  const phone = await phoneOf(browser, dating, two);
  // A full minute is left of the talk: it runs out while nobody can be reached.
  await b.page.getByRole('button', { name: '+1 Min' }).click();
  await expect(timer(phone.page)).toContainText(/0:[345]\d|1:00/, AT_ONCE);

  const since = Date.now();
  await Promise.all([a, phone, screen].map((device) => device.context.setOffline(true)));
  const reached = await a.page.evaluate(() => fetch('/api/clock').then(() => true, () => false));
  expect(reached, 'the console is cut off').toBe(false);
  await row(a.page, one).getByRole('button', { name: /: ist da$/ }).click();
  await row(a.page, two).getByRole('button', { name: /: fehlt$/ }).click();
  await row(a.page, three).getByRole('button', { name: /: fehlt$/ }).click();
  await expect(a.page.getByText('3 warten')).toBeVisible();
  await expect(phone.page.getByText(/Stand von \d\d:\d\d Uhr/)).toBeVisible();
  await expect(a.page.getByText('Keine Verbindung zum Server.')).toBeVisible();
  // What was tapped by mistake is not sent.
  await row(a.page, four).getByRole('button', { name: /: ist da$/ }).click();
  await expect(a.page.getByText('4 warten')).toBeVisible();
  await a.page.getByRole('button', { name: `Nicht senden: ${four.name} ist da`, exact: true }).click();
  await expect(a.page.getByText('3 warten')).toBeVisible();
  await expect(row(a.page, four).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'false');
  // A sentence to everybody waits with the rest.
  await a.page.getByRole('button', { name: /^Durchsage/ }).click();
  await a.page.getByLabel('Ein Satz an alle').fill('Die Fenster bleiben zu.');
  await a.page.getByRole('button', { name: 'An alle senden' }).click();
  await a.page.keyboard.press('Escape');
  await expect(a.page.getByText('4 warten')).toBeVisible();
  expect(await barriers(a.page)).toEqual([]);
  // Shown as done here, unknown elsewhere.
  await expect(row(a.page, one).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(row(b.page, one).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'false');
  // What needs the server says so.
  await a.page.locator(`#arrivals-${one.id}`).click();
  await a.page.getByRole('button', { name: 'Aussetzen' }).click();
  await expect(a.page.getByText('Dafür braucht es das Netz')).toBeVisible();
  // Meanwhile the other desk has noted something else of the third.
  await b.page.locator(`#arrivals-${three.id}`).click();
  await b.page.getByRole('button', { name: 'ist gegangen' }).click();
  await apply(b.page);
  // Their clocks go on by themselves, to the same second as the one that is reached.
  for (const device of [a, phone, screen]) {
    await expect.poll(async () => Math.abs((await seconds(device.page)) - (await seconds(b.page)))).toBeLessThanOrEqual(1);
  }
  for (const device of [...everybody(), phone]) await expect(timer(device.page)).toHaveText('0:00', { timeout: 70_000 });
  await expect(a.page.getByText('Zeit ist um: Sie läuten')).toBeVisible();
  await a.page.getByRole('button', { name: 'Wechsel läuten' }).click();
  await expect(a.page.getByText('5 warten')).toBeVisible();
  await expect(a.page.getByRole('button', { name: 'Runde 3 beginnen' })).toBeVisible();
  await a.page.waitForTimeout(Math.max(0, since + 60_000 - Date.now()));
  await expect(b.page.getByRole('button', { name: 'Runde 3 beginnen' })).toHaveCount(0);
  await Promise.all([a, phone, screen].map((device) => device.context.setOffline(false)));

  // In order: arrived, missing; the third no longer fits and says why; the sentence is said, the change is rung.
  await expect(a.page.getByText('Das passte nicht mehr:')).toBeVisible({ timeout: 15_000 });
  await expect(a.page.getByText('5 warten')).toHaveCount(0);
  await expect(phones[1].page.getByText('Die Fenster bleiben zu.')).toBeVisible(AT_ONCE);
  await expect(row(b.page, four).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'false');
  await expect(row(b.page, one).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true', { timeout: 5_000 });
  await expect(row(b.page, two)).toContainText('fehlt');
  await expect(row(b.page, three)).toContainText('ist gegangen');
  await expect(b.page.getByRole('button', { name: 'Runde 3 beginnen' })).toBeVisible();
  await expect(shown(screen.page)).toHaveText('Bitte wechseln: Runde 3', { timeout: 35_000 });
  // The plan does not fit who is there: the console asks.
  await expect(proposal(a.page)).toContainText('Plan an die Anwesenden anpassen', { timeout: 10_000 });
  await apply(a.page);
  await a.page.getByRole('button', { name: /^Gelesen: / }).click();
  await expect(a.page.getByText('Das passte nicht mehr:')).toHaveCount(0);
  // The phone has found back by itself.
  await expect(phone.page.locator('.run-sheet li').nth(3)).toContainText('nicht eingeplant', { timeout: 35_000 });

  // What waits survives a reload.
  await a.page.route('**/api/fn/send_queued', (route) => route.abort());
  await a.page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(a.page.getByText('1 wartet')).toBeVisible();
  await a.page.reload();
  await expect(a.page.getByText('1 wartet')).toBeVisible({ timeout: 30_000 });
  await a.page.unroute('**/api/fn/send_queued');
  await expect(b.page.getByText('Angehalten').first()).toBeVisible({ timeout: 10_000 });
  await expect(a.page.getByText('1 wartet')).toHaveCount(0);
  await b.page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await expect(a.page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible(AT_ONCE);

  expect([...silence(), ...phone.noise].filter((line) => !cutOff(line))).toEqual([]);
  await phone.context.close();
});

test('loaded anew without a network, console, door and projector say so, and come back with what waited', async () => {
  test.setTimeout(120_000);
  const who = await awaited(a.page, 8);
  const door = await a.context.newPage();
  await door.setViewportSize({ width: 360, height: 800 });
  await open(door, `/organise${FAIR}/checkin?dating=${dating}`);
  const kept = (page: Page) => page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
  for (const page of [a.page, screen.page]) await expect.poll(() => kept(page), 'and nothing else is kept').toEqual(['/away.html']);

  await Promise.all([a, screen].map((device) => device.context.setOffline(true)));
  await row(a.page, who).getByRole('button', { name: /: ist da$/ }).click();
  await expect(a.page.getByText('1 wartet')).toBeVisible();
  for (const page of [a.page, door, screen.page]) {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keine Verbindung No connection');
    expect(await barriers(page)).toEqual([]);
  }
  for (const page of [a.page, door]) await expect(page.getByText('1 Eingabe wartet auf diesem Gerät.')).toBeVisible();
  await expect(screen.page.getByText(/wartet auf diesem Gerät/)).toBeHidden();
  expect(await door.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await a.page.getByRole('button', { name: /^Noch einmal versuchen/ }).click();
  await expect(a.page.getByRole('status')).toContainText(/Um \d\d?:\d\d:\d\d noch keine Antwort/);

  await Promise.all([a, screen].map((device) => device.context.setOffline(false)));
  await expect(row(a.page, who).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true', { timeout: 20_000 });
  await expect(row(b.page, who).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true', AT_ONCE);
  await expect(a.page.getByText('1 wartet')).toHaveCount(0);
  await expect(shown(screen.page)).toHaveText('Bitte wechseln: Runde 3', { timeout: 20_000 });
  await expect(door.getByRole('searchbox')).toBeVisible({ timeout: 20_000 });
  await door.close();
});

test('a time keeper sees the clock and marks, and nothing that leads nowhere', async ({ page, browser }) => {
  await signIn(page);
  await open(page, '/organise/people');
  await page.locator('#email').fill('keeper@fair.invalid');
  await page.locator('#role').selectOption({ label: 'Zeitwache' });
  await page.getByRole('button', { name: 'Zugang geben' }).click();
  await expect(page.getByRole('list').getByText('keeper@fair.invalid', { exact: true })).toBeVisible();
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const noise = listen(context);
  const keeper = await context.newPage();
  await signIn(keeper, undefined, '', 'keeper@fair.invalid');
  await open(keeper, room);
  for (const name of ['Durchsage', 'Sprachmittlung', 'Neu', 'Probe', 'Runde 3 ausrufen']) {
    await expect(keeper.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await expect(keeper.locator('summary').filter({ hasText: 'Protokoll' })).toHaveCount(0);
  await expect(keeper.locator('[id^=open-table-]')).toHaveCount(0);
  const who = await seated(keeper, 11, 0);
  await keeper.locator(`#seat-${who.id}`).click();
  await expect(keeper.getByRole('button', { name: 'Aussetzen' })).toHaveCount(0);
  await keeper.getByRole('button', { name: 'ist da', exact: true }).click();
  await expect(row(keeper, who).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true');
  await keeper.getByRole('button', { name: '+1 Min' }).click();
  await keeper.getByRole('button', { name: /^Rückgängig: eine Minute mehr/ }).click();
  await expect(keeper.getByText('Zurückgenommen und an alle gemeldet')).toBeVisible();
  await expect(keeper.getByRole('button', { name: /^Rückgängig: .*ist da/ })).toBeVisible();
  expect(await barriers(keeper)).toEqual([]);
  expect(noise).toEqual([]);
  await context.close();
});

test('without a network the door keeps its list and whoever is tapped on it, and sends them by itself', async ({ browser }) => {
  test.setTimeout(120_000);
  const [one, two, three] = [await awaited(b.page, 8), await awaited(b.page, 9), await awaited(b.page, 10)];
  const door = await aDesk(browser, `/organise${FAIR}/checkin?dating=${dating}`, state);
  await door.page.setViewportSize({ width: 360, height: 800 });
  const guest = (who: Someone) => door.page.locator(`.guests li:has(.num:text-is("${who.id}"))`);
  const tap = (who: Someone) => guest(who).getByRole('button', { name: `${who.name}: ist da`, exact: true }).click();
  const all = await door.page.locator('.guests li').count();

  await door.context.setOffline(true);
  await tap(one);
  await expect(door.page.getByText(`${one.name} ist gemerkt und wartet auf Verbindung.`)).toBeVisible();
  await tap(two);
  for (const who of [one, two]) await expect(guest(who)).toContainText('wartet auf Verbindung');
  await expect(door.page.getByText('2 warten')).toBeVisible();
  await expect(door.page.locator('.guests li')).toHaveCount(all);
  expect(await barriers(door.page)).toEqual([]);
  expect(await door.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // Meanwhile the control room notes something else of the second.
  await row(b.page, two).getByRole('button', { name: /: fehlt$/ }).click();
  await settle(b.page);
  await expect(row(b.page, one).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'false');
  await door.context.setOffline(false);

  await expect(guest(one)).toContainText('schon da', { timeout: 20_000 });
  await expect(row(b.page, one).getByRole('button', { name: /: ist da$/ })).toHaveAttribute('aria-pressed', 'true', AT_ONCE);
  await expect(door.page.getByText('Das passte nicht mehr:')).toBeVisible();
  await door.page.getByRole('button', { name: `Gelesen: ${two.name} ist da`, exact: true }).click();
  await expect(door.page.getByText('Das passte nicht mehr:')).toHaveCount(0);
  await expect(guest(two)).toContainText('fehlt');
  await expect(door.page.getByText('wartet auf Verbindung')).toHaveCount(0);

  // What waits survives a reload.
  const sent = /\/api\/fn\/(check_in|send_queued)/;
  await door.page.route(sent, (route) => route.abort());
  await tap(three);
  await expect(guest(three)).toContainText('wartet auf Verbindung');
  await door.page.reload();
  await expect(guest(three)).toContainText('wartet auf Verbindung', { timeout: 30_000 });
  await door.page.unroute(sent);
  await expect(guest(three)).toContainText('schon da', { timeout: 15_000 });

  expect(door.noise.filter((line) => !cutOff(line))).toEqual([]);
  await door.context.close();
});

test('the last rounds, the end, and what is left of it', async () => {
  test.setTimeout(120_000);
  await a.page.getByRole('button', { name: 'Runde 3 beginnen' }).click();
  await expect(shown(screen.page)).toHaveText('Runde 3 von 4', AT_ONCE);
  await a.page.getByRole('button', { name: 'Runde 4 ausrufen' }).click();
  await expect(a.page.getByText(/^Runde 4 ausgerufen um \d\d:\d\d$/)).toBeVisible();
  for (const name of ['Wechsel läuten', 'Runde 4 beginnen']) await a.page.getByRole('button', { name }).click();
  await expect(a.page.getByText('Runde 4 von 4').first()).toBeVisible();
  for (const phone of phones) await expect(phone.page.getByText('Runde 4 von 4 läuft')).toBeVisible(AT_ONCE);
  await a.page.getByRole('button', { name: 'Beenden', exact: true }).click();
  await a.page.getByRole('button', { name: 'Für alle beenden' }).click();
  await expect(a.page.getByText('Alle Runden sind vorbei').first()).toBeVisible();
  for (const phone of phones) await expect(phone.page.getByRole('heading', { name: 'Geschafft!' })).toBeVisible(AT_ONCE);
  await expect(shown(screen.page)).toHaveText('Danke fürs Mitmachen!', AT_ONCE);

  await open(a.page, `${room}/ledger`);
  await expect(a.page.locator('.ledger tbody tr').first()).toBeVisible();
  const had = await a.page.locator('.ledger tbody tr td:nth-child(2)').allInnerTexts();
  expect(had.map(Number)).toEqual([...had.map(Number)].sort((x, y) => x - y));
  expect(await barriers(a.page)).toEqual([]);
  await open(a.page, `${room}/summary`);
  await expect(a.page.getByText('Gesprochene Sprachen')).toBeVisible();
  expect(await barriers(a.page)).toEqual([]);
  const [file] = await Promise.all([a.page.waitForEvent('download'), a.page.getByRole('button', { name: 'Wer wen traf (CSV)' }).click()]);
  const stream = await file.createReadStream();
  let text = '';
  for await (const piece of stream) text += piece;
  expect(text.split('\r\n').length).toBeGreaterThan(20);
  expect(silence().filter((line) => !cutOff(line))).toEqual([]);
  for (const one of everybody()) await one.context.close();
});

test('a rehearsal runs by itself, asks what to do, and is gone afterwards', async ({ browser }) => {
  test.setTimeout(120_000);
  const a = await desk(browser);
  await more(a.page, 'Probe');
  await expect(a.page.getByRole('region', { name: 'Probe.' })).toBeVisible();
  expect(await barriers(a.page)).toEqual([]);
  await a.page.getByRole('button', { name: 'Runde 1 starten' }).click();
  await expect(a.page.getByText('In der Probe passiert')).toBeVisible({ timeout: 45_000 });
  await apply(a.page);
  await a.page.getByRole('button', { name: 'Es passiert etwas' }).click();
  await a.page.getByRole('button', { name: 'Probe löschen' }).click();
  await a.page.waitForURL(`**${room}`);
  await expect(a.page.getByText('Alle Runden sind vorbei').first()).toBeVisible();
  expect(a.noise).toEqual([]);
  await a.context.close();
});
