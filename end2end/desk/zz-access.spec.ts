// axe-core finds nothing on any page, in both languages and both themes.
import { FAIR, barriers, expect, open, signIn, test } from '../vocabulary';

const PUBLIC = ['', '/market', '/market?view=list', '/stand/3', '/programme', '/table', '/table/1', '/table/1/0', '/legal/imprint', '/legal/accessibility'].map((at) => FAIR + at);
const ROOMS = [
  '/organise',
  ...['', '/associations', '/associations/1', '/associations/new', '/programme', '/programme/1', '/programme/new', '/import', '/settings', '/log', '/dating', '/dating/1', '/dating/1/plan', '/dating/1/ledger', '/dating/1/summary', '/dating/1/people', '/dating/1/rules', '/dating/1/setup'].map((at) => `/organise${FAIR}${at}`),
  '/organise/new',
  '/organise/people',
  '/organise/outbox',
];

for (const [locale, scheme] of [['de-DE', 'light'], ['en-GB', 'dark'], ['de-DE', 'dark'], ['en-GB', 'light']] as const) {
  test(`pages in ${locale}, ${scheme}`, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ locale, colorScheme: scheme, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    const look = async (address: string) => {
      await open(page, address);
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
      const lines = await barriers(page);
      if (lines.length) found[address] = lines;
    };
    await look('/sign-in');
    for (const address of PUBLIC) await look(address);
    await signIn(page);
    for (const address of ROOMS) await look(address);
    expect(found).toEqual({});
    await context.close();
  });
}
