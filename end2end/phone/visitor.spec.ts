// A visitor finds their way on a phone, without an account.
import { FAIR, expect, open, test } from '../vocabulary';

test('the start page leads to the only fair, and says what is on', async ({ page }) => {
  await open(page, '/');
  await page.waitForURL(`**${FAIR}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lindenhafen');
  await expect(page.getByRole('link', { name: 'Programm', exact: true })).toBeVisible();
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
  const stand = page.locator('svg g.stand').first();
  await stand.scrollIntoViewIfNeeded();
  await stand.click();
  await expect(page.locator('.sheet').getByRole('heading').first()).toBeVisible();
});

test('the language is one tap, and nothing German is left in the navigation', async ({ page }) => {
  await open(page, `${FAIR}/programme`);
  await page.getByRole('button', { name: /English/ }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(new RegExp(`${FAIR}/programme`));
  await expect(page.getByRole('link', { name: 'My table', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Programme');
});

test('an address that leads nowhere says so and shows a way back', async ({ page }) => {
  const answer = await page.goto('/no/such/page/here');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('main').getByRole('link')).toBeVisible();
  // The browser itself notes the status; that is not noise of ours.
  await page.goto('about:blank');
});

test('no page is wider than a small phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of ['', '/market', '/market?view=list', '/programme', '/stand/3', '/table', '/legal/privacy']) {
    await open(page, FAIR + address);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBeLessThanOrEqual(320);
  }
});
