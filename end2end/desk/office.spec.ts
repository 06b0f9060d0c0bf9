// Two people keep the same records at once: what one of them touched is kept, what both touched is shown, nothing is lost.
import { type Browser, type Page } from '@playwright/test';
import { expect, listen, open, signIn, test } from '../vocabulary';

async function aSecondDesk(browser: Browser): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const noise = listen(context);
  const page = await context.newPage();
  await signIn(page);
  const close = async () => {
    // The browser itself notes the answer 409 that tells a form somebody was faster.
    expect(noise.filter((line) => !line.includes('status of 409'))).toEqual([]);
    await context.close();
  };
  return { page, close };
}

test.use({ ignoreConflicts: true });

test('two people edit one profile, and both find their words in it', async ({ page, browser }) => {
  await signIn(page);
  const other = await aSecondDesk(browser);
  for (const desk of [page, other.page]) {
    await open(desk, '/organise/lindenhafen/associations');
    await desk.getByRole('searchbox').fill('chor');
    await desk.locator('.list a.cover:visible').first().click();
    await expect(desk.getByRole('textbox', { name: 'Ziele' })).not.toHaveValue('');
  }
  await other.page.getByRole('textbox', { name: 'Ziele' }).fill('Gemeinsam singen, ohne Vorsingen.');
  await other.page.getByLabel('Ort', { exact: true }).fill('Lindenhafen-Süd');
  await other.page.getByRole('button', { name: 'Speichern' }).click();
  await other.page.waitForURL('**/associations');

  // Only the second change of the goals is a dispute; the town is taken over.
  await page.getByRole('textbox', { name: 'Ziele' }).fill('Lieder aus aller Welt.');
  await page.getByLabel('Aktivitäten').fill('Jeden Dienstag Probe.');
  await page.getByRole('button', { name: 'Speichern' }).click();
  const notice = page.locator('.notice.warn');
  await expect(notice).toContainText('Jemand anderes hat inzwischen gespeichert');
  await expect(notice).toContainText('Gemeinsam singen, ohne Vorsingen.');
  await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Lindenhafen-Süd');
  await expect(page.getByRole('textbox', { name: 'Ziele' })).toHaveValue('Lieder aus aller Welt.');
  await notice.getByRole('button', { name: 'Andere Fassung nehmen: Ziele' }).click();
  await expect(page.getByRole('textbox', { name: 'Ziele' })).toHaveValue('Gemeinsam singen, ohne Vorsingen.');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.waitForURL('**/associations');

  await page.getByRole('searchbox').fill('chor');
  await page.locator('.list a.cover:visible').first().click();
  await expect(page.getByRole('textbox', { name: 'Ziele' })).toHaveValue('Gemeinsam singen, ohne Vorsingen.');
  await expect(page.getByLabel('Aktivitäten')).toHaveValue('Jeden Dienstag Probe.');
  await other.close();
});

test('two people edit the texts of a fair', async ({ page, browser }) => {
  await signIn(page);
  const other = await aSecondDesk(browser);
  for (const desk of [page, other.page]) await open(desk, '/organise/lindenhafen/settings');
  await other.page.getByLabel('Ort', { exact: true }).fill('Alte Werfthalle');
  await other.page.getByRole('button', { name: 'Speichern' }).click();
  await expect(other.page.getByText('Gespeichert', { exact: true })).toBeVisible();

  await page.getByLabel('Untertitel auf Englisch').fill('A market of possibilities by the water');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.locator('.notice.warn')).toContainText('Von dort übernommen: Ort.');
  await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Alte Werfthalle');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
  await open(page, '/organise/lindenhafen/settings');
  await expect(page.getByLabel('Untertitel auf Englisch')).toHaveValue('A market of possibilities by the water');
  await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Alte Werfthalle');
  await other.close();
});

