// A visitor finds their way on a phone, without an account.
import { FAIR, expect, open, test } from '../vocabulary';

test('the start page leads to the only fair, and says what is on', async ({ page }) => {
  await open(page, '/');
  await page.waitForURL(`**${FAIR}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lindenhafen');
  await expect(page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Programm' })).toBeVisible();
});

test('a stand is found by a word and opened', async ({ page }) => {
  await open(page, `${FAIR}/market?view=list`);
  const cards = page.locator('.stand-card');
  const all = await cards.count();
  expect(all).toBeGreaterThan(40);
  await page.getByRole('searchbox').fill('Chor');
  await page.getByRole('searchbox').press('Enter');
  await expect.poll(() => cards.count()).toBeLessThan(all);
  const name = await cards.first().getByRole('heading').innerText();
  await cards.first().getByRole('link').first().click();
  await expect(page.getByRole('main')).toContainText(name);
  await expect(page).toHaveURL(/\/stand\/\d+/);
});

test('a tap on the map opens the sheet of a stand', async ({ page }) => {
  await open(page, `${FAIR}/market`);
  const hall = page.locator('.hall');
  await hall.scrollIntoViewIfNeeded();
  // Some stands lie outside of the part that is in view; a person taps one that can be seen.
  const seen = await page.evaluate(() => {
    const frame = document.querySelector('.hall')!.getBoundingClientRect();
    const inside = (box: DOMRect) => box.left > frame.left && box.right < frame.right && box.top > Math.max(frame.top, 0) && box.bottom < Math.min(frame.bottom, innerHeight - 90);
    const stand = [...document.querySelectorAll('svg g.stand')].find((g) => inside(g.getBoundingClientRect()));
    const box = stand!.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  await page.touchscreen.tap(seen.x, seen.y);
  await expect(page.locator('.sheet').getByRole('heading').first()).toBeVisible();
});

test('the language is one tap, and nothing German is left in the navigation', async ({ page }) => {
  await open(page, `${FAIR}/programme`);
  await page.getByRole('button', { name: /English/ }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(new RegExp(`${FAIR}/programme`));
  await expect(page.getByRole('navigation').getByRole('link', { name: 'My table' }).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Programme');
});

test('an address that leads nowhere says so and shows a way back', async ({ page }) => {
  const answer = await page.goto('/no/such/page/here');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('main').getByRole('link')).toBeVisible();
});

test('no page is wider than a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of ['', '/market', '/market?view=list', '/programme', '/stand/3', '/table', '/legal/privacy']) {
    await open(page, FAIR + address);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBeLessThanOrEqual(320);
  }
});

test('letters twice as large leave the navigation whole', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page, `${FAIR}/programme`);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  for (const tab of await page.locator('.tabs a').all()) {
    // A word that is broken needs a second line.
    const lines = await tab.evaluate((a) => {
      const words = document.createRange();
      words.selectNodeContents([...a.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim())!);
      return words.getClientRects().length;
    });
    expect(lines, await tab.innerText()).toBe(1);
    const fits = await tab.evaluate((a) => a.scrollWidth <= a.clientWidth && a.getBoundingClientRect().right <= innerWidth);
    expect(fits, await tab.innerText()).toBe(true);
    expect((await tab.locator('svg').boundingBox())!.width).toBeGreaterThanOrEqual(24);
  }
});

test('whoever sees forced colours sees how well a language is spoken', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, `${FAIR}/stand/3`);
  const colour = (bar: string) => page.locator(`.level > ${bar}`).first().evaluate((i) => getComputedStyle(i).backgroundColor);
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(await colour('.on')).toBe(ink);
});

test('no button lies over the map, and a hall without stands opens on its places', async ({ page }) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, `${FAIR}/market?hall=3`);
    const [map, buttons] = [(await page.locator('.hall').boundingBox())!, (await page.locator('.floats').boundingBox())!];
    expect(buttons.y >= map.y + map.height || buttons.x >= map.x + map.width).toBe(true);
    const chip = (await page.getByRole('navigation', { name: 'Halle' }).locator('[aria-current]').boundingBox())!;
    expect(chip.x + chip.width).toBeLessThanOrEqual(width);
    for (const name of await page.locator('.hall-place-mark text').all()) {
      const box = (await name.boundingBox())!;
      const inside = box.x >= map.x && box.x + box.width <= map.x + map.width && box.y + box.height <= map.y + map.height;
      expect(inside, (await name.textContent())!).toBe(true);
    }
  }
});

test('a phone that knows its association moves nothing while it wakes', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page, `${FAIR}/table`);
  const mine = { dating: 1, who: 0, name: 'Netzwerk äthiopischer und eritreischer Frauen Lindenhafen e. V.' };
  await page.evaluate((mine) => localStorage.setItem('insist.mine.lindenhafen', JSON.stringify(mine)), mine);
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) (window as any).shifted = ((window as any).shifted ?? 0) + entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const address of ['/table', '']) {
    await open(page, FAIR + address);
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => (window as any).shifted ?? 0), address).toBeLessThan(0.02);
  }
});
