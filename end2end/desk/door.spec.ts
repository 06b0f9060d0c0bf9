// The desk at the door while answers overlap: the list is drawn anew while what waited is answered.
import { FAIR, expect, open, signIn, test } from '../vocabulary';
import { aSession, door as ask, remove } from '../session';
import { aDesk } from '../moderator';

const OFFLINE = /ERR_INTERNET_DISCONNECTED/;

test('what no longer fits is said while the list is drawn anew, time and again', async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signIn(page);
  const session = await aSession(page, 'Gespräche mit wackligem Netz', 16, 2);
  const door = await aDesk(browser, `/organise${FAIR}/checkin?dating=${session.id}`, await page.context().storageState());
  const guest = (who: { id: number; name: string }) => door.page.locator(`.guests li:has(.num:text-is("${who.id}"))`);
  const tap = (who: { id: number; name: string }) => guest(who).getByRole('button', { name: `${who.name}: ist da`, exact: true }).click();
  const late = door.page.getByText('Das passte nicht mehr:');
  for (let pair = 0; pair < 8; pair++) {
    const [one, two] = session.participants.slice(2 * pair);
    await door.context.setOffline(true);
    await tap(one);
    await tap(two);
    await expect(door.page.getByText('2 warten')).toBeVisible();
    const command = { command: 'mark', who: two.id, was: 'expected', attendance: 'missing' };
    await ask(page, 'send_queued', { dating: session.id, command, key: `missing-${session.id}-${two.id}` });
    await door.context.setOffline(false);
    await expect(guest(one)).toContainText('schon da', { timeout: 20_000 });
    await expect(late).toBeVisible();
    await door.page.getByRole('button', { name: `Gelesen: ${two.name} ist da`, exact: true }).click();
    await expect(late).toHaveCount(0);
  }
  await open(door.page, `/organise${FAIR}`);
  expect(door.noise.filter((line) => !OFFLINE.test(line))).toEqual([]);
  await remove(page, session.id);
  await door.context.close();
});
