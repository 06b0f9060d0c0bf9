// Keeps one's own table readable without network: the page itself and the scripts, style and pictures it is drawn with.
// Nothing else: no other page, no answer of /api/, nothing of the organisers' rooms.
const PAGES = "own-table";
const PARTS = "parts";
const OWN_TABLE = /^\/[^/]+\/table\/\d+\/\d+$/;
const MOST_PAGES = 6;
const MOST_PARTS = 24;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The oldest go first; a cache remembers the order in which things came.
const bound = async (cache, most) => {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
};

const put = async (name, request, response, most) => {
  const cache = await caches.open(name);
  await cache.delete(request);
  await cache.put(request, response);
  await bound(cache, most);
};

self.addEventListener("message", (event) => {
  const { page, parts } = event.data ?? {};
  event.waitUntil((async () => {
    for (const part of parts ?? []) {
      const url = new URL(part);
      if (url.origin !== location.origin || !url.pathname.startsWith("/pkg/")) continue;
      const answer = await fetch(url.pathname);
      if (answer.ok) await put(PARTS, url.pathname, answer, MOST_PARTS);
    }
    if (typeof page === "string" && OWN_TABLE.test(page)) {
      const answer = await fetch(page, { headers: { accept: "text/html" } });
      if (answer.ok && !answer.redirected) await put(PAGES, page, answer, MOST_PAGES);
    }
  })().catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && OWN_TABLE.test(url.pathname)) {
    event.respondWith(
      fetch(request)
        .then((answer) => {
          if (answer.ok && !answer.redirected) event.waitUntil(put(PAGES, url.pathname, answer.clone(), MOST_PAGES));
          return answer;
        })
        .catch(async () => (await caches.match(url.pathname, { cacheName: PAGES })) ?? Response.error()),
    );
  } else if (url.pathname.startsWith("/pkg/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(url.pathname, { cacheName: PARTS })) ?? Response.error()));
  }
});
