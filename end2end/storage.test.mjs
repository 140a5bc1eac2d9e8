// The game's files: fetched once and kept, checked always, freed at will. Every trouble on the way has a
// sentence and a way on.
import assert from "node:assert/strict";
import { after } from "node:test";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import { fillUp } from "./fixture/disk.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { takePictures, writeIndex } from "./fixture/picture.mjs";
import { chooseTheme } from "./fixture/place.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
after(writeIndex);

const FILES = "**/assets/*/*";
const WHOLE = "Every file is here, and whole.";
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)/;
const STEPS_MAX = 60;

const panel = (page) => page.locator("#files");
const bar = (page) => panel(page).locator("progress");
const download = (page) => find.button(page, "Download everything now");

/** A visitor on the storage page. `asked` hears the path of every file that goes over the network. */
async function onStorage(arrive) {
  const visitor = await arrive();
  await chooseTheme(visitor, "dark");
  const asked = [];
  visitor.page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/assets/")) asked.push(pathname);
  });
  await visitor.open("/storage");
  await bar(visitor.page).waitFor();
  return { visitor, page: visitor.page, asked };
}

/** What the server says there is. */
async function manifest(visitor) {
  const { data } = await visitor.api("/assets/manifest");
  assert.ok(data.assets.length > 100, "the forge has made its files");
  return data.assets;
}

/** A download has come to its end. */
function isWhole(page) {
  return find.toast(page).getByText(WHOLE).waitFor();
}

/** So many bytes have come, by the bar. */
function hasCome(page, bytes) {
  const there = (bytes) => document.querySelector("#files progress").value > bytes;
  return page.waitForFunction(there, bytes);
}

async function fetchAll(page) {
  const before = find.toast(page).getByRole("button", { name: "Close" });
  if (await before.isVisible()) await before.click();
  await page.getByRole("button", { name: /^(Download everything now|Go on|Check every file)$/ }).first().click();
  await isWhole(page);
}

