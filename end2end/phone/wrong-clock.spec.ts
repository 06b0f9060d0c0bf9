// A phone whose own clock is wrong counts down with the hall all the same, also when it is set right in the middle.
import type { Page } from '@playwright/test';
import { FAIR, aPhone, expect, open, signIn, test } from '../vocabulary';
import { act, aSession, remove } from '../session';
import { AT_ONCE, seconds, timer } from '../moderator';

const MINUTE = 60_000;

/** From the first script on this device believes that it is so much later; `window.wrong` sets it right. */
const setWrong = (page: Page, by: number) =>
  page.addInitScript((by) => {
    const device = window as unknown as { wrong: number; Date: DateConstructor };
    device.wrong = by;
    const Real = Date;
    device.Date = new Proxy(Real, {
      construct: (real, given) => (given.length ? Reflect.construct(real, given) : new real(real.now() + device.wrong)),
      apply: (real) => new real(real.now() + device.wrong).toString(),
      get: (real, name) => (name === 'now' ? () => real.now() + device.wrong : Reflect.get(real, name)),
    });
  }, by);

test('seven minutes fast or slow, a phone shows what the hall shows', async ({ browser }) => {
  test.setTimeout(120_000);
  const room = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  const office = await room.newPage();
  await signIn(office);
  const session = await aSession(office, 'Falsche Uhr', 6, 2, { rules: () => ({ sides: 'anybody', language: 'ignored' }) });
  const [who] = session.published!.seats[0].find((table) => table.length === 2)!;
  const phones = [];
  for (const by of [0, 7 * MINUTE, -7 * MINUTE]) {
    const phone = await aPhone(browser);
    await setWrong(phone.page, by);
    await open(phone.page, `${FAIR}/table/${session.id}/${who}`);
    const believes = (await phone.page.evaluate(() => Date.now())) - Date.now();
    expect(Math.abs(believes - by), 'the device is as wrong as it is meant to be').toBeLessThan(MINUTE / 2);
    phones.push(phone);
  }
  const [right, fast, slow] = phones;
  /** All show the same second, but for the one that passes while they are read. */
  const together = async () => {
    for (const one of [fast, slow]) {
      await expect.poll(async () => Math.abs((await seconds(one.page)) - (await seconds(right.page)))).toBeLessThanOrEqual(1);
    }
  };

  await act(office, session.id, 'start', {});
  for (const one of phones) await expect(one.page.getByText('Runde 1 von 2 läuft')).toBeVisible(AT_ONCE);
  // Five minutes have just begun.
  await expect(timer(right.page)).toContainText(/4:[345]\d|5:00/);
  await together();
  // It goes on counting, and a page that is loaded anew is right too.
  const before = await seconds(fast.page);
  await expect.poll(() => seconds(fast.page)).toBeLessThan(before - 1);
  await fast.page.reload();
  await expect(timer(fast.page)).toContainText(/4:\d\d/);
  await together();

  await act(office, session.id, 'turn_clock', { turn: 'skip' });
  for (const one of phones) await expect(one.page.getByText('Wechsel zu Runde 2 von 2', { exact: true })).toBeVisible(AT_ONCE);
  await expect(timer(right.page)).toContainText(/0:\d\d|1:00/);
  await together();

  // Somebody sets the device's clock right, and takes the phone in hand again.
  for (const one of [fast, slow]) {
    await one.page.evaluate(() => {
      (window as unknown as { wrong: number }).wrong = 0;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
  }
  await together();
  for (const one of phones) expect(one.noise).toEqual([]);
  for (const one of phones) await one.context.close();
  await remove(office, session.id);
  await room.close();
});
