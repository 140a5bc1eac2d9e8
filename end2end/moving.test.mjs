// The server gets a new public address. What a browser keeps for the old one comes along by itself:
// keys, accounts, what waits and how one likes it; the old key is turned away, and nobody who only
// sends somebody to these pages gets anything by it.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { takePicture } from "./fixture/picture.mjs";
import { Player } from "./fixture/player.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();

/** What a page says that is left in the middle of something, or has no server for a moment. */
const LEFT = [/WebSocket connection to .* failed/, /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)/];
/** What the server says to a key that it has turned away. */
const TURNED_AWAY = [/answer 40[13]/, /status of 40[13]/];

const addresses = (server) => [server.called("127.0.0.1"), server.called("localhost")];

/** The server under the old address alone. */
const settle = (server) => server.resettle({ FARLANTERN_PUBLIC_URL: "", FARLANTERN_FORMER_URLS: "" });

/** The server gets its new address. */
function move(server) {
  const [old, home] = addresses(server);
  return server.resettle({ FARLANTERN_PUBLIC_URL: home, FARLANTERN_FORMER_URLS: old });
}

/** Somebody with a character at the old address. */
async function settler(arrive, server, name, settings) {
  await settle(server);
  const visitor = await arrive(settings);
  visitor.forgive(...LEFT);
  const id = await act.makeCharacter(visitor, name);
  return { visitor, page: visitor.page, id };
}

/** Opens an address, and waits until the way ends at a path of the new one. */
async function comeTo(page, address, home, path) {
  await page.goto(address);
  await page.waitForURL(`${home}${path}`);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

/** What the account's statements say, in their order. */
async function claims(visitor, page = visitor.page) {
  const { data } = await visitor.api("/account", page);
  const said = ({ signed }) => {
    const bytes = Buffer.from(signed.bytes, "base64url").toString();
    return JSON.parse(bytes.slice(bytes.indexOf("\0") + 1)).claim;
  };
  return { claims: data.links.map(said), key: data.key };
}

const fragment = (message) => `moving=${Buffer.from(JSON.stringify(message)).toString("base64url")}`;

const stopped = (page) => find.notice(page, "The way to the new address was broken off");

law("what a browser keeps comes along, and the old key is turned away", async ({ server, arrive }) => {
  const { visitor, page, id } = await settler(arrive, server, "Maren Oake");
  const [old, home] = addresses(server);
  await find.themeButton(page).click();
  await act.goOffline(visitor);
  await act.writeName(page, "Maren Ashbell");
  await page.locator('.strip .mark[data-state="waiting"]').waitFor();
  // The page that knows of the change is gone before the server is back.
  await page.goto("about:blank");
  await move(server);
  await act.goOnline(visitor);

  await comeTo(page, `${old}/characters/${id}`, home, `/characters/${id}`);
  await check.hasHeading(page, "Maren Ashbell");
  await find.toast(page).getByText("You are at the new address").waitFor();
  assert.equal(await page.locator("html").getAttribute("data-theme"), "vellum");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
  const { claims: said, key } = await claims(visitor);
  const first = said[0].open.key;
  const added = said.find((it) => it.add_key).add_key.key;
  assert.equal(key, added);
  assert.deepEqual(said.filter((it) => it.revoke_key), [{ revoke_key: { key: first } }]);
  assert.equal(await page.getByText("Your keys have changed.").count(), 0, "that is no news to who moved");
  // Everything goes on at the new address.
  await act.rename(page, "Maren at Home");

  // From now on the old address leads straight home: its key is tried, and is turned away.
  visitor.forgive(...TURNED_AWAY);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url())));
  await comeTo(page, `${old}/about`, home, "/about");
  assert.equal(asked.some((it) => it.origin === home && it.pathname === "/move"), false);
});