/** What lies in the database of assets, by hash: how long each file is. */
function lying(page) {
  return page.evaluate(async () => {
    const ask = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await ask(indexedDB.open("farlantern-assets"));
    const store = database.transaction("files").objectStore("files");
    const [keys, files] = await Promise.all([ask(store.getAllKeys()), ask(store.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((key, at) => [key, files[at].length]));
  });
}

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
const sum = (assets) => assets.reduce((sum, { bytes }) => sum + bytes, 0);

law("what is downloaded is kept and told by kind, and no second visit asks for it", async ({ arrive }) => {
  const { visitor, page, asked } = await onStorage(arrive);
  const assets = await manifest(visitor);
  const all = sum(assets);
  await page.getByText(`0 of ${assets.length} files.`).waitFor();
  assert.equal(await find.button(page, "Free this space").isDisabled(), true, "there is nothing to free");
  await takePictures(page, "storage-empty");
  await fetchAll(page);
  assert.deepEqual([...asked].sort(), assets.map(({ path }) => `/assets/${path}`).sort(), "each file once");
  assert.equal(Object.keys(await lying(page)).length, assets.length);

  await panel(page).getByText(`${size(all)} of ${size(all)}`).waitFor();
  await page.getByText(`${assets.length} of ${assets.length} files.`).waitFor();
  for (const [word, kinds] of [["Models", ["model"]], ["Sounds", ["sound"]], ["Pictures", ["picture", "texture"]]]) {
    const row = panel(page).getByRole("row", { name: word });
    const told = await row.getByRole("cell").allInnerTexts();
    const expected = sum(assets.filter(({ kind }) => kinds.includes(kind)));
    assert.deepEqual(told, [size(expected), size(expected)], word);
  }
  await takePictures(page, "storage-kept");

  asked.length = 0;
  await visitor.reload();
  await fetchAll(page);
  assert.deepEqual(asked, [], "everything is in this browser");
});

law("a cancelled download goes on where it was", async ({ arrive }) => {
  const { visitor, page, asked } = await onStorage(arrive);
  const assets = await manifest(visitor);
  // The largest file is held back, so that the download is still going on when it is cancelled.
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const large = assets.find(({ id }) => id === "star/corona");
  await page.route(`**/assets/${large.path}`, async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  await download(page).click();
  await hasCome(page, 5_000_000);
  assert.match(await panel(page).locator(".progress-bytes").innerText(), /^\d+\.\d MB of \d+\.\d MB$/);
  assert.match(await panel(page).locator(".progress-name").innerText(), /^[a-z]+, [a-z0-9 ]+$/);
  await takePictures(page, "storage-downloading");
  await find.button(page, "Cancel").click();
  await page.getByText("Stopped. What has come by then is kept.").first().waitFor();
  await find.button(page, "Go on").and(page.locator(":focus")).waitFor();
  await takePictures(page, "storage-stopped");
  release();
  await page.unroute(`**/assets/${large.path}`);
  const before = await lying(page);
  assert.ok(Object.keys(before).length > 0 && Object.keys(before).length < assets.length);

  asked.length = 0;
  await find.button(page, "Go on").click();
  await isWhole(page);
  const missing = assets.filter(({ sha256 }) => !(sha256 in before));
  assert.deepEqual([...asked].sort(), missing.map(({ path }) => `/assets/${path}`).sort(), "only what was missing");
});

law("leaving the page stops the download, and keeps what has come", async ({ arrive }) => {
  const { visitor, page, asked } = await onStorage(arrive);
  const assets = await manifest(visitor);
  await page.route(FILES, async (route) => {
    if (asked.length > 40) return;
    await route.continue();
  });
  await download(page).click();
  await hasCome(page, 1_000_000);
  await find.about(page).click();
  await check.hasHeading(page, "What Farlantern is");
  await page.unroute(FILES);
  const before = asked.length;
  await page.goBack();
  await bar(page).waitFor();
  await page.getByText(/^[1-9]\d* of \d+ files\. The rest is/).waitFor();
  assert.equal(asked.length, before, "nothing was asked for meanwhile");
  assert.ok(before < assets.length);
});

law("a file that was damaged in the browser is fetched again", async ({ arrive }) => {
  const { visitor, page, asked } = await onStorage(arrive);
  const assets = await manifest(visitor);
  await fetchAll(page);
  const hurt = assets.find(({ id }) => id === "figure/elf") ?? assets[0];
  await page.evaluate(async (key) => {
    const ask = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await ask(indexedDB.open("farlantern-assets"));
    const store = database.transaction("files", "readwrite").objectStore("files");
    const file = await ask(store.get(key));
    file[file.length >> 1] ^= 1;
    await ask(store.put(file, key));
    database.close();
  }, hurt.sha256);
  asked.length = 0;
  await fetchAll(page);
  assert.deepEqual(asked, [`/assets/${hurt.path}`]);
  if (!LONG) return;
  await visitor.reload();
  asked.length = 0;
  await fetchAll(page);
  assert.deepEqual(asked, []);
});

law("freeing asks first, takes the files alone, and they come again", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Odda Copperkeel");
  await visitor.open("/storage");
  await bar(page).waitFor();
  const count = (await manifest(visitor)).length;
  await fetchAll(page);
  await find.button(page, "Free this space").click();
  const dialog = page.getByRole("dialog", { name: "Remove the game's files from this browser?" });
  await dialog.getByText("Nothing you earned is lost").waitFor();
  await dialog.getByRole("button", { name: "Keep the files" }).click();
  assert.equal(Object.keys(await lying(page)).length, count);

  await find.button(page, "Free this space").click();
  await dialog.getByRole("button", { name: "Free this space" }).click();
  await find.toast(page).getByText("The space is free again.").waitFor();
  await page.getByText(`0 of ${count} files.`).waitFor();
  assert.deepEqual(await lying(page), {});

  await fetchAll(page);
  assert.equal(Object.keys(await lying(page)).length, count);
  await visitor.open(`/characters/${id}`);
  await check.hasHeading(page, "Odda Copperkeel");
  await find.button(page, "Retire").and(page.locator(":enabled")).waitFor();
});

law("a connection that is lost in the middle has a sentence and a way on", async ({ arrive }) => {
  const { visitor, page, asked } = await onStorage(arrive);
  visitor.forgive(NO_NETWORK);
  const assets = await manifest(visitor);
  let lost = false;
  await page.route(FILES, async (route) => {
    if (asked.length > 60) {
      if (!lost) await act.goOffline(visitor);
      lost = true;
      await route.abort("internetdisconnected");
    } else await route.continue();
  });
  await download(page).click();
  await panel(page).locator(".fault", { hasText: "The connection was lost." }).waitFor();
  await check.isMarked(page, "offline");
  await panel(page).getByText("Downloading the rest needs the server.").waitFor();
  await takePictures(page, "storage-lost");
  // Where nothing can be asked, another try says the same again.
  await find.button(page, "Go on").click();
  await panel(page).locator(".fault", { hasText: "The connection was lost." }).waitFor();

  await page.unroute(FILES);
  await act.goOnline(visitor);
  await check.isMarked(page, "online");
  await panel(page).getByText("Downloading the rest needs the server.").waitFor({ state: "detached" });
  await find.button(page, "Go on").click();
  await isWhole(page);
  assert.equal(Object.keys(await lying(page)).length, assets.length);
});

law("offline, what is kept is told and can be looked through", async ({ arrive }) => {
  const { visitor, page } = await onStorage(arrive);
  visitor.forgive(NO_NETWORK);
  await fetchAll(page);
  await find.about(page).click();
  await act.goOffline(visitor);
  await page.goBack();
  await find.notice(page, "What is kept here is there without a network.").waitFor();
  await takePictures(page, "storage-offline");
  await fetchAll(page);
  await act.goOnline(visitor);
  await find.notice(page, "What is kept here is there").waitFor({ state: "detached" });
});

law("offline, a browser that never asked says so", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(NO_NETWORK);
  const { page } = visitor;
  await visitor.open("/settings");
  await act.goOffline(visitor);
  await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Storage" }).click();
  await find.notice(page, "This browser has not asked yet what there is.").waitFor();
  await act.goOnline(visitor);
  await bar(page).waitFor();
});

law("a browser that keeps nothing says why, and what it means", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(/A database cannot be opened/);
  const { page } = visitor;
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...words) {
      if (!window.name) throw new DOMException("Blocked", "SecurityError");
      return open.apply(this, words);
    };
  });
  await visitor.open("/storage");
  const told = find.notice(page, "Nothing can be kept here");
  await told.waitFor();
  await page.getByText("You can still look around").waitFor();
  assert.equal(await page.getByRole("button", { name: /Download|Free|Ask it/ }).count(), 0, "no button that does nothing");
  await takePictures(page, "storage-blocked");
  await check.isWellMade(page, [DESK, PHONE]);
  // A name that outlives the reload stands for a browser that keeps things again.
  await page.evaluate(() => (window.name = "open"));
  await told.getByRole("button", { name: "Try again" }).click();
  await bar(page).waitFor();
});

