// Kill -9 in the middle of a round; started again, the same round is at the right second and nothing is lost.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, open, signIn, test } from '../vocabulary';

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function serve(data: string, port: number): Promise<ChildProcess> {
  const settings = { ...process.env, INSIST_DATA: data, INSIST_LISTEN: `127.0.0.1:${port}`, LEPTOS_SITE_ROOT: process.env.E2E_SITE };
  const child = spawn(process.env.E2E_INSIST!, ['serve', '--demo'], { env: settings, stdio: 'ignore' });
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok) return child;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error('the server did not come up');
}

const seconds = (clock: string) => {
  const [minutes, rest] = clock.trim().split(':').map(Number);
  return minutes * 60 + rest;
};

test('a killed server comes back at the right second', async ({ page }) => {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'insist-restart-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let server = await serve(data, port);
  try {
    await signIn(page, data, origin);
    const room = `${origin}/organise/lindenhafen/dating/1`;
    await open(page, `${room}/plan`);
    await page.getByRole('button', { name: 'Tische verteilen' }).click();
    await expect(page.locator('.plan-grid')).toBeVisible({ timeout: 45_000 });
    const seats = await page.locator('.plan-grid').innerText();
    await page.getByRole('button', { name: 'Veröffentlichen' }).click();
    await expect(page.getByText('Plan 1 · Veröffentlicht')).toBeVisible();
    await open(page, room);
    await page.getByRole('button', { name: 'Runde 1 starten' }).click();
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    const before = { clock: seconds(await page.getByRole('timer').innerText()), at: Date.now() };

    await page.goto('about:blank');
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
    server = await serve(data, port);

    await open(page, room);
    await expect(page.getByText('Runde 1 von 8').first()).toBeVisible();
    const now = seconds(await page.getByRole('timer').innerText());
    const passed = (Date.now() - before.at) / 1000;
    expect(Math.abs(before.clock - now - passed)).toBeLessThan(2);
    await open(page, `${room}/plan`);
    expect(await page.locator('.plan-grid').innerText()).toBe(seats);
  } finally {
    server.kill('SIGKILL');
    fs.rmSync(data, { recursive: true, force: true });
  }
});
