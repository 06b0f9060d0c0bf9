import { expect, test, type Page } from '@playwright/test';

const MARKET = '/lindenhafen/market';
const AWAKE = '[data-awake]';

/** Names of what the page fetches of the program from now on. */
const fetched = (page: Page): string[] => {
  const names: string[] = [];
  page.on('response', (answer) => {
    const name = new URL(answer.url()).pathname.split('/').pop() ?? '';
    if (/\.(wasm|parts)$/.test(name)) names.push(name);
  });
  return names;
};

test('a first visit to the market weighs at most 350 KB in all', async ({ page }) => {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.enable');
  const asked = new Map<string, string>();
  const weights = new Map<string, number>();
  browser.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, new URL(request.url).pathname));
  browser.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weights.set(asked.get(requestId) ?? requestId, encodedDataLength);
  });
  await page.goto(MARKET);
  await expect(page.locator(AWAKE)).toBeVisible();
  await page.waitForTimeout(2_000);
  const sum = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  console.log(`      ${(sum / 1024).toFixed(1)} KB in ${weights.size} answers`);
  expect([...weights.keys()].some((path) => path.endsWith('/market.parts'))).toBe(true);
  expect(sum, JSON.stringify([...weights])).toBeGreaterThan(200 * 1024);
  expect(sum, JSON.stringify([...weights])).toBeLessThan(350 * 1024);
});

test('the first page brings its program in one stream, the next what is new', async ({ context }) => {
  const page = await context.newPage();
  const first = fetched(page);
  await page.goto(MARKET);
  await expect(page.locator(AWAKE)).toBeVisible();
  expect(first).toEqual(['market.parts']);
  const kept = () => page.evaluate(async () => (await (await caches.open('program')).keys()).length);
  await expect.poll(kept).toBeGreaterThan(1);

  const other = await context.newPage();
  const second = fetched(other);
  await other.goto(MARKET);
  await expect(other.locator(AWAKE)).toBeVisible();
  expect(second).toEqual([]);
  await other.goto('/lindenhafen/programme');
  await expect(other.locator(AWAKE)).toBeVisible();
  expect(second).toContain('split_fair.wasm');
  expect(second).not.toContain('insist.wasm');
  expect(second.filter((name) => name.endsWith('.parts'))).toEqual([]);
});

for (const [what, broken] of [['does not arrive', undefined], ['ends too early', 'wa']] as const) {
  test(`where the stream ${what}, the parts come one by one`, async ({ page }) => {
    await page.route('**/*.parts', (route) => (broken ? route.fulfill({ body: broken }) : route.abort()));
    const names = fetched(page);
    await page.goto(MARKET);
    await expect(page.locator(AWAKE)).toBeVisible();
    expect(names).toContain('insist.wasm');
    expect(names).toContain('split_market.wasm');
  });
}