law("a full disk has a sentence, and what fits is kept", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(/A database failed/);
  const { page } = visitor;
  await chooseTheme(visitor, "dark");
  await page.addInitScript(fillUp, 4_000_000);
  await visitor.open("/storage");
  const assets = await manifest(visitor);
  await download(page).click();
  const fault = panel(page).locator(".fault", { hasText: "This browser's storage for the game is full." });
  await fault.waitFor();
  await fault.getByText("What did not fit is fetched when it is needed.").waitFor();
  const kept = Object.keys(await lying(page)).length;
  assert.ok(kept > 0 && kept < assets.length, `${kept} files are kept`);
  assert.ok((await bar(page).evaluate((it) => it.position)) < 0.5, "the bar tells what is kept");
  await takePictures(page, "storage-full");
  await page.evaluate(() => window.makeRoom());
  await find.button(page, "Go on").click();
  await isWhole(page);
  assert.equal(Object.keys(await lying(page)).length, assets.length);
});

law("a server without files says so", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(/404/);
  const { page } = visitor;
  const error = { code: "ASSETS_MISSING", message: "This server has nothing to show yet." };
  await page.route("**/api/v1/assets/manifest", (route) =>
    route.fulfill({ status: 404, json: { success: false, error, meta: { timestamp: 0, version: "" } } }),
  );
  await visitor.open("/storage");
  await find.notice(page, error.message).waitFor();
  assert.equal(await download(page).count(), 0);
});

law("what the browser answers when it is asked to keep everything is told", async ({ arrive }) => {
  for (const promises of [false, true]) {
    const visitor = await arrive();
    const { page } = visitor;
    await page.addInitScript((promises) => {
      let promised = false;
      StorageManager.prototype.persisted = async () => promised;
      StorageManager.prototype.persist = async () => (promised = promises);
    }, promises);
    await visitor.open("/storage");
    await page.locator("#room").getByText("None yet").waitFor();
    await find.button(page, "Ask it to keep everything").click();
    if (promises) {
      await page.locator("#room").getByText("This browser will not clear it by itself").waitFor();
      assert.equal(await find.button(page, "Ask it to keep everything").count(), 0);
    } else {
      await page.locator("#room").getByText("The browser makes no promise yet.").waitFor();
    }
  }
});

law("everything on the page is done by keyboard alone, and shuts nobody out", async ({ arrive }) => {
  const { visitor, page } = await onStorage(arrive);
  const reach = async (word) => {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      if (await page.evaluate((word) => document.activeElement.textContent.trim() === word, word)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`never reached: ${word}`);
  };
  await check.isWellMade(page, [DESK, PHONE]);
  await reach("Download everything now");
  await page.keyboard.press("Enter");
  await isWhole(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Check every file", "the focus stays");
  await reach("Free this space");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await find.toast(page).getByText("The space is free again.").waitFor();
  await check.isWellMade(page, [DESK, PHONE]);
});
