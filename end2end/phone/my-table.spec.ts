// A participant's phone: the personal link, the table, a request, "again", a change, an hour without network.
import { FAIR, aPhone, awake, barriers, expect, listen, open, signIn, test } from '../vocabulary';
import { act, aSession, door, lookAt, passes, remove, type Dating } from '../session';
import type { BrowserContext, Page } from '@playwright/test';

test.describe.configure({ mode: 'serial' });

let desk: Page;
let office: BrowserContext;
let session: Dating;
let links: Map<number, string>;
let pair: [number, number];

test.beforeAll(async ({ browser }) => {
  office = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  desk = await office.newPage();
  await signIn(desk);
  session = await aSession(desk, 'Gespräche am Vormittag', 12, 4);
  links = await passes(desk, session.id);
  const first = session.published!.seats[0].find((table) => table.length === 2)!;
  pair = [first[0], first[1]];
});

test.afterAll(async () => {
  await remove(desk, session.id);
  await office.close();
});

const tableOf = (who: number) => `${FAIR}/table/${session.id}/${who}`;

test('the link opens the table, stays out of every address, and asks the desk', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url() + (request.headers().referer ?? '')));
  const [who] = pair;
  await page.goto(links.get(who)!);
  await page.waitForURL(`**${tableOf(who)}`);
  await awake(page);
  const secret = links.get(who)!.split('.').pop()!;
  expect(asked.filter((line) => line.includes(secret)), 'no request names the secret').toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(session.participants.find((p) => p.id === who)!.name);
  await expect(page.locator('.opening .talk').first()).not.toBeEmpty();
  await expect(page.getByText('Lindensaal')).toBeVisible();

  await page.getByText('Wir kommen später').click();
  await page.getByLabel('Wir sind da ab Runde').selectOption({ label: '3' });
  await page.getByRole('button', { name: 'Melden' }).first().click();
  await expect(page.getByText('Gemeldet: Sie kommen ab Runde 3.')).toBeVisible();
  await open(desk, `/organise${FAIR}/dating/${session.id}`);
  await expect(desk.getByText(/kommt erst ab Runde 3/)).toBeVisible();
  await page.getByRole('button', { name: 'Zurücknehmen' }).click();
  await expect(page.getByText('Gemeldet: Sie kommen ab Runde 3.')).toHaveCount(0);
  await expect(desk.getByText(/kommt erst ab Runde 3/)).toHaveCount(0);
  expect(await barriers(page)).toEqual([]);
});

test('"again" is shown when both said it', async ({ browser }) => {
  await act(desk, session.id, 'start', {});
  const phones = [];
  for (const who of pair) {
    const phone = await aPhone(browser);
    await phone.page.goto(links.get(who)!);
    await phone.page.waitForURL(`**${tableOf(who)}`);
    await awake(phone.page);
    phones.push(phone);
  }
  const [ours, theirs] = phones;
  const again = (page: Page) => page.getByRole('button', { name: /^Wir möchten uns wiedersehen: / }).first();
  await again(ours.page).click();
  await expect(again(ours.page)).toHaveAttribute('aria-pressed', 'true');
  await theirs.page.reload();
  await awake(theirs.page);
  await expect(theirs.page.getByText('Sie beide möchten sich wiedersehen')).toHaveCount(0);
  await again(theirs.page).click();
  await expect(theirs.page.getByText('Sie beide möchten sich wiedersehen')).toBeVisible();
  await expect(ours.page.getByText('Sie beide möchten sich wiedersehen')).toBeVisible();
  // A note stays on its phone.
  await ours.page.getByText('Notiz', { exact: true }).first().click();
  await ours.page.getByLabel(/^Notiz zu/).first().fill('Proberaum ab Herbst');
  await ours.page.reload();
  await awake(ours.page);
  await expect(ours.page.getByText('Notiz ✓')).toBeVisible();
  for (const phone of phones) {
    expect(phone.noise).toEqual([]);
    await phone.context.close();
  }
});

test('a change is told in a sentence, also to a phone that was closed, until it is tapped away', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, locale: 'de-DE' });
  const noise = listen(context);
  const now = await lookAt(desk, session.id);
  const [a, b] = [now.published!.seats[2], now.published!.seats[2]].map((tables, n) => tables.filter((table) => table.length === 2)[n]);
  const page = await context.newPage();
  await open(page, tableOf(a[0]));
  await expect(page.locator('.run-sheet li')).toHaveCount(4);
  await page.close();
  await act(desk, session.id, 'move_participant', { step: { who: a[0], round: 2, to: null, swap_with: b[0] } });
  await act(desk, session.id, 'publish', {});
  const again = await context.newPage();
  await open(again, tableOf(a[0]));
  const told = again.locator('[aria-live=assertive]').filter({ hasText: /In Runde 3/ });
  await expect(told).toBeVisible();
  await expect(again.locator('.run-sheet .changed')).toHaveCount(1);
  await again.getByRole('button', { name: 'Verstanden' }).click();
  await expect(told).toHaveCount(0);
  await again.reload();
  await awake(again);
  await expect(again.locator('.run-sheet .changed')).toHaveCount(0);
  expect(noise).toEqual([]);
  await context.close();
});

