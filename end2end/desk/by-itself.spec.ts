// A round that ends by itself: nobody touches anything, and console, phone and projector go on at the same moment.
import type { BrowserContext, Page } from '@playwright/test';
import { FAIR, expect, listen, open, signIn, test } from '../vocabulary';
import { aSession, act, door, lookAt, reading, remove } from '../session';
import { AT_ONCE, aDesk, more, phoneOf, roomOf, seconds, timer } from '../moderator';

/** Counts what this page plays from now on, and notes how often it buzzes. */
const listenIn = (page: Page) =>
  page.evaluate(() => {
    const heard = ((window as any).heard = { tones: 0, buzzes: 0 });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.tones++;
      return start.call(this, when);
    };
    navigator.vibrate = () => !!++heard.buzzes;
  });
const heard = (page: Page): Promise<{ tones: number; buzzes: number }> => page.evaluate(() => ({ ...(window as any).heard }));
/** The partials of one stroke of the gong. */
const STROKE = 9;

test('a round changes by itself, for console, phone and projector at once', async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signIn(page);
  const session = await aSession(page, 'Von allein', 8, 3, { tables: 6, rules: () => ({ sides: 'anybody', language: 'ignored' }) });
  // The shortest there is: a minute of talk. Nothing of it has begun, so the plan stays.
  const { revision, setting } = await lookAt(page, session.id);
  await door(page, 'configure_dating', { dating: session.id, expects: revision, setting: { ...setting, talk_minutes: 1 } });

  const seats = (await lookAt(page, session.id)).published!.seats;
  const tableIn = (round: number, who: number) => seats[round].findIndex((table) => table.includes(who)) + 1;
  // Somebody who has to walk.
  const walker = session.participants.find((p) => tableIn(0, p.id) > 0 && tableIn(1, p.id) > 0 && tableIn(0, p.id) !== tableIn(1, p.id))!;
  expect(walker, 'somebody changes tables').toBeTruthy();
  const [now, next] = [tableIn(0, walker.id), tableIn(1, walker.id)];
  const across = session.participants.find((p) => p.id !== walker.id && tableIn(1, p.id) === next)!;

  await open(page, `/organise${FAIR}/dating/${session.id}/links`);
  await page.getByLabel('Wo sie steht').fill('Saal');
  await page.getByRole('button', { name: 'Leinwand anlegen' }).click();
  await expect(page.getByText('Saal', { exact: true })).toBeVisible();
  const [link] = await reading<{ address: string }[]>(page, 'screens', `dating=${session.id}`);
  const room: BrowserContext = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const screen = { context: room, noise: listen(room), page: await room.newPage() };
  await open(screen.page, new URL(link.address).pathname);
  const desk = await aDesk(browser, roomOf(session.id), await page.context().storageState());
  const phone = await phoneOf(browser, session.id, { id: String(walker.id), name: walker.name });

  // Sound is switched on by a tap, once, and strikes so that one hears it.
  for (const one of [desk, screen, phone]) await listenIn(one.page);
  await more(desk.page, 'Gong');
  await desk.page.keyboard.press('Escape');
  await screen.page.getByRole('button', { name: /Gong/ }).click();
  await phone.page.getByRole('heading', { level: 1 }).click();
  for (const one of [desk, screen]) await expect.poll(async () => (await heard(one.page)).tones).toBe(STROKE);

  await act(page, session.id, 'start', {});
  const title = screen.page.getByRole('heading', { level: 1 });
  const place = phone.page.locator('.running .place .seat b');
  await expect(phone.page.getByText('Runde 1 von 3 läuft')).toBeVisible(AT_ONCE);
  await expect(place).toHaveText(String(now));
  await expect(title).toHaveText('Runde 1 von 3', AT_ONCE);
  // It begins with one stroke on the console and two in the hall.
  await expect.poll(async () => (await heard(desk.page)).tones).toBe(2 * STROKE);
  await expect.poll(async () => (await heard(screen.page)).tones).toBe(3 * STROKE);
  // Called out, and quiet again before the change.
  await expect(screen.page.locator('.screen-call')).toBeVisible();
  await expect(screen.page.locator('.screen-call')).toHaveCount(0, { timeout: 20_000 });
  const { revision: before } = await lookAt(page, session.id);
  const buzzed = (await heard(phone.page)).buzzes;
  for (const one of [desk, phone, screen]) {
    await expect.poll(async () => Math.abs((await seconds(one.page)) - (await seconds(desk.page)))).toBeLessThanOrEqual(1);
  }

  // Nobody does anything. Each of them notes when it saw the change.
  const seen = async (change: Promise<void>) => change.then(() => Date.now());
  const change = { timeout: 75_000 };
  const times = await Promise.all([
    seen(expect(desk.page.locator('.desk-bar').getByText('Wechsel', { exact: true })).toBeVisible(change)),
    seen(expect(phone.page.getByText('Wechsel zu Runde 2 von 3', { exact: true })).toBeVisible(change)),
    seen(expect(title).toHaveText('Bitte wechseln: Runde 2', change)),
    seen(expect(screen.page.locator('.screen-call')).toBeVisible(change)),
  ]);
  expect(Math.max(...times) - Math.min(...times), 'all at the same moment').toBeLessThan(4_000);
  await expect(desk.page.getByText('Runde 2 steht: alle gehen an ihre Tische')).toBeVisible();
  await expect(place).toHaveText(String(next));
  await expect(phone.page.locator('.running .place')).toContainText(across.name);
  await expect(phone.page.locator('[aria-live=assertive]').filter({ hasText: `Gehen Sie jetzt zu Tisch ${next}.` })).toHaveCount(1);
  await expect(screen.page.locator('.screen-call')).toContainText('Bitte wechseln: Runde 2');
  await expect.poll(async () => (await heard(desk.page)).tones).toBe(3 * STROKE);
  await expect.poll(async () => (await heard(screen.page)).tones).toBe(4 * STROKE);
  await expect.poll(async () => (await heard(phone.page)).buzzes).toBe(buzzed + 1);
  for (const one of [desk, phone, screen]) await expect(timer(one.page)).toContainText(/0:[345]\d|1:00/);
  expect((await lookAt(page, session.id)).revision, 'nobody turned the clock').toBe(before);

  expect([...desk.noise, ...phone.noise, ...screen.noise]).toEqual([]);
  for (const one of [desk, phone, screen]) await one.context.close();
  await remove(page, session.id);
});