law("a change that the old address could not send is sent from the new one", async ({ server, arrive }) => {
  const { visitor, page, id } = await settler(arrive, server, "Corin Deepward");
  const [old, home] = addresses(server);
  visitor.forgive(/425/);
  await page.route(`${old}/api/v1/commands`, (route) => {
    const error = { code: "PARKED", message: "This change was made with newer rules." };
    return route.fulfill({ status: 425, json: { success: false, error, meta: {} } });
  });
  await act.writeName(page, "Corin Carried");
  await page.locator('.strip .mark[data-state="waiting"]').waitFor();
  await move(server);
  await comeTo(page, `${old}/characters/${id}`, home, `/characters/${id}`);
  await check.hasHeading(page, "Corin Carried");
  await check.isMarked(page, "online");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("a way that breaks off says so, can be gone again, and leaves the old address to read", async ({ server, arrive }) => {
  const { visitor, page, id } = await settler(arrive, server, "Selda Fairbell");
  const [old, home] = addresses(server);
  visitor.forgive(/status of 503/, /answer 503/);
  await move(server);
  await page.route(`${old}/api/v1/account/statements`, (route) => route.abort("connectionrefused"), { times: 1 });
  await page.goto(`${old}/characters/${id}`);
  await stopped(page).waitFor();
  for (const [name, size] of [["desk", DESK], ["phone", PHONE]]) {
    await page.setViewportSize(size);
    await takePicture(page, `moving-stopped.dark.${name}`);
  }
  await check.isWellMade(page, [DESK, PHONE]);
  assert.equal(await find.button(page, "Try again").count(), 1);

  // To read, and to come back from there.
  await find.link(page, "Stay here and read").click();
  await find.door(page, "Characters").click();
  await find.card(page, "Selda Fairbell").waitFor();
  const news = find.notice(page, "This is the old address");
  await news.waitFor();
  await takePicture(page, "moving-old-address.dark.phone");
  await check.isWellMade(page, [DESK, PHONE]);
  // The server goes away and comes back in between.
  await server.kill();
  await server.start();
  await news.getByRole("link", { name: "Go to the new address" }).click();
  await page.waitForURL(`${home}/characters`);
  await find.card(page, "Selda Fairbell").waitFor();
  assert.equal((await claims(visitor)).claims.filter((it) => it.add_key).length, 1);
});

// Every request on the way is one after which the page can be gone: done by the server, and heard by
// nobody.
const CUTS = { short: /POST .*statements$/, long: /./ };

law("a way that is cut after any request is gone to its end by the page that is loaded anew", async ({ server, arrive }) => {
  const worth = LONG ? CUTS.long : CUTS.short;
  let cut = null;
  for (let place = 0; cut !== "whole"; place += 1) {
    const { visitor, page, id } = await settler(arrive, server, `Halda the ${place + 1}.`);
    const [old, home] = addresses(server);
    visitor.forgive(...TURNED_AWAY, /ERR_ABORTED/, /Failed to fetch/);
    await move(server);
    cut = await comeToWithCut(page, `${old}/characters/${id}`, `${home}/characters/${id}`, worth, place);
    await check.hasHeading(page, `Halda the ${place + 1}.`);
    await check.isMarked(page, "online");
    const { claims: said, key } = await claims(visitor);
    const [first, ...others] = said.filter((it) => it.open || it.add_key).map((it) => (it.open ?? it.add_key).key);
    const gone = said.filter((it) => it.revoke_key).map((it) => it.revoke_key.key);
    assert.ok(gone.includes(first), `the old key is turned away (${cut})`);
    assert.deepEqual(others.filter((it) => !gone.includes(it)), [key], `one key is left (${cut})`);
    assert.equal(others.length, 1, `one key was made (${cut})`);
    assert.ok(place < 60, "the way has an end");
    await visitor.context.close();
  }
});

/** Goes the way, and loads the page anew once one request that is worth it has been done; tells
 *  which, or that there were not so many. */
async function comeToWithCut(page, from, to, worth, place) {
  let count = 0;
  let cut = "whole";
  await page.route(/\/api\/v1\//, async (route) => {
    const request = route.request();
    const asked = `${request.method()} ${new URL(request.url()).pathname}`;
    if (!worth.test(asked) || count++ !== place) return route.continue();
    cut = asked;
    await route.fetch();
    // The request goes with its page.
    await page.reload();
  });
  // The way goes on from page to page before the first one is done.
  await page.goto(from).catch(() => {});
  await page.waitForURL(to);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  return cut;
}

law("who logged out is asked before the key is used", async ({ server, arrive }) => {
  const { visitor, page } = await settler(arrive, server, "Alda Keelwright");
  const [old, home] = addresses(server);
  await act.logOut(visitor);
  await move(server);
  await page.goto(`${old}/characters`);
  await find.notice(page, "You logged out at the old address").waitFor();
  await takePicture(page, "moving-logged-out.dark.desk");
  await check.isWellMade(page, [DESK, PHONE]);
  await find.button(page, "Log in and take it along").click();
  await page.waitForURL(`${home}/characters`);
  await find.card(page, "Alda Keelwright").waitFor();
});

/** Ways to write the address of another site where a path of this one is expected. */
const ELSEWHERE = ["/\\evil.example", "javascript:alert(1)", "//evil.example", "https://evil.example/", "/%09/evil.example"];

law("who has nothing at the old address goes straight home, to a page of this site only", async ({ server, arrive }) => {
  await settle(server);
  const visitor = await arrive();
  const { page } = visitor;
  await move(server);
  const [old, home] = addresses(server);
  await comeTo(page, `${old}/settings?x=1#devices`, home, "/settings?x=1#devices");
  for (const to of LONG ? ELSEWHERE : ELSEWHERE.slice(0, 2)) {
    await comeTo(page, `${old}/move?to=${encodeURIComponent(to)}`, home, "/");
    await page.goto(`${home}/move?to=${encodeURIComponent(to)}`);
    await page.getByText("You are at the new address already").waitFor();
    await find.link(page, "Go on").click();
    await page.waitForURL(`${home}/`);
  }
  // Who comes here first is told of the old address.
  await visitor.page.goto(`${home}/characters`);
  await page.getByText("Farlantern had another address before").waitFor();
  await takePicture(page, "moving-came-from.dark.desk");
});

law("nobody is moved by the words of another site", async ({ server, arrive }) => {
  const { visitor, page } = await settler(arrive, server, "Mara Wickbell");
  const [old, home] = addresses(server);
  const { account } = (await visitor.api("/account")).data;
  await move(server);
  const thief = await Player.begin(home);
  const state = "ab".repeat(32);
  const said = [];
  page.on("request", (it) => it.url().endsWith("/account/statements") && said.push(it.url()));

  // A consent of the thief's, brought to the old address: nobody asked for it.
  const word = { account, server: thief.about.key, made_at: Date.now().toString() };
  const consent = thief.sign("consent", word);
  await page.goto(`${old}/move#${fragment({ consent: { state, consent } })}`);
  await stopped(page).waitFor();
  assert.equal(new URL(page.url()).hash, "", "the word does not stay in the address");
  assert.deepEqual(said, []);

  // The thief's account, announced at the new address: the way leads to the old one, and ends.
  const small = { theme: "", look: "", shortcuts: null };
  const hello = { state, account: thief.account, former: 0, to: "/", small, rows: [], place: 1, more: false, late: false };
  await page.goto(`${home}/move#${fragment({ hello })}`);
  await page.waitForURL(`${old}/move`);
  await stopped(page).waitFor();
  visitor.forgive(...TURNED_AWAY);
  await page.goto(`${home}/move#${fragment({ joined: { state } })}`);
  await stopped(page).waitFor();
  await check.isWellMade(page, [DESK, PHONE]);
  // An address that the server does not name.
  await page.goto("about:blank");
  await page.goto(`${home}/move#${fragment({ hello: { ...hello, former: 1 } })}`);
  await stopped(page).waitFor();
  assert.equal(new URL(page.url()).origin, home);
  assert.deepEqual(said, []);
  assert.equal((await visitor.api("/auth/session")).status, 401, "nobody was logged in here");

  // And the way of one's own is as good as before.
  await comeTo(page, `${old}/characters`, home, "/characters");
  await find.card(page, "Mara Wickbell").waitFor();
  const now = await claims(visitor);
  assert.equal(now.claims.filter((it) => it.add_key).length, 1);
  // The same words once more, now that there is an account here: it stays, and so does its key.
  await page.goto(`${home}/move#${fragment({ hello: { ...hello, account, state: "cd".repeat(32) } })}`);
  await page.waitForURL(`${old}/move`);
  await stopped(page).waitFor();
  await page.goto(`${home}/move#${fragment({ joined: { state: "cd".repeat(32) } })}`);
  await stopped(page).waitFor();
  await page.goto(`${home}/characters`);
  await find.card(page, "Mara Wickbell").waitFor();
  assert.deepEqual(await claims(visitor), now);
});