test('a profile is made, found, and deleted again; the log tells who did it', async ({ page }) => {
  await signIn(page);
  await open(page, '/organise/lindenhafen/associations/new');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('alert')).toContainText('Name');
  await page.getByLabel('Name', { exact: true }).fill('Werkstatt Ufersand');
  await page.getByRole('button', { name: 'Sprache hinzufügen' }).click();
  await page.getByLabel('Sprache 1').selectOption('tr');
  await page.getByRole('button', { name: 'Angebot hinzufügen' }).click();
  await page.getByLabel('Wir bieten: In eigenen Worten 1').fill('Werkbank, auch am Abend');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.waitForURL('**/associations');
  await page.getByRole('searchbox').fill('ufersand');
  await page.getByRole('link', { name: 'Werkstatt Ufersand' }).click();
  await expect(page.getByLabel('Sprache 1')).toHaveValue('tr');
  await expect(page.getByLabel('Wir bieten: In eigenen Worten 1')).toHaveValue('Werkbank, auch am Abend');
  // Entered once more: the page says that there is one, and adds it all the same where that is meant.
  await open(page, '/organise/lindenhafen/associations/new');
  await page.getByLabel('Name', { exact: true }).fill('Werkstatt Ufersand e. V.');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('alert')).toContainText('Es gibt schon:');
  await expect(page.getByRole('button', { name: 'Trotzdem anlegen' })).toBeFocused();
  await expect(page.getByRole('alert').getByRole('link', { name: 'Werkstatt Ufersand' })).toBeVisible();
  // Whom it looks like is said anew for another name, and nothing of it is saved yet.
  for (const [name, twin] of [['Theater Ebbe und Licht', 'Theater Ebbe und Licht e. V.'], ['Werkstatt Ufersand e. V.', 'Werkstatt Ufersand']]) {
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Trotzdem anlegen' }).click();
    await expect(page.getByRole('alert').getByRole('link', { name: twin })).toBeVisible();
    await expect(page.locator('form[data-changed]')).toHaveCount(1);
  }
  await page.getByRole('button', { name: 'Trotzdem anlegen' }).click();
  await page.waitForURL('**/associations');
  // Another name is asked about as a new one is; its own is not.
  await page.getByRole('searchbox').fill('ufersand');
  await page.getByRole('link', { name: 'Werkstatt Ufersand e. V.' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Theater Ebbe und Licht');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: 'Theater Ebbe und Licht e. V.' })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Werkstatt Ufersand e. V.');
  await page.getByRole('button', { name: 'Trotzdem speichern' }).click();
  await page.waitForURL('**/associations');
  page.on('dialog', (dialog) => dialog.accept());
  for (let left = 2; left > 0; left--) {
    await page.getByRole('searchbox').fill('ufersand');
    await page.getByRole('link', { name: 'Werkstatt Ufersand' }).first().click();
    await page.getByRole('button', { name: 'Löschen' }).click();
    await page.waitForURL('**/associations');
  }
  await page.getByRole('searchbox').fill('ufersand');
  await expect(page.getByRole('link', { name: 'Werkstatt Ufersand' })).toBeHidden();
  await open(page, '/organise/lindenhafen/log');
  await expect(page.getByText('Verein gelöscht').first()).toBeVisible();
  await expect(page.getByRole('main').getByText('organiser@fair.invalid').first()).toBeVisible();
});

test('what was typed is not lost by a slip: every way out of a changed form asks first', async ({ page }) => {
  await signIn(page);
  await open(page, '/organise/lindenhafen/associations');
  await page.locator('.list a.cover:visible').first().click();
  const goals = page.getByRole('textbox', { name: 'Ziele' });
  await expect(goals).not.toHaveValue('');
  const form = page.url();
  const asked: string[] = [];
  let stay = true;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (stay ? dialog.dismiss() : dialog.accept());
  });
  await goals.fill('Noch nicht gespeichert.');

  await page.getByRole('link', { name: 'Messe und Texte' }).click();
  await expect.poll(() => asked.length).toBe(1);
  await page.goBack();
  await expect.poll(() => asked.length).toBe(2);
  await expect(page).toHaveURL(form);
  await expect(goals).toHaveValue('Noch nicht gespeichert.');

  stay = false;
  await page.getByRole('link', { name: 'Messe und Texte' }).click();
  await page.waitForURL('**/settings');
  expect(asked).toHaveLength(3);
  // Nothing was changed here: nobody is asked.
  await page.goBack();
  await expect(page).toHaveURL(form);
  expect(asked).toHaveLength(3);
});

test('a save that is refused loses neither what was typed nor the keyboard’s place', async ({ page }) => {
  await signIn(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    // On the way to the next form the browser itself asks.
    if (dialog.type() === 'beforeunload') return void dialog.accept();
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  const refused = async (address: string, button: string, empty: string) => {
    await open(page, address);
    await page.locator(empty).fill('x');
    await page.locator(empty).fill('');
    await page.getByRole('button', { name: button, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
    await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
    const before = asked.length;
    await page.locator('a[href="/organise/me"]:visible, a[href="/organise"]:visible').first().click();
    await expect.poll(() => asked.length).toBe(before + 1);
    await expect(page).toHaveURL(new RegExp(`${address}$`));
  };
  await refused('/organise/lindenhafen/settings', 'Speichern', '#title');
  await refused('/organise/lindenhafen/programme/new', 'Speichern', '#title-de');
  await refused('/organise/new', 'Messe anlegen', '#title');
});
