// The projector and the desk at the door.
import { FAIR, awake, barriers, expect, open, signIn, test } from '../vocabulary';
import { act, aSession, reading, remove, type Dating } from '../session';

test.describe.configure({ mode: 'serial' });

test('a projector: everybody is on it, it rings, flashes and goes on by itself', async ({ page, browser }) => {
  await signIn(page);
  const session: Dating = await aSession(page, 'Leinwandprobe', 40, 3);
  await open(page, `/organise${FAIR}/dating/${session.id}/links`);
  await page.getByLabel('Wo sie steht').fill('Saal 1');
  await page.getByRole('button', { name: 'Leinwand anlegen' }).click();
  await expect(page.getByText('Saal 1')).toBeVisible();
  const [link] = await reading<{ address: string }[]>(page, 'screens', `dating=${session.id}`);
  const path = new URL(link.address).pathname;

  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'de-DE', reducedMotion: 'no-preference' });
  const screen = await context.newPage();
  await open(screen, path);
  const fits = () => screen.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]);
  expect(await fits(), 'no scroll bars').toEqual([true, true]);
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Finden Sie Ihren Tisch');
  await expect(screen.getByText('Find your table')).toBeVisible();
  expect(await barriers(screen)).toEqual([]);
  // Letters for twenty metres: names at least a twenty-third of the shorter side.
  const size = await screen.locator('.screen-list li span').first().evaluate((name) => parseFloat(getComputedStyle(name).fontSize));
  expect(size).toBeGreaterThan(1080 / 23);
  // All pages together name everybody once.
  const seen = new Set<string>();
  await expect.poll(async () => {
    for (const name of await screen.locator('.screen-list li > span').allInnerTexts()) seen.add(name);
    return seen.size;
  }, { timeout: 60_000, intervals: [500] }).toBe(40);

  await screen.getByRole('button', { name: /Gong/ }).click();
  await expect(screen.getByText('Gong ist an')).toBeVisible();
  await act(page, session.id, 'start', {});
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Runde 1 von 3');
  await expect(screen.locator('.screen-call')).toBeVisible();
  const covered = await screen.evaluate(() => {
    const [call, list] = ['.screen-call', '.screen-list'].map((of) => document.querySelector(of)!.getBoundingClientRect());
    return call.bottom > list.top;
  });
  expect(covered, 'the list stays readable while a round is called').toBe(false);
  await act(page, session.id, 'turn_clock', { turn: 'skip' });
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Bitte wechseln: Runde 2');
  await expect(screen.locator('.screen-clock.soon')).toBeVisible();

  // The line is cut for a while: it keeps what it shows and is right again by itself.
  await context.setOffline(true);
  await act(page, session.id, 'turn_clock', { turn: 'skip' });
  await context.setOffline(false);
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Runde 2 von 3', { timeout: 20_000 });

  // A long announcement takes of the list: fewer rows, none of them cut, nor is what is announced. The same when everybody
  // changes, where no line stands over the list.
  const text = 'Bitte lassen Sie die Fluchtwege frei und stellen Sie Kinderwagen in den Nebenraum. '.repeat(3).slice(0, 240).trim();
  await act(page, session.id, 'note_happening', { happening: { what: 'announce', text } });
  await expect(screen.locator('.screen-foot .said')).toBeVisible();
  const sizes = [{ width: 1920, height: 1080 }, { width: 1280, height: 720 }, { width: 1080, height: 1920 }];
  for (const viewport of [...sizes, null, ...sizes]) {
    if (!viewport) {
      await act(page, session.id, 'turn_clock', { turn: 'skip' });
      await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Bitte wechseln: Runde 3');
      continue;
    }
    await screen.setViewportSize(viewport);
    await expect.poll(() => screen.locator('.screen-foot .said').evaluate((said) => said.scrollHeight - said.clientHeight)).toBeLessThan(3);
    await expect.poll(() => screen.locator('.screen-list li').count(), `${viewport.width}x${viewport.height}`).toBeGreaterThan(5);
    expect(await fits()).toEqual([true, true]);
    await expect.poll(() => screen.locator('.screen-list').evaluate((list) => {
      const low = [...list.querySelectorAll('li')].some((row) => row.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom + 1);
      const over = [...list.querySelectorAll('li > *')].some((text) => text.getBoundingClientRect().height > text.parentElement!.getBoundingClientRect().height + 8);
      return low || over;
    }), `${viewport.width}x${viewport.height}`).toBe(false);
  }
  await context.close();
  await remove(page, session.id);
});

test('the desk at the door: three letters, a badge, two desks', async ({ page, browser }) => {
  await signIn(page);
  const session: Dating = await aSession(page, 'Einlassprobe', 10, 2);
  const address = `/organise${FAIR}/checkin?dating=${session.id}`;
  // A reader and a camera for the badge of the second guest: this browser brings neither.
  const badge = `https://fair.example${FAIR}/table/${session.id}/${session.participants[1].id}`;
  await page.addInitScript((badge) => {
    let shown = 0;
    // @ts-expect-error not in every browser
    window.BarcodeDetector = class { async detect() { return shown++ ? [] : [{ rawValue: badge }]; } };
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(5);
  }, badge);
  await open(page, address);
  const other = await browser.newContext({ locale: 'de-DE', storageState: await page.context().storageState() });
  const second = await other.newPage();
  await open(second, address);
  await page.getByRole('searchbox').fill(session.participants[0].name.slice(0, 8));
  await page.getByRole('button', { name: `${session.participants[0].name}: ist da` }).click();
  await expect(page.getByRole('status').getByText(/ist angemeldet\. Runde 1: Tisch \d+/)).toBeVisible();
  await expect(second.getByText('1 von 10 da')).toBeVisible();
  await page.getByRole('button', { name: 'Code scannen' }).click();
  await expect(page.getByText(`${session.participants[1].name} ist angemeldet.`)).toBeVisible();
  await expect(second.getByText('2 von 10 da')).toBeVisible();
  await second.getByRole('searchbox').fill(session.participants[2].name);
  await second.getByRole('searchbox').press('Enter');
  await expect(page.getByText('3 von 10 da')).toBeVisible();
  expect(await barriers(second)).toEqual([]);
  await other.close();
  await remove(page, session.id);
});

test('personal links are copied, shown, revoked and made anew', async ({ page }) => {
  await signIn(page);
  const session: Dating = await aSession(page, 'Linkprobe', 4, 1);
  await open(page, `/organise${FAIR}/dating/${session.id}/links`);
  const who = session.participants[0];
  const row = page.locator('.slips > li').filter({ hasText: who.name });
  await row.getByText('QR-Code', { exact: true }).click();
  await expect(row.getByRole('img', { name: /QR-Code/ })).toBeVisible();
  const before = await row.locator('.code-line').innerText();
  await row.locator('.menu summary').click();
  await row.getByRole('button', { name: /^Neuer Link/ }).click();
  await expect(row.getByText('2. Link')).toBeVisible();
  await row.getByText('QR-Code', { exact: true }).click();
  expect(await row.locator('.code-line').innerText()).not.toBe(before);
  await row.locator('.menu summary').click();
  await row.getByRole('button', { name: /^Link sperren/ }).click();
  await expect(row.getByText('gesperrt')).toBeVisible();
  await awake(page);
  expect(await barriers(page)).toEqual([]);
  await remove(page, session.id);
});
