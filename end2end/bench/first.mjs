// From the click on "Harbour" to its first frame, for who was never here and for who was.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProfile } from "../fixture/browser.mjs";
import { median } from "./figure.mjs";
import { WINDOW, chosen } from "./page.mjs";

const ROUNDS = 3;
const WAIT_MILLIS_MAX = 120_000;

/** Medians of several profiles; bytes are those of the network for `/assets/`. */
export async function first(url) {
  const rounds = { cold: [], warm: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), "farlantern-bench-"));
    const context = await openProfile(folder, { stage: true, viewport: WINDOW, colorScheme: "dark", reducedMotion: "no-preference" });
    try {
      await context.addCookies([chosen(url, "middle")]);
      rounds.cold.push(await visit(context, url));
      rounds.warm.push(await visit(context, url));
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
  const of = (list) => Object.fromEntries(Object.keys(list[0]).map((name) => [name, median(list.map((it) => it[name]))]));
  return { rounds: ROUNDS, cold: of(rounds.cold), warm: of(rounds.warm) };
}

/** One visit, in a tab of its own: the landing page, and then the harbour by its link. */
async function visit(context, url) {
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MILLIS_MAX);
  await page.addInitScript(lookOut);
  const assets = await listen(context, page);
  await page.goto(url);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Harbour" }).click();
  await page.waitForFunction(() => window.seen.shown, null, { polling: 100 });
  const { click, frame, shown } = await page.evaluate(() => window.seen);
  // What was written down is there for the next visit.
  await page.waitForLoadState("networkidle");
  await page.close();
  return { frameMillis: frame - click, shownMillis: shown - click, ...assets };
}

async function listen(context, page) {
  const found = { assetRequests: 0, assetBytes: 0 };
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  const requests = new Map();
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => requests.set(requestId, new URL(request.url).pathname));
  wire.on("Network.requestServedFromCache", ({ requestId }) => requests.delete(requestId));
  wire.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache || response.fromPrefetchCache) requests.delete(requestId);
  });
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!requests.get(requestId)?.startsWith("/assets/")) return;
    found.assetRequests += 1;
    found.assetBytes += encodedDataLength;
  });
  return found;
}

/** Runs in the page: when somebody clicked, when the first frame was drawn, when the page knew of it. */
function lookOut() {
  const seen = (window.seen = {});
  addEventListener("click", (event) => (seen.click = event.timeStamp), true);
  new MutationObserver(() => {
    const now = performance.now();
    if (document.querySelector(".world-slot canvas[data-frame]")) seen.frame ??= now;
    if (document.querySelector(".world[data-shown]")) seen.shown ??= now;
  }).observe(document, { attributes: true, attributeFilter: ["data-frame", "data-shown"], childList: true, subtree: true });
}
