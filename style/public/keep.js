// Keeps one's own table readable without network, and the sign of the table that was scanned last: the page itself and the
// scripts, style and pictures it is drawn with. Nothing else: no other page, no answer of /api/, nothing of the organisers'
// rooms. Where these, a projector or a sign that is not kept cannot be reached, a page that says so stands in for them, on
// devices that asked for it.
const PAGES = [
  { name: "own-table", path: /^\/[^/]+\/table\/\d+\/\d+$/, most: 6 },
  { name: "sign", path: /^\/[^/]+\/dating\/\d+\/table\/\d+$/, most: 1 },
];
const PARTS = "parts";
const AWAY = "/away.html";
const AWAY_FOR = /^\/organise(\/|$)|^\/[^/]+\/screen\//;
// What a proxy says while the server behind it starts anew.
const NOBODY_BEHIND = [502, 504];
const MOST_PARTS = 24;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The oldest go first; a cache remembers the order in which things came.
const bound = async (cache, most) => {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
};

// How a page is kept; most are not.
const keeping = (path) => PAGES.find((pages) => pages.path.test(path));

// It is all here before what was kept makes room for it: a line that dies meanwhile costs nothing.
const put = async (name, request, response, most) => {
  const { status, headers } = response;
  const whole = new Response(await response.blob(), { status, headers });
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, whole);
  await bound(cache, most);
};

self.addEventListener("message", (event) => {
  const { page, parts, away } = event.data ?? {};
  event.waitUntil((async () => {
    for (const part of parts ?? []) {
      const url = new URL(part);
      if (url.origin !== location.origin || !url.pathname.startsWith("/pkg/")) continue;
      const answer = await fetch(url.pathname);
      if (answer.ok) await put(PARTS, url.pathname, answer, MOST_PARTS);
    }
    if (away) {
      const answer = await fetch(AWAY);
      if (answer.ok) await put("away", AWAY, answer, 1);
    }
    const pages = typeof page === "string" ? keeping(page) : undefined;
    if (pages) {
      const answer = await fetch(page, { headers: { accept: "text/html" } });
      if (answer.ok && !answer.redirected) await put(pages.name, page, answer, pages.most);
    }
  })().catch(() => {}));
});

// The page that says so, strict like all others: its own style and script and nobody else's; `otherwise` where it is not kept.
const standIn = async (otherwise) => {
  const kept = await caches.match(AWAY, { cacheName: "away" });
  if (!kept) return otherwise;
  const nonce = crypto.randomUUID();
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self'; ` +
      "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
  return new Response((await kept.text()).replaceAll("NONCE", nonce), { status: 503, headers });
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const pages = request.mode === "navigate" ? keeping(url.pathname) : undefined;
  if (pages) {
    const kept = async (otherwise) =>
      (await caches.match(url.pathname, { cacheName: pages.name })) ?? standIn(otherwise);
    event.respondWith(
      fetch(request).then(
        (answer) => {
          if (NOBODY_BEHIND.includes(answer.status)) return kept(answer);
          if (answer.ok && !answer.redirected) event.waitUntil(put(pages.name, url.pathname, answer.clone(), pages.most));
          return answer;
        },
        () => kept(Response.error()),
      ),
    );
  } else if (request.mode === "navigate" && AWAY_FOR.test(url.pathname)) {
    event.respondWith(
      fetch(request).then(
        (answer) => (NOBODY_BEHIND.includes(answer.status) ? standIn(answer) : answer),
        () => standIn(Response.error()),
      ),
    );
  } else if (url.pathname.startsWith("/pkg/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(url.pathname, { cacheName: PARTS })) ?? Response.error()));
  }
});
