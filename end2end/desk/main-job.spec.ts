// The main job on real input: a list comes in, tables are allocated, round 1 starts, somebody is missing, a phone knows.
import { FAIR, aPhone, expect, open, signIn, test } from '../vocabulary';

test.describe.configure({ mode: 'serial' });

const ROOM = `/organise${FAIR}/dating/1`;

test('from the allocation to a phone that shows the change', async ({ page, browser }) => {
  await signIn(page);

  // Allocate and publish.
  await open(page, `${ROOM}/plan`);
  await page.getByRole('button', { name: 'Tische verteilen' }).click();
  await expect(page.locator('.plan-grid')).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText('Der Plan verletzt Regeln')).toHaveCount(0);
  await page.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(page.getByText('Plan 1 · Veröffentlicht')).toBeVisible();

  // Somebody looks for their table on a phone.
  const phone = await aPhone(browser);
  await open(phone.page, `${FAIR}/table/1`);
  await phone.page.getByRole('main').getByRole('link', { name: /Nachbarschaftschor/ }).first().click();
  await expect(phone.page.locator('.run-sheet li')).toHaveCount(8);

  // Round 1.
  await open(page, ROOM);
  await page.getByRole('button', { name: 'Runde 1 starten' }).click();
  await expect(page.getByRole('timer')).toContainText(/5:\d\d|6:00/);
  await expect(phone.page.getByRole('timer').first()).toContainText(/5:\d\d|6:00/);

  // The partner of round 2 is missing: preview, then apply.
  const second = phone.page.locator('.run-sheet li').nth(1);
  const partner = (await second.locator('div').first().innerText()).split('\n')[0].trim();
  const before = await second.innerText();
  await page.getByRole('searchbox', { name: 'Verein suchen' }).fill(partner);
  await page.locator('.arrivals').getByRole('button', { name: `${partner}: fehlt` }).click();
  const proposal = page.getByRole('region', { name: 'Vorschlag' });
  await expect(proposal).toContainText('fehlt');
  await expect(proposal).toContainText('gilt ab Runde 2');
  await expect(second).toHaveText(before, { useInnerText: true });
  await proposal.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(page.getByText('Übernommen und an alle gemeldet')).toBeVisible();

  // Within a second the phone shows somebody else, or a break.
  await expect(second).not.toContainText(partner, { timeout: 1_000 });
  await expect(phone.page.getByText(/Plan 2/).first()).toBeVisible();
  expect(phone.noise).toEqual([]);
  await phone.context.close();
});

test('two organisers at once: who comes second sees the new state and loses nothing', async ({ page, browser }) => {
  await signIn(page);
  const other = await browser.newContext({ locale: 'de-DE', storageState: await page.context().storageState() });
  const second = await other.newPage();
  await open(page, `${ROOM}`);
  await open(second, `${ROOM}`);
  // The second organiser's line is cut, so that they look at an old state.
  await second.route('**/api/live/**', (route) => route.abort());
  await second.reload();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Weiter', exact: true })).toBeVisible();
  // A minute more means the same whatever was done before: it is not refused, and what the first did stands.
  await second.getByRole('button', { name: '+1 Min' }).click();
  await expect(second.getByRole('button', { name: 'Weiter', exact: true })).toBeVisible();
  // Taking back is about one step: the other has turned the same clock meanwhile, and is named.
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await second.getByRole('button', { name: /^Rückgängig/ }).click();
  await expect(second.getByText(/^Daran hat .* inzwischen etwas geändert/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await other.close();
});
