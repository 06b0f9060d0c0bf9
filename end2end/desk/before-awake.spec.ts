// What is typed and sent before the program has arrived is neither lost nor sent past it.
import { type Page } from '@playwright/test';
import { FAIR, awake, expect, signIn, test } from '../vocabulary';
import { aSession, lookAt, remove } from '../session';

const PROGRAM = /\/pkg\/.*\.js$/;

/** Opens a page whose program is held back; what comes back lets it in and waits until it has taken the page over. */
async function early(page: Page, address: string): Promise<() => Promise<void>> {
  let letIn = () => {};
  const gate = new Promise<void>((open) => (letIn = open));
  await page.route(PROGRAM, async (route) => {
    await gate;
    await route.continue();
  });
  // The browser counts a page as loaded when its scripts are there: that is what is held back.
  await page.goto(address, { waitUntil: 'commit' });
  return async () => {
    await expect(page.locator('html')).not.toHaveAttribute('data-awake');
    letIn();
    await awake(page);
    await page.unroute(PROGRAM);
  };
}

test('a name that is looked for stays in its field and finds its table', async ({ page, browser }) => {
  const office = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
  const desk = await office.newPage();
  await signIn(desk);
  const session = await aSession(desk, 'Gespräche vor dem Programm', 12, 2);
  const { name } = session.participants[3];

  const letIn = await early(page, `${FAIR}/table/${session.id}`);
  const search = page.getByRole('main').getByRole('searchbox');
  await search.pressSequentially(name);
  await letIn();
  await expect(search).toHaveValue(name);
  const people = page.getByRole('main').locator('.list a.cover');
  await expect(people).toHaveCount(1);
  await expect(people).toHaveText(name);

  await remove(desk, session.id);
  await office.close();
});

test('a market that is searched early shows what was looked for', async ({ page }) => {
  const letIn = await early(page, `${FAIR}/market?view=list`);
  await page.getByRole('searchbox').pressSequentially('Chor');
  const all = await page.locator('.stand-card').count();
  await letIn();
  await expect(page.getByRole('searchbox')).toHaveValue('Chor');
  await expect.poll(() => page.locator('.stand-card').count()).toBeLessThan(all);
});

test('a form that only the program can send waits for it and is sent once', async ({ page }) => {
  await signIn(page);
  const letIn = await early(page, '/organise/new');
  await page.locator('#title').fill('Messe am Kanal');
  await page.locator('#slug').fill('messe-am-kanal');
  await page.locator('#date').fill('2027-06-12');
  await page.locator('#venue').fill('Speicher 4');
  let loads = 0;
  page.on('request', (request) => (loads += Number(request.isNavigationRequest())));
  await page.locator('#venue').press('Enter');
  await expect(page.locator('form[aria-busy]')).toBeVisible();
  await expect(page).toHaveURL(/\/organise\/new$/);
  await letIn();
  await page.waitForURL('**/organise/messe-am-kanal');
  expect(loads).toBe(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a profile keeps what was typed into it, and asks before it is left', async ({ page }) => {
  await signIn(page);
  const letIn = await early(page, `/organise${FAIR}/associations/1`);
  const goals = page.getByRole('textbox', { name: 'Ziele' });
  await goals.fill('Vor dem Programm getippt.');
  await letIn();
  await expect(goals).toHaveValue('Vor dem Programm getippt.');
  await expect(page.locator('form[data-changed]')).toHaveCount(1);
  page.on('dialog', (dialog) => void dialog.accept());
});

test('what was chosen early is chosen, and can be sent', async ({ page }) => {
  await signIn(page);
  const letIn = await early(page, `/organise${FAIR}`);
  const phases = page.locator('form:has([name=phase])');
  const other = phases.locator('[name=phase]:not([checked])').first();
  const label = phases.locator('label', { has: page.locator('[name=phase]:not([checked])') }).first();
  await label.click();
  await expect(other).toBeChecked();
  await letIn();
  await expect(other).toBeChecked();
  await expect(phases.locator('button[type=submit]')).toBeEnabled();
});

test('a star that was pressed early is set once', async ({ page }) => {
  const letIn = await early(page, `${FAIR}/programme`);
  const star = page.getByRole('button', { name: /merken/i }).first();
  await star.click();
  await star.click();
  await expect(star).toHaveAttribute('aria-busy', 'true');
  await letIn();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await expect(star).not.toHaveAttribute('aria-busy');
});

test('in the control room another round is looked at, but the clock is not turned by a press of before', async ({ page }) => {
  await signIn(page);
  const session = await aSession(page, 'Gespräche vor dem Erwachen', 8, 3);
  const letIn = await early(page, `/organise${FAIR}/dating/${session.id}`);
  const turn = page.locator('[data-at-once]').first();
  await turn.click();
  const second = page.getByRole('button', { name: 'Runde 2', exact: true });
  await second.click();
  await letIn();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  await expect(turn).toBeVisible();
  expect((await lookAt(page, session.id)).revision).toBe(session.revision);
  await remove(page, session.id);
});
