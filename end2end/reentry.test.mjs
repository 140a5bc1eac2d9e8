// A browser that loses its key while it is logged in comes back by itself, with all that is its own;
// its person and the other devices are told, and whoever has logged out is not brought back.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { until } from "./fixture/patience.mjs";
import { takePicture } from "./fixture/picture.mjs";
import { PHONE } from "./fixture/visitor.mjs";

const law = ground();

const TOLD = "This browser had lost its key and came back by itself, with a new one.";
const LOST = "This browser has lost the key it had before";
/** A connection that is left takes its requests with it. */
const LEFT = /WebSocket connection to .* failed/;

const files = (page) =>
  page.evaluate(async () => {
    const names = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names;
  });

/** What the account's statements say, oldest first. */
async function claims(visitor) {
  const { data } = await visitor.api("/account");
  return data.links.map(({ signed }) => {
    const text = Buffer.from(signed.bytes, "base64url").toString();
    return Object.keys(JSON.parse(text.slice(text.indexOf("\0") + 1)).claim)[0];
  });
}

/** A browser with a character, whose re-entry key is kept. */
async function atHome(arrive, name, settings) {
  const owner = await arrive(settings);
  owner.forgive(LEFT);
  await act.makeCharacter(owner, name);
  await until("a re-entry key", async () => (await claims(owner)).includes("add_reentry"));
  assert.equal((await files(owner.page)).length, 1);
  return owner;
}

/** The browser clears its database, and the small storage too if `all` says so. */
async function loseStorage({ page, context, server }, all = false) {
  await page.goto("about:blank");
  const browser = await context.newCDPSession(page);
  const storageTypes = all ? "indexeddb,local_storage" : "indexeddb";
  await browser.send("Storage.clearDataForOrigin", { origin: new URL(server.url).origin, storageTypes });
  await browser.detach();
}

law("a browser that lost its key comes back by itself, and the other device is told", async ({ arrive }) => {
  const owner = await atHome(arrive, "Maren Oake");
  const other = await arrive({ viewport: PHONE });
  await act.letIn(owner, other);
  await until("the other's re-entry key", async () => {
    return (await claims(owner)).filter((it) => it === "add_reentry").length === 2;
  });
  await loseStorage(owner);
  await owner.open("/characters");
  await find.toast(owner.page).getByText(TOLD).waitFor();
  await find.card(owner.page, "Maren Oake").waitFor();
  await takePicture(owner.page, "reentry.back");
  assert.equal(await owner.page.getByText(LOST).count(), 0);
  // Told where it matters: on the other device, and not on this one.
  const news = other.page.getByText("Your keys have changed.");
  await news.waitFor();
  await other.page.getByText("Its browser lost its key, and came back with a new one").first().waitFor();
  await takePicture(other.page, "reentry.told");
  assert.equal(await owner.page.getByText("Your keys have changed.").count(), 0);
  // One device stands where the lost one stood; it does what that one did.
  await owner.open("/settings");
  await owner.page.locator(".device", { has: owner.page.getByText("This device", { exact: true }) }).waitFor();
  assert.equal(await owner.page.locator(".device").count(), 2);
  await takePicture(owner.page, "reentry.devices");
  assert.equal((await claims(owner)).filter((it) => it === "reenter").length, 1);
  await owner.open("/characters");
  await find.card(owner.page, "Maren Oake").getByRole("link").first().click();
  await act.rename(owner.page, "Maren Ashbell");
  // And it can come back once more.
  await until("another re-entry key", async () => {
    return (await claims(owner)).filter((it) => it === "add_reentry").length === 3;
  });
  await loseStorage(owner, true);
  await owner.open("/characters");
  await find.toast(owner.page).getByText(TOLD).waitFor();
  await find.card(owner.page, "Maren Ashbell").waitFor();
  await owner.reload();
  assert.equal(await owner.page.getByText(TOLD).count(), 0, "said once");
});

law("without a session nobody comes back, and the page says what to do", async ({ arrive }) => {
  const owner = await atHome(arrive, "Corin Deepward");
  await loseStorage(owner);
  await owner.context.clearCookies();
  owner.forgive(/auth\/session/, /answer 401/);
  await owner.open("/characters");
  await owner.page.getByText(LOST).waitFor();
  assert.deepEqual(await files(owner.page), [], "a file that never opens any more goes");
  await owner.open("/settings");
  await owner.page.getByRole("heading", { name: "If this browser loses its storage" }).waitFor();
  await owner.page.getByText("the browser mostly comes back by itself").waitFor();
  await takePicture(owner.page, "reentry.words");
});

law("whoever has logged out is not brought back", async ({ arrive }) => {
  const owner = await atHome(arrive, "Selda Fairbell");
  await act.logOut(owner);
  assert.deepEqual(await files(owner.page), []);
  await loseStorage(owner, true);
  await owner.open("/characters");
  await find.maker(owner.page).waitFor();
  assert.equal(await find.card(owner.page, "Selda Fairbell").count(), 0);
});

law("logging out and in again keeps the same re-entry key", async ({ arrive }) => {
  const owner = await atHome(arrive, "Brella Saltmark");
  const before = await claims(owner);
  await act.logOut(owner);
  await act.logIn(owner.page);
  await until("the file", async () => (await files(owner.page)).length === 1);
  assert.deepEqual(await claims(owner), before);
  await loseStorage(owner);
  await owner.open("/characters");
  await find.card(owner.page, "Brella Saltmark").waitFor();
});
