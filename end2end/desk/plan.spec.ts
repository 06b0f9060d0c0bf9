// The plan's room: while the tables are worked out, two plans side by side, why two sit together, and what clashes.
import type { Page } from '@playwright/test';
import { aSession, door, lookAt, reading, remove } from '../session';
import { FAIR, awake, expect, open, signIn, test } from '../vocabulary';

// A refusal is an answer here, not a mishap.
test.use({ ignoreConflicts: true });
test.describe.configure({ timeout: 120_000 });

const plan = (id: number) => `/organise${FAIR}/dating/${id}/plan`;

test('other settings stand beside the plan, are taken, and given back', async ({ page }) => {
  await signIn(page);
  const { id } = await aSession(page, 'Zwei Pläne', 12, 5);
  await open(page, plan(id));
  await expect(page.locator('.plan-grid thead th')).toHaveCount(6);
  await page.getByRole('button', { name: 'Anders probieren' }).click();
  const form = page.getByRole('region', { name: 'Mit anderen Einstellungen probieren' });
  await expect(form.getByRole('heading', { name: 'Mit anderen Einstellungen probieren' })).toBeFocused();
  await form.getByRole('button', { name: 'Anderen Plan berechnen' }).click();
  await expect(form.getByRole('alert')).toContainText('mindestens eine Einstellung');
  await form.getByLabel('Runden').fill('3');
  await form.getByRole('radio', { name: /Wer am wenigsten hat, zuerst/ }).check();
  await form.getByText('Was soll wie viel zählen?').first().click();
  await form.getByRole('radiogroup', { name: 'Wünsche' }).getByRole('radio', { name: 'viel' }).check({ force: true });
  await form.getByRole('button', { name: 'Anderen Plan berechnen' }).click();

  const both = page.getByRole('region', { name: 'Zwei Pläne nebeneinander' });
  await expect(both).toContainText('3 Runden statt 5', { timeout: 30_000 });
  await expect(both).toContainText('gleichmäßig: Wer am wenigsten hat, zuerst');
  await expect(both).toContainText('Wünsche: viel');
  const talks = both.getByRole('row', { name: /Gespräche insgesamt/ });
  await expect(talks.getByRole('cell')).toHaveText([/^\d+/, /^\d+/]);
  await expect(both.getByRole('row', { name: /Wie gut/ })).toContainText('bewiesen das Beste');
  // The plan at hand is untouched, and so is what is published.
  await expect(page.locator('.plan-grid thead th')).toHaveCount(6);
  await expect(page.getByText('Plan 1 · Veröffentlicht')).toBeVisible();
  // It outlives the page.
  await page.reload();
  await awake(page);
  await both.getByRole('button', { name: 'Anderen Plan übernehmen' }).click();
  await expect(page.locator('.plan-grid thead th')).toHaveCount(4);
  await expect(page.getByText('Plan 2 · Geändert, aber noch nicht veröffentlicht')).toBeVisible();
  await expect(both).toHaveCount(0);
  await page.getByRole('button', { name: 'Zum Plan davor zurück' }).click();
  await expect(page.locator('.plan-grid thead th')).toHaveCount(6);
  await expect(page.getByText('Plan 1 · Veröffentlicht')).toBeVisible();
  await both.getByRole('button', { name: 'Jetzigen Plan behalten' }).click();
  await expect(both).toHaveCount(0);
  await remove(page, id);
});

test('everybody can hear why two sit together', async ({ page }) => {
  await signIn(page);
  const { id } = await aSession(page, 'Warum', 12, 4);
  await open(page, plan(id));
  await page.locator('.plan-grid td button').first().click();
  const why = page.getByRole('region', { name: 'Warum diese Tischgesellschaft?' });
  await expect(why.getByRole('heading', { level: 4 })).toHaveText(/^Mit /);
  await expect(why.getByRole('listitem').first()).not.toBeEmpty();
  await remove(page, id);
});

/** Tables for six: a search that does not end by itself within five minutes. */
async function aLargeGroup(page: Page, title: string): Promise<number> {
  await open(page, '/organise');
  const tables = Array.from({ length: 8 }, (_, n) => ({ number: n + 1, seats: 6, least: 4, closed_from: null }));
  const setting = { title, starts: '2027-05-08T09:00:00', rounds: 8, talk_minutes: 5, change_minutes: 1, tables };
  const id = await door<number>(page, 'create_dating', { slug: FAIR.slice(1), setting, key: `create-${Date.now()}` });
  const list = await reading<{ associations: { id: number }[] }>(page, 'associations', `slug=${FAIR.slice(1)}`);
  const chosen = list.associations.slice(0, 46).map((association) => association.id);
  await door(page, 'choose_participants', { dating: id, expects: (await lookAt(page, id)).revision, chosen });
  const { revision, rules } = (await reading<{ dating: { revision: number; rules: object } }>(page, 'desk', `dating=${id}`)).dating;
  await door(page, 'set_rules', { dating: id, expects: revision, rules: { ...rules, sides: 'anybody', never_twice: false } });
  return id;
}

