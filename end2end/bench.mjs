// Measures the landing page as a browser meets it: the first time and the second. Prints one line
// of JSON. FARLANTERN_URL says where a server runs, CHROMIUM which browser to take.
import { openBrowser } from "./fixture/browser.mjs";

const ROUNDS = 5;

const url = process.env.FARLANTERN_URL;
if (!url) throw new Error("Say where the server runs: FARLANTERN_URL.");

const browser = await openBrowser();
try {
  const rounds = { cold: [], warm: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    rounds.cold.push(await visit(context));
    rounds.warm.push(await visit(context));
    await context.close();
  }
  const result = { rounds: ROUNDS, cold: medians(rounds.cold), warm: medians(rounds.warm) };
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
}

/** One visit of the landing page in a tab of its own. */
async function visit(context) {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const load = listen(wire);
  await wire.send("Network.enable");
  await wire.send("Page.enable");
  await wire.send("Page.setLifecycleEventsEnabled", { enabled: true });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.documentElement?.hasAttribute("data-hydrated")) return;
      window.interactiveAt = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(
    () => window.interactiveAt && performance.getEntriesByName("first-contentful-paint").length > 0,
  );
  // Whatever is still on its way belongs to the visit.
  await page.waitForLoadState("networkidle");
  const { needed, ...clock } = await page.evaluate(() => {
    const isPreloadedFace = (it) => it.initiatorType === "link" && it.name.endsWith(".woff2");
    const isNeeded = (it) => it.renderBlockingStatus === "blocking" || isPreloadedFace(it);
    return {
      needed: [location.href, ...performance.getEntriesByType("resource").filter(isNeeded).map((it) => it.name)],
      firstContentfulPaintMillis: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      interactiveMillis: window.interactiveAt,
    };
  });
  await page.close();
  return { ...load.count(new Set(needed)), ...clock };
}

/** Counts what comes over the wire, by the browser's own count of its bytes. */
function listen(wire) {
  const requests = new Map();
  let painted = Infinity;
  const of = (id) => {
    if (!requests.has(id)) requests.set(id, { url: "", local: false });
    return requests.get(id);
  };
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => (of(requestId).url = request.url));
  wire.on("Network.requestServedFromCache", ({ requestId }) => (of(requestId).local = true));
  wire.on("Network.responseReceived", ({ requestId, response, timestamp }) => {
    const it = of(requestId);
    it.local ||= response.fromDiskCache || response.fromPrefetchCache || response.url.startsWith("data:");
    it.parts = [[timestamp, response.encodedDataLength]];
  });
  wire.on("Network.dataReceived", ({ requestId, timestamp, encodedDataLength }) => {
    of(requestId).parts?.push([timestamp, encodedDataLength]);
  });
  wire.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    const it = of(requestId);
    const told = (it.parts ?? []).reduce((sum, [, bytes]) => sum + bytes, 0);
    it.bytes = encodedDataLength;
    // What was not told piece by piece came with the last piece.
    (it.parts ??= []).push([timestamp, encodedDataLength - told]);
  });
  wire.on("Page.lifecycleEvent", ({ name, timestamp }) => {
    if (name === "firstContentfulPaint") painted = Math.min(painted, timestamp);
  });
  const count = (needed) => {
    const all = [...requests.values()].filter((it) => it.url.startsWith("http"));
    const travelled = all.filter((it) => !it.local);
    const bytes = (list) => list.reduce((sum, it) => sum + (it.bytes ?? 0), 0);
    const early = travelled.flatMap((it) => it.parts ?? []).filter(([timestamp]) => timestamp <= painted);
    return {
      requests: travelled.length,
      requestsFromCache: all.length - travelled.length,
      bytes: bytes(travelled),
      // What the paint waits for: the page, its styles, and the face that it preloads.
      bytesBeforeFirstPaint: bytes(travelled.filter((it) => needed.has(it.url))),
      // What happened to be there by the clock. On one machine the bundle often overtakes the paint.
      bytesByFirstPaint: early.reduce((sum, [, part]) => sum + part, 0),
    };
  };
  return { count };
}

/** The median of each number. */
function medians(rounds) {
  const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const tenths = (number) => Math.round(number * 10) / 10;
  const of = (name) => [name, tenths(middle(rounds.map((round) => round[name])))];
  return Object.fromEntries(Object.keys(rounds[0]).map(of));
}
