// How quickly all assets come out of the browser's storage, beside localForage, in the same run.
//
// Both read the same files, by the same keys, as Uint8Array, out of IndexedDB of the same origin and the
// same profile on disk, in turns, on an empty page. `ours` does what `client::asset::store` does: open, one
// read-only transaction, a get for each key, close (one question for everything was tried, and slower). `localForage` is what its users write: `getItem` for
// each key, all at once (`Promise.all`), with its IndexedDB driver; `localForageInTurn` waits for each
// before the next, `localForageIterate` uses its cursor. `checked` is `ours` and the SHA-256 of every file,
// as the game always does it. `page` is the game itself: "Check every file" on its storage page, from the
// click to the sentence; with the manifest, the checks and the counting, and with all its pages around it.
import { createRequire } from "node:module";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProfile } from "../fixture/browser.mjs";
import { median } from "./figure.mjs";
import { WINDOW } from "./page.mjs";

const ROUNDS = 9;
const WAIT_MILLIS_MAX = 120_000;
const EMPTY = "/bench/empty.html";
const WHOLE = "Every file is here, and whole.";

export async function cache(url) {
  const folder = await mkdtemp(join(tmpdir(), "farlantern-bench-"));
  const context = await openProfile(folder, { viewport: WINDOW });
  context.setDefaultTimeout(WAIT_MILLIS_MAX);
  try {
    const byPage = await fillByPage(context, url);
    const page = await context.newPage();
    await page.route(`**${EMPTY}`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await page.goto(url + EMPTY);
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve("localforage"), "utf8"));
    await page.evaluate(readers);
    const { files, bytes } = await page.evaluate((own) => window.prepare(own), byPage === null);
    const found = {};
    for (let round = -1; round < ROUNDS; round += 1) {
      const millis = await page.evaluate((shift) => window.round(shift), round + 1);
      // The first one opens what stays open.
      if (round >= 0) for (const [name, it] of Object.entries(millis)) (found[name] ??= []).push(it);
    }
    const middles = Object.entries(found).map(([name, it]) => [name, bytes / 1_000 / median(it)]);
    const all = Object.fromEntries(middles);
    if (byPage) all.page = bytes / 1_000 / median(byPage);
    return { rounds: ROUNDS, files, bytes, filledBy: byPage ? "page" : "bench", megabytesPerSecond: all };
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets the game keep everything, and check it several times. None where there is no such page. */
async function fillByPage(context, url) {
  const page = await context.newPage();
  await page.addInitScript(lookOut, WHOLE);
  const answer = await page.goto(`${url}/storage`);
  const button = page.getByRole("button", { name: /^(Download everything now|Check every file)$/ });
  const millis = [];
  if (answer.ok()) {
    await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
    for (let round = 0; round <= ROUNDS; round += 1) {
      await button.click();
      await page.waitForFunction(() => window.seen.whole, null, { polling: 50 });
      const { click, whole } = await page.evaluate(() => window.seen);
      if (round > 0) millis.push(whole - click);
      await page.getByRole("button", { name: "Close" }).first().click();
      await page.getByText(WHOLE).waitFor({ state: "detached" });
    }
  }
  await page.close();
  return millis.length > 0 ? millis : null;
}

/** Runs in the page: when the button was pressed, and when the sentence stood there. */
function lookOut(sentence) {
  window.seen = {};
  const pressed = ({ target, timeStamp }) => {
    if (/Download everything|Check every/.test(target.closest?.("button")?.textContent)) window.seen = { click: timeStamp };
  };
  addEventListener("click", pressed, true);
  new MutationObserver(() => {
    if (document.body?.textContent.includes(sentence)) window.seen.whole ??= performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** Runs in the page. */
function readers() {
  const NAME = "farlantern-assets";
  const ask = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const open = () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => ["files", "notes"].forEach((it) => request.result.createObjectStore(it));
    return ask(request);
  };
  const other = localforage.createInstance({ name: "localforage-bench", driver: localforage.INDEXEDDB });
  let assets = [];
  let hashes = [];

  const ours = async () => {
    const database = await open();
    const store = database.transaction("files", "readonly").objectStore("files");
    const files = await Promise.all(hashes.map((it) => ask(store.get(it))));
    database.close();
    return files;
  };
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (it) => it.toString(16).padStart(2, "0")).join("");
  const ways = {
    ours,
    localForage: () => Promise.all(hashes.map((it) => other.getItem(it))),
    checked: async () => {
      const files = await ours();
      const digests = await Promise.all(files.map((it) => crypto.subtle.digest("SHA-256", it)));
      for (const [at, it] of digests.entries()) if (hex(it) !== hashes[at]) throw new Error(assets[at].id);
      return files;
    },
    localForageInTurn: async () => {
      const files = [];
      for (const hash of hashes) files.push(await other.getItem(hash));
      return files;
    },
    localForageIterate: async () => {
      const files = [];
      await other.iterate((it) => void files.push(it));
      return files;
    },
  };

  /** Both hold everything from here on; `own` where the game has no page that fetches all of it. */
  window.prepare = async (own) => {
    assets = (await (await fetch("/api/v1/assets/manifest")).json()).data.assets;
    // The same bytes under two names are one file.
    assets = [...new Map(assets.map((it) => [it.sha256, it])).values()];
    hashes = assets.map((it) => it.sha256);
    if (own) await keep();
    const files = await ours();
    for (const [at, hash] of hashes.entries()) await other.setItem(hash, files[at]);
    return { files: files.length, bytes: size(files) };
  };

  async function keep() {
    const database = await open();
    for (const { path, sha256 } of assets) {
      const file = new Uint8Array(await (await fetch(`/assets/${path}`)).arrayBuffer());
      await ask(database.transaction("files", "readwrite").objectStore("files").put(file, sha256));
    }
    database.close();
  }

  const size = (files) => files.reduce((sum, it) => sum + it.length, 0);

  /** Each way once, another one first each time. */
  window.round = async (shift) => {
    const names = Object.keys(ways);
    const wanted = assets.reduce((sum, it) => sum + it.bytes, 0);
    const millis = {};
    for (let at = 0; at < names.length; at += 1) {
      const name = names[(at + shift) % names.length];
      const before = performance.now();
      const files = await ways[name]();
      millis[name] = performance.now() - before;
      if (size(files) !== wanted) throw new Error(`${name} read other bytes`);
    }
    return millis;
  };
}