test('a large session says how far it is, to whoever looks, and stops with the best so far', async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signIn(page);
  const id = await aLargeGroup(page, 'Große Tafel');
  await open(page, plan(id));
  await page.getByLabel('Höchstens suchen').selectOption('300');
  await page.getByRole('button', { name: 'Tische verteilen' }).click();
  const card = page.getByRole('region', { name: 'Die Tische werden verteilt' });
  await expect(card).toContainText(/\d+ % der Zeit sind um/, { timeout: 20_000 });
  await expect(card).toContainText(/Bisher \d+ % von dem, was höchstens möglich ist/, { timeout: 45_000 });
  await expect(page.getByRole('button', { name: 'Tische verteilen' })).toBeDisabled();

  // Whoever else organises sees it too, and is told who it is when they press all the same.
  const other = await browser.newContext({ locale: 'de-DE', storageState: await page.context().storageState() });
  const second = await other.newPage();
  await open(second, plan(id));
  const theirs = second.getByRole('region', { name: 'Die Tische werden verteilt' });
  await expect(theirs).toContainText('Begonnen von');
  const expects = (await lookAt(second, id)).revision;
  await expect(door(second, 'allocate', { dating: id, expects, seconds: 10, key: 'second' })).rejects.toThrow(/AllocatingAlready/);

  // Leaving the page ends nothing; coming back shows it as it is.
  await page.goto(`/organise${FAIR}/dating/${id}/rules`);
  await open(page, plan(id));
  await expect(card).toBeVisible();
  // Either may stop it, and both see the plan.
  await theirs.getByRole('button', { name: 'Aufhören und das Beste bisher nehmen' }).click();
  await expect(page.locator('.plan-grid')).toBeVisible({ timeout: 30_000 });
  await expect(second.locator('.plan-grid')).toBeVisible({ timeout: 30_000 });
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /vom besten denkbaren Plan entfernt/ })).toBeVisible();
  await other.close();
  await remove(page, id);
});

test('rules that clash are named one by one, with the people they concern', async ({ page }) => {
  await signIn(page);
  const session = await aSession(page, 'Widerspruch', 8, 3);
  const [one, other] = session.participants;
  const { revision, rules } = (await reading<{ dating: { revision: number; rules: object } }>(page, 'desk', `dating=${session.id}`)).dating;
  const clash = { ...rules, sides: 'anybody', fixed: [[one.id, 2], [other.id, 2]], apart: [[one.id, other.id]] };
  await door(page, 'set_rules', { dating: session.id, expects: revision, rules: clash });
  await open(page, plan(session.id));
  const refused = page.waitForResponse((answer) => answer.url().includes('/api/fn/allocate'));
  await page.getByRole('button', { name: 'Neu verteilen' }).click();
  expect((await refused).ok()).toBe(false);
  const told = page.locator('.told');
  await expect(told).toContainText('Das geht nicht zusammen');
  await expect(told).toContainText(`${one.name} sitzt immer an Tisch 2; ${other.name} sitzt immer an Tisch 2`);
  await expect(told).toContainText('die Regel „nie zusammen“');
  await remove(page, session.id);
});

test('the plan is printed with all of its rounds', async ({ page }) => {
  await signIn(page);
  const { id } = await aSession(page, 'Auf Papier', 24, 8);
  await open(page, plan(id));
  await page.emulateMedia({ media: 'print' });
  // A sheet of A4 across, without its margins.
  await page.setViewportSize({ width: 1046, height: 718 });
  const table = page.locator('.plan-grid');
  await expect(table.getByText('Runde 8')).toBeVisible();
  const box = await table.boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(1046);
  await expect(page.locator('.tablist, .segments').filter({ visible: true })).toHaveCount(0);
  await page.emulateMedia({ media: null });
  await remove(page, id);
});

test('absences and sides are noted one tap after the other', async ({ page }) => {
  await signIn(page);
  const session = await aSession(page, 'Wer wann kann', 8, 4);
  await open(page, `/organise${FAIR}/dating/${session.id}/people`);
  const noted = async () =>
    (await reading<{ dating: { participants: { name: string; absent: number[]; side: string | null }[] } }>(page, 'desk', `dating=${session.id}`)).dating.participants;
  for (const { name } of session.participants.slice(0, 2)) {
    const row = page.locator('.people > li').filter({ hasText: name });
    await row.locator('summary').click();
    // The row is drawn anew with every answer, and goes on.
    for (const round of ['2', '3', '4', '3']) await row.getByRole('button', { name: round, exact: true }).click();
    await row.getByRole('combobox').selectOption('with');
    await expect.poll(async () => (await noted()).find((one) => one.name === name)?.absent).toEqual([1, 3]);
    await expect.poll(async () => (await noted()).find((one) => one.name === name)?.side).toBe('with');
    await expect(row.getByRole('combobox')).toHaveValue('with');
  }
  await expect(page.locator('.told')).toContainText('Gespeichert');
  await remove(page, session.id);
});
