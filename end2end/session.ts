// A session of its own for journeys about the day, so that they do not stand in the way of others.
import type { Page } from '@playwright/test';
import { FAIR, open } from './vocabulary';

/** Asks a server function as the page's own scripts do. */
export async function door<T>(page: Page, name: string, body: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([name, body]) => {
      const answer = await fetch(`/api/fn/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body,
      });
      return { ok: answer.ok, text: await answer.text() };
    },
    [name, JSON.stringify(body)] as const,
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.text}`);
  return JSON.parse(answer.text || 'null');
}

export async function reading<T>(page: Page, name: string, query: string): Promise<T> {
  const answer = await page.evaluate(async (path) => {
    const answer = await fetch(path, { headers: { accept: 'application/json' } });
    return { ok: answer.ok, text: await answer.text() };
  }, `/api/fn/${name}?${query}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.text}`);
  return JSON.parse(answer.text);
}

export interface Dating {
  id: number;
  revision: number;
  participants: { id: number; name: string; association: number | null; benched: number[] }[];
  published: { version: number; seats: number[][][] } | null;
  setting: { tables: { number: number; seats: number; closed_from: number | null }[] };
  rules: { sides: string; language: string; together: number[][]; fixed: [number, number][] };
  day: { interpreters: { id: number; name: string; until: number | null }[] };
}

/** Has the tables allocated and waits until that is done. */
export async function allocate(page: Page, id: number) {
  const expects = (await lookAt(page, id)).revision;
  await door(page, 'allocate', { dating: id, expects, seconds: 10, key: `allocate-${id}-${expects}` });
  while (await reading(page, 'how_far', `dating=${id}`)) await page.waitForTimeout(200);
}

export const lookAt = async (page: Page, id: number): Promise<Dating> =>
  (await reading<{ dating: Dating }>(page, 'desk', `dating=${id}`)).dating;

/** How a session differs from pairs at just enough tables by the usual rules. */
interface Wanted {
  tables?: number;
  seats?: number;
  /** Takes part too, beside the first associations of the fair. */
  also?: number[];
  rules?: (dating: Dating) => Partial<Dating['rules']>;
}

export const associations = async (page: Page) =>
  (await reading<{ associations: { id: number; profile: Record<string, unknown> & { name: string } }[] }>(page, 'associations', `slug=${FAIR.slice(1)}`)).associations;

/** Sets a session up with the first associations of the fair, allocates it and shows it to everybody. The page is an organiser's. */
export async function aSession(page: Page, title: string, people: number, rounds: number, wanted: Wanted = {}): Promise<Dating> {
  await open(page, '/organise');
  const { seats = 2, also = [] } = wanted;
  const count = wanted.tables ?? Math.ceil((people + also.length) / seats);
  const tables = Array.from({ length: count }, (_, n) => ({ number: n + 1, seats, least: 2, closed_from: null }));
  const setting = { title, starts: '2027-05-08T09:00:00', rounds, talk_minutes: 5, change_minutes: 1, tables };
  const id = await door<number>(page, 'create_dating', { slug: FAIR.slice(1), setting, key: `create-${Date.now()}` });
  const others = (await associations(page)).map((association) => association.id).filter((id) => !also.includes(id));
  const chosen = [...others.slice(0, people), ...also];
  const now = async () => (await lookAt(page, id)).revision;
  await door(page, 'choose_participants', { dating: id, expects: await now(), chosen });
  if (wanted.rules) {
    const dating = await lookAt(page, id);
    await door(page, 'set_rules', { dating: id, expects: dating.revision, rules: { ...dating.rules, ...wanted.rules(dating) } });
  }
  await allocate(page, id);
  await door(page, 'publish', { dating: id, expects: await now(), key: `publish-${id}` });
  return lookAt(page, id);
}

export async function act(page: Page, id: number, name: string, more: object) {
  const expects = (await lookAt(page, id)).revision;
  return door(page, name, { dating: id, expects, key: `${name}-${id}-${expects}`, ...more });
}

/** Takes the session away again. */
export async function remove(page: Page, id: number) {
  await door(page, 'remove_dating', { dating: id, expects: (await lookAt(page, id)).revision });
}

/** The addresses of everybody's personal link, by participant. */
export async function passes(page: Page, id: number): Promise<Map<number, string>> {
  const links = await reading<{ who: number; address: string }[]>(page, 'pass_links', `dating=${id}`);
  return new Map(links.map((link) => [link.who, new URL(link.address).pathname + new URL(link.address).hash]));
}
