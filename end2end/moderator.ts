// What moderators do in the control room, in the words of their journeys.
import { type Browser, type BrowserContext, type Page } from '@playwright/test';
import { FAIR, aPhone, expect, listen, open } from './vocabulary';

/** Somebody who takes part; `id` as it stands in the page. */
export interface Someone {
  id: string;
  name: string;
}

export interface Desk {
  context: BrowserContext;
  page: Page;
  noise: string[];
}

/** What others are told at once; how fast that is, `cargo xtask load` measures. Here a busy machine has time to draw it. */
export const AT_ONCE = { timeout: 8_000 };

export const roomOf = (dating: number | string) => `/organise${FAIR}/dating/${dating}`;

/** An organiser's browser with a session's room open, on a laptop. */
export async function aDesk(browser: Browser, address: string, state: Awaited<ReturnType<BrowserContext['storageState']>>): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'de-DE', timezoneId: 'Europe/Berlin', storageState: state });
  const noise = listen(context);
  const page = await context.newPage();
  await open(page, address);
  return { context, page, noise };
}

/** The phone of somebody who takes part. */
export async function phoneOf(browser: Browser, dating: number | string, who: Someone) {
  const phone = await aPhone(browser);
  await open(phone.page, `${FAIR}/table/${dating}/${who.id}`);
  return phone;
}

export const timer = (page: Page) => page.getByRole('timer').first();
export const proposal = (page: Page) => page.getByRole('region', { name: 'Vorschlag' });
export const arrivals = (page: Page) => page.locator('.arrivals');
export const row = (page: Page, who: Someone) => arrivals(page).locator(`.person:has(#arrivals-${who.id})`);
/** The buttons of the clock rest for a moment after every turn: what is pressed meanwhile was meant for what stood there before. */
export const rested = (page: Page) => expect(page.locator('.desk-bar .actions').locator('[aria-disabled=true]')).toHaveCount(0);
/** The seconds a clock shows. */
export const seconds = async (page: Page) => {
  const [minutes, rest] = (await timer(page).innerText()).trim().split(':').map(Number);
  return minutes * 60 + rest;
};

/** Takes the decision at hand, whatever it is. */
export async function apply(page: Page) {
  await proposal(page).getByRole('button', { name: 'Übernehmen' }).click();
  await expect(proposal(page)).toHaveCount(0);
}

/** Takes the decision, unless there was nothing to decide: what moves nobody is applied at once. */
export async function settle(page: Page) {
  const yes = proposal(page).getByRole('button', { name: 'Übernehmen' });
  const done = page.locator('.told').getByText(/^Übernommen/);
  await expect(yes.and(page.locator(':enabled')).or(done).first()).toBeVisible();
  if (await yes.count()) await apply(page);
}

/** Looks at a round. */
export const lookAtRound = (page: Page, round: number) => page.getByRole('button', { name: `Runde ${round}`, exact: true }).click();

/** Somebody at a table of the round that is shown: by the place of table and seat in the page. */
export async function seated(page: Page, table: number, seat: number): Promise<Someone> {
  const name = page.locator('.tables .table-card').nth(table).locator('.name').nth(seat);
  const id = (await name.getAttribute('id'))!.split('-').pop()!;
  return { id, name: (await name.locator('span').first().innerText()).trim() };
}

/** The number of the table where somebody sits in the round that is shown. */
export async function tableOf(page: Page, who: Someone): Promise<number> {
  const card = page.locator(`.table-card:has(#seat-${who.id})`);
  return Number((await card.getAttribute('id'))!.replace('table-', ''));
}

/** Somebody at a certain table. */
export const seatAt = (page: Page, table: number, who: Someone) => page.locator(`#table-${table} #seat-${who.id}`);

/** Somebody of whom nothing has been noted yet. */
export async function awaited(page: Page, place: number): Promise<Someone> {
  const name = arrivals(page).locator('.person').filter({ hasText: 'wird erwartet' }).nth(place).locator('.name');
  const id = (await name.getAttribute('id'))!.split('-').pop()!;
  return { id, name: (await name.locator('span').first().innerText()).trim() };
}

/** Opens everything that can be noted of somebody. */
export async function openPerson(page: Page, who: Someone) {
  await page.locator(`#seat-${who.id}, #rest-${who.id}`).first().click();
  await expect(page.getByRole('heading', { name: who.name, exact: true, level: 2 })).toBeFocused();
}

export async function openTable(page: Page, number: number) {
  await page.locator(`#open-table-${number}`).click();
  await expect(page.getByRole('heading', { name: `Tisch ${number}`, exact: true })).toBeFocused();
}

/** Presses something in what is open at the side. */
export const press = (page: Page, name: string | RegExp) =>
  page.locator('.side-sheet').getByRole('button', { name, exact: typeof name === 'string' }).click();

/** Reaches for something that has folded away. */
export async function more(page: Page, name: string | RegExp) {
  const menu = page.locator('.tools-of-the-day .menu');
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
  await menu.getByRole('button', { name, exact: typeof name === 'string' }).click();
}
