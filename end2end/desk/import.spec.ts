// An office's list comes in: new fair, dry run, a doubt decided, written once, placed, published, seen on a phone.
import path from 'node:path';
import { aPhone, expect, open, signIn, test } from '../vocabulary';

test('from a file to a market on a phone', async ({ page, browser }) => {
  await signIn(page);
  await open(page, '/organise/new');
  await page.getByLabel('Name der Messe').fill('Frühlingsmesse Uferpark');
  await expect(page.getByLabel('Adresse der Seite')).toHaveValue('fruehlingsmesse-uferpark');
  await page.getByLabel('Tag', { exact: true }).fill('2027-05-08');
  await page.getByLabel('Ort (freiwillig)').fill('Festhalle');
  await page.getByRole('button', { name: 'Messe anlegen' }).click();
  await page.waitForURL('**/organise/fruehlingsmesse-uferpark');

  // Dry first: four are new, one looks like another, one has no name.
  const list = path.join(__dirname, '../lists/vereine.csv');
  await open(page, '/organise/fruehlingsmesse-uferpark/import');
  await page.locator('#list').setInputFiles(list);
  const chip = (name: string | RegExp) => page.getByRole('group').getByRole('button', { name });
  await expect(chip('4 neu')).toBeVisible();
  await expect(chip('1 zu entscheiden')).toBeVisible();
  await expect(chip('1 abgelehnt')).toBeVisible();
  // Whoever looks and goes is asked first: nothing is written yet.
  const asked: string[] = [];
  page.once('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Messe und Texte' }).click();
  await expect.poll(() => asked).toEqual(['Die Liste ist noch nicht eingelesen. Trotzdem weitergehen?']);
  await expect(page).toHaveURL(/\/import$/);
  await page.getByLabel('Entscheidung für Lesepaten Nordmarct').selectOption('skip');
  await expect(chip('1 ausgelassen')).toBeVisible();
  await page.getByRole('button', { name: '4 Zeilen einlesen' }).click();
  await expect(page.getByRole('heading', { name: 'Eingelesen' })).toBeVisible();

  // The same file again changes nothing.
  await page.locator('#list').setInputFiles(list);
  await expect(chip('4 gleich')).toBeVisible();
  await expect(page.getByText('Alles Übrige ist schon da')).toBeVisible();

  // Placed and published, the market is on a phone; a hidden address is nowhere.
  await open(page, '/organise/fruehlingsmesse-uferpark');
  await page.getByRole('button', { name: 'Allen ohne Stand einen Platz geben' }).click();
  await expect(page.getByText('4 Vereine haben jetzt einen Stand.')).toBeVisible();
  await page.getByRole('radio', { name: /Veröffentlicht/ }).check();
  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(page.locator('.page-head').getByText('Veröffentlicht')).toBeVisible();
  const phone = await aPhone(browser);
  await open(phone.page, '/fruehlingsmesse-uferpark/market?view=list');
  await expect(phone.page.locator('.stand-card')).toHaveCount(4);
  await expect(phone.page.getByText('Uferklang Singgemeinschaft')).toBeVisible();
  expect(await phone.page.content()).not.toContain('9.1822');
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});
