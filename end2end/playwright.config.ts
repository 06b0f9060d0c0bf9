// How the journeys are driven: a phone and a desk, in the system's Chromium, against BASE_URL.
// `cargo xtask e2e` builds, starts a server with a fresh demo fair and sets all variables.
import { defineConfig, devices } from '@playwright/test';

const chromium = {
  executablePath: process.env.E2E_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // All journeys walk through one fair on one server: one after the other, never twice.
  workers: 1,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? 'test-results/report.json' }]],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    launchOptions: chromium,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    // How a pack's program travels; first, while nobody has fetched anything.
    ...(process.env.E2E_PACKED ? [{ name: 'packed', testDir: './packed', use: { ...devices['Pixel 7'], locale: 'de-DE' } }] : []),
    { name: 'phone', testDir: './phone', use: { ...devices['Pixel 7'], locale: 'de-DE', timezoneId: 'Europe/Berlin' } },
    { name: 'desk', testDir: './desk', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' } },
  ],
});
