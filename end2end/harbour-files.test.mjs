// What the harbour is made of: fetched once, checked always, and no trouble on the way is the end of it.
import assert from "node:assert/strict";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import * as harbour from "./fixture/harbour.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground({ stage: true });

/** What the harbour is made of. The painted one comes with the page, and the page is done when it is there. */
const FILES = /\/assets\/(?!picture\/|manifest)/;
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)/;
/** So many files come before the way is cut. */
const COME = 12;
/** So many are fetched at a time. */
const AT_ONCE = 4;
const DAMAGES = ["a bit has turned", "its end is missing", "it is no file at all"];

const coming = (page) => page.locator(".world-coming");

/** Somebody for whom nothing is drawn. `asked` hears the path of every file that goes over the network. */
async function prepare(arrive) {
  const { visitor, page } = await harbour.prepare(arrive, { blind: true });
  const asked = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (FILES.test(pathname)) asked.push(pathname);
  });
  return { visitor, page, asked };
}

/** Whatever below /assets comes over the network and from no cache of the browser, the painting too. */
async function overNetwork(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const kept = new Set();
  const paths = [];
  devtools.on("Network.requestServedFromCache", ({ requestId }) => kept.add(requestId));
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    const { pathname } = new URL(response.url);
    if (!pathname.startsWith("/assets/") || response.fromDiskCache || kept.has(requestId)) return;
    paths.push(pathname);
  });
  return paths;
}

/** Comes to the harbour, where the first files come and the next ones wait. */
async function halfWay(arrive) {
  const { visitor, page, asked } = await prepare(arrive);
  const come = [];
  const held = [];
  let waiting;
  const wait = new Promise((resolve) => (waiting = resolve));
  await page.route(FILES, (route) => {
    const { pathname } = new URL(route.request().url());
    if (come.length < COME) {
      come.push(pathname);
      return route.continue();
    }
    held.push(route);
    if (held.length === AT_ONCE) waiting();
  });
  await visitor.open("/harbour");
  // When every hand waits, all that came before has been taken.
  await wait;
  assert.match(await coming(page).locator(".progress-bytes").innerText(), /^\d+(\.\d)? [kM]B of \d+(\.\d)? [kM]B$/);
  return { visitor, page, asked, come, held };
}

/** Goes on, and brings the rest and nothing twice. */
async function goOn(page, asked, come) {
  await page.unroute(FILES);
  asked.length = 0;
  const button = find.button(page, "Go on");
  await button.focus();
  await page.keyboard.press("Enter");
  await harbour.shown(page);
  await coming(page).waitFor({ state: "detached" });
  assert.ok(asked.length > COME, `${asked.length} were missing`);
  assert.deepEqual(asked.filter((it) => come.includes(it)), [], "what had come is not fetched again");
  assert.equal(new Set(asked).size, asked.length, "and the rest once");
}

law("a second visit fetches no file", async ({ arrive }) => {
  const { visitor, page, asked } = await prepare(arrive);
  const paths = await overNetwork(page);
  await visitor.open("/harbour");
  await harbour.shown(page);
  assert.ok(asked.length > 20, `${asked.length} files`);
  assert.equal(new Set(asked).size, asked.length, "each once");
  assert.ok(paths.length > asked.length, "and the painting");
  asked.length = 0;
  paths.length = 0;
  await visitor.reload();
  await harbour.shown(page);
  for (const [view] of harbour.SPOTS) {
    await visitor.open(`/harbour?view=${view}`);
    await harbour.shown(page);
  }
  assert.deepEqual([...asked, ...paths], []);
});

law("a file that was damaged in the browser is fetched again, and the harbour comes", async ({ arrive }) => {
  const { visitor, page, asked } = await prepare(arrive);
  await visitor.open("/harbour");
  await harbour.shown(page);
  const fetched = [...asked];
  // Where nobody holds the files.
  await visitor.open("/about");
  const { data } = await visitor.api("/assets/manifest");
  const hurt = data.assets.filter(({ path }) => fetched.includes(`/assets/${path}`)).slice(0, DAMAGES.length);
  await page.evaluate(damage, hurt.map(({ sha256 }) => sha256));
  asked.length = 0;
  await visitor.open("/harbour");
  await harbour.shown(page);
  assert.deepEqual([...asked].sort(), hurt.map(({ path }) => `/assets/${path}`).sort());
  asked.length = 0;
  await visitor.reload();
  await harbour.shown(page);
  assert.deepEqual(asked, [], "and is whole from then on");
});

law("a connection that breaks is told of, and going on brings the rest alone", async ({ arrive }) => {
  const { visitor, page, asked, come, held } = await halfWay(arrive);
  visitor.forgive(NO_NETWORK);
  await page.route(FILES, (route) => route.abort("internetdisconnected"));
  for (const route of held) await route.abort("internetdisconnected");
  const fault = coming(page).locator(".fault");
  assert.equal(await fault.innerText(), "The server cannot be reached just now.");
  await goOn(page, asked, come);
});

law("a server that cannot be reached at all is told of, and the page can be used", async ({ arrive }) => {
  const { visitor, page } = await prepare(arrive);
  visitor.forgive(NO_NETWORK);
  await page.route("**/api/v1/assets/manifest", (route) => route.abort("internetdisconnected"));
  await visitor.open("/harbour");
  await coming(page).locator(".fault").waitFor();
  await find.link(harbour.places(page), "Shop").click();
  await harbour.sentence(page).getByText("The shop.").waitFor();
  await page.unroute("**/api/v1/assets/manifest");
  await find.button(page, "Go on").click();
  await harbour.shown(page);
});

law("a download that is cancelled goes on where it was", async ({ arrive }) => {
  const { page, asked, come, held } = await halfWay(arrive);
  const before = asked.length;
  await find.button(page, "Cancel").click();
  await coming(page).getByText("Stopped. What has come by then is kept.").waitFor();
  assert.equal(asked.length, before, "nothing more was asked for");
  assert.equal(held.length, AT_ONCE);
  await goOn(page, asked, come);
});

law("leaving stops the download, and coming back goes on with it", async ({ arrive }) => {
  const { page, asked, come, held } = await halfWay(arrive);
  const last = held.at(-1).request();
  const stopped = page.waitForEvent("requestfailed", { predicate: (request) => request === last });
  await find.door(page, "Dice").click();
  await check.hasHeading(page, "Dice anyone can check");
  await stopped;
  await page.unroute(FILES);
  asked.length = 0;
  await page.goBack();
  await harbour.shown(page);
  assert.deepEqual(asked.filter((it) => come.includes(it)), [], "what had come is not fetched again");
});

/** Runs in the page: hurts three files, each in its way. */
async function damage([turned, cut, none]) {
  const ask = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await ask(indexedDB.open("farlantern-assets"));
  const store = database.transaction("files", "readwrite").objectStore("files");
  const file = await ask(store.get(turned));
  file[file.length >> 1] ^= 1;
  await ask(store.put(file, turned));
  await ask(store.put((await ask(store.get(cut))).slice(0, -1), cut));
  await ask(store.put("nothing", none));
  database.close();
}
