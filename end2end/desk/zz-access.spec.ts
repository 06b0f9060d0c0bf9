// axe-core finds nothing on any page, in both languages and both themes.
import { FAIR, awake, barriers, expect, signIn, test } from '../vocabulary';

const PUBLIC = ['', '/market', '/market?view=list', '/stand/3', '/programme', '/table', '/table/1', '/table/1/0', '/t', '/dating/1/table/1', '/legal/imprint', '/legal/privacy', '/legal/accessibility', '/legal/project'].map((at) => FAIR + at);
const DOORS = ['/', '/sign-in', '/sign-in?sent=1', '/sign-in/confirm', '/sign-in/code'];
/** Pages that say that there is nothing, or nothing for whoever asks. */
const REFUSALS: [string, number][] = [['/no/such/page/at/all', 404], ['/no-such-fair', 404], [`${FAIR}/stand/99999`, 404], ['/organise', 403]];
const ROOMS = [
  '/organise',
  ...['', '/associations', '/associations/1', '/associations/new', '/programme', '/programme/1', '/programme/new', '/import', '/settings', '/log', '/dating', '/dating/1', '/dating/1/plan', '/dating/1/ledger', '/dating/1/summary', '/dating/1/people', '/dating/1/paper', '/dating/1/rules', '/dating/1/setup', '/dating/1/links', '/checkin?dating=1'].map((at) => `/organise${FAIR}${at}`),
  '/organise/new',
  '/organise/me',
  '/organise/people',
  '/organise/outbox',
];

for (const [locale, scheme] of [['de-DE', 'light'], ['en-GB', 'dark'], ['de-DE', 'dark'], ['en-GB', 'light']] as const) {
  test(`pages in ${locale}, ${scheme}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ locale, colorScheme: scheme, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    const look = async (address: string, status = 200) => {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(status);
      await awake(page);
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
      const lines = await barriers(page);
      if (lines.length) found[address] = lines;
    };
    for (const address of [...DOORS, ...PUBLIC]) await look(address);
    for (const [address, status] of REFUSALS) await look(address, status);
    // Paper for strangers: a page without a program.
    const paper = `/api/fair${FAIR}/dating/1/paper/cards.pdf`;
    expect((await page.goto(paper))?.status()).toBe(403);
    await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
    const lines = await barriers(page);
    if (lines.length) found[paper] = lines;
    await signIn(page);
    for (const address of ROOMS) await look(address);
    expect(found).toEqual({});
    await context.close();
  });
}
