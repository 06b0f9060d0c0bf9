// The words the journeys are written in.
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export { expect };

/** Every page is watched: whatever the console says beside a plain log fails the journey. */
export const test = base.extend<{ quiet: void; ignoreConflicts: boolean }>({
  // The browser itself notes the answers 409 and 422 by which a form learns that somebody was faster or a rule says no.
  ignoreConflicts: [false, { option: true }],
  quiet: [
    async ({ context, ignoreConflicts }, use) => {
      const noise = listen(context);
      await use();
      const heard = noise.filter((line) => !ignoreConflicts || !/status of (409|422)/.test(line));
      expect(heard, 'the console stays silent').toEqual([]);
    },
    { auto: true },
  ],
});

/** Collects errors and warnings of every page of a context. */
export function listen(context: { on: (event: 'page', act: (page: Page) => void) => unknown; pages: () => Page[] }): string[] {
  const noise: string[] = [];
  const watch = (page: Page) => {
    page.on('pageerror', (error) => noise.push(`error on ${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // The browser notes a status of 404 by itself; the journeys ask for the status where it matters.
      if (message.text().includes('status of 404')) return;
      if (['error', 'warning'].includes(message.type())) noise.push(`${message.type()} on ${page.url()}: ${message.text()}`);
    });
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return noise;
}

const insist = () => {
  const bin = process.env.E2E_INSIST;
  if (!bin) throw new Error('E2E_INSIST is not set: start the journeys with `cargo xtask e2e`');
  return bin;
};

/** Runs the executable on the data of the server under test. */
export function command(args: string[], data = process.env.INSIST_DATA): string {
  const settings = { ...process.env, INSIST_DATA: data, INSIST_LOG_FILTER: 'error' };
  return execFileSync(insist(), args, { env: settings, encoding: 'utf8' });
}

/** A one-time link, as it is printed for whoever owns the machine. */
export function signInPath(data?: string, email = 'organiser@fair.invalid'): string {
  const printed = command(['sign-in-link', email], data);
  const found = printed.match(/\/sign-in\/confirm#[\w-]+/);
  if (!found) throw new Error(`no link in: ${printed}`);
  return found[0];
}

/** The wasm has taken over: what is pressed now is heard. */
export async function awake(page: Page) {
  await page.waitForFunction(() => document.documentElement.dataset.awake === 'true');
}

export async function open(page: Page, address: string) {
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  await awake(page);
}

/** Signs in through the door, as a person would. */
export async function signIn(page: Page, data?: string, origin = '', email?: string) {
  await page.goto(origin + signInPath(data, email));
  await awake(page);
  await expect(page.getByRole('textbox')).not.toHaveValue('');
  await page.getByRole('main').getByRole('button').click();
  await page.waitForURL('**/organise');
}

/** A second person's browser, on a phone. */
export async function aPhone(browser: Browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, locale: 'de-DE', timezoneId: 'Europe/Berlin', ...options });
  const noise = listen(context);
  return { context, page: await context.newPage(), noise };
}

const axe = fs.readFileSync(path.join(__dirname, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on the page as it stands: one line for each violation. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // @ts-expect-error axe was put into the page above
    const found = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map((v: any) => `${v.id}: ${v.nodes.map((n: any) => n.target.join(' ')).slice(0, 4).join(' | ')}`);
  });
}

export const FAIR = '/lindenhafen';
