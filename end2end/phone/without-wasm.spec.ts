// Everything a visitor needs is there before any wasm arrives, or where it never does.
import { FAIR, expect, test } from '../vocabulary';

test.use({ javaScriptEnabled: false });

test('market, stand, programme and table can be read and searched', async ({ page }) => {
  await page.goto(`${FAIR}/market?view=list`);
  const cards = page.locator('.stand-card');
  const all = await cards.count();
  expect(all).toBeGreaterThan(40);
  await page.getByRole('searchbox').fill('Chor');
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(/Chor/);
  expect(await cards.count()).toBeLessThan(all);
  await cards.first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`${FAIR}/programme`);
  expect(await page.locator('.timeline article').count()).toBeGreaterThan(15);
  await page.goto(`${FAIR}/table`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('language and look are plain forms', async ({ page }) => {
  await page.goto(`${FAIR}/market`);
  await page.getByRole('button', { name: /English/ }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(new RegExp(`${FAIR}/market`));
});