test('a sentence to everybody stands for a phone that opens later, and goes although the line was cut when it was taken back', async ({ browser }) => {
  const note = (happening: object) => door(desk, 'note_happening', { dating: session.id, happening, key: `note-${Date.now()}` });
  const sentence = 'Der Kaffee ist fertig.';
  await note({ what: 'announce', text: sentence });
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, locale: 'de-DE' });
  const page = await context.newPage();
  await open(page, tableOf(pair[0]));
  await expect(page.getByText(sentence)).toBeVisible();
  await context.setOffline(true);
  await note({ what: 'retract', announcement: 0 });
  await context.setOffline(false);
  await expect(page.getByText(sentence)).toHaveCount(0);

  await note({ what: 'announce', text: 'Bitte die Fenster schließen.' });
  const said = page.getByText('Bitte die Fenster schließen.');
  await expect(said).toBeVisible();
  await page.locator('.toast').getByRole('button').click();
  await expect(said).toHaveCount(0);
  await page.reload();
  await awake(page);
  await expect(page.locator('.run-sheet li')).toHaveCount(4);
  await expect(said, 'what was put away stays so').toHaveCount(0);
  await note({ what: 'retract', announcement: 1 });
  await context.close();
});

test('without network the table can still be read, and says how old it is', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, locale: 'de-DE' });
  const page = await context.newPage();
  await open(page, tableOf(pair[0]));
  const isKept = () => page.evaluate(async (path) => !!(await caches.match(path, { cacheName: 'own-table' })), tableOf(pair[0]));
  await expect.poll(isKept).toBe(true);
  // What was kept grows old: the clock that comes from it must not.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('insist.clock'))).not.toBeNull();
  await page.waitForTimeout(6_000);
  const left = async () => {
    const [minutes, seconds] = (await page.getByRole('timer').innerText()).trim().split(':').map(Number);
    return minutes * 60 + seconds;
  };
  const before = { left: await left(), at: Date.now() };
  await context.setOffline(true);
  await expect(page.evaluate(() => fetch('/health').then(() => 'answered', () => 'cut off')), 'the control').resolves.toBe('cut off');
  await page.reload();
  await awake(page);
  await expect(page.locator('.run-sheet li')).toHaveCount(4);
  await expect(page.getByText(/Stand von \d\d:\d\d Uhr/)).toBeVisible();
  const owed = before.left - (Date.now() - before.at) / 1000;
  expect(Math.abs((await left()) - owed), 'the clock is right without a network').toBeLessThan(2.5);
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat());
  expect(kept.filter((path) => !/^\/pkg\/|\/table\/\d+\/\d+$/.test(path)), 'nothing else is kept').toEqual([]);
  await context.setOffline(false);
  await expect(page.getByText(/Stand von \d\d:\d\d Uhr/)).toHaveCount(0);
  await context.close();
});

test('the sign that was scanned last can still be read without network, and only that one', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, locale: 'de-DE' });
  const page = await context.newPage();
  const sign = (number: number) => `${FAIR}/dating/${session.id}/table/${number}`;
  const kept = () => page.evaluate(async () => (await (await caches.open('sign')).keys()).map((request) => new URL(request.url).pathname));
  for (const number of [1, 2]) {
    await open(page, sign(number));
    await expect.poll(kept).toEqual([sign(number)]);
  }
  const told = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  await context.setOffline(true);
  await page.reload();
  await awake(page);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(told);
  await expect(page.getByText(/Stand von \d\d:\d\d Uhr/)).toBeVisible();
  await context.close();
});

test('the sign of a table tells everybody the same, without a script too', async ({ browser }) => {
  const now = await lookAt(desk, session.id);
  const index = now.published!.seats[0].findIndex((table) => table.includes(pair[0]));
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB', viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${FAIR}/dating/${session.id}/table/${index + 1}`);
  for (const who of pair) await expect(page.getByRole('main')).toContainText(now.participants.find((p) => p.id === who)!.name);
  await expect(page.getByRole('timer')).toContainText(/\d:\d\d/);
  await context.close();
});
