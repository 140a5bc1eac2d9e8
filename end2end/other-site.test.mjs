// A page of another site can do nothing in a visitor's name, and learns nothing of them: neither
// one under another name, nor one on another port of the same machine, which cookies do not tell
// apart.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import { ground } from "./fixture/law.mjs";
import { Player } from "./fixture/player.mjs";

const law = ground();

let other;
before(async () => {
  const page = "<!DOCTYPE html><title>Another site</title><h1>Another site</h1>";
  other = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(page));
  await new Promise((done) => other.listen(0, "127.0.0.1", done));
});
after(() => other.close());

/** With a question before it, without one, and without asking to read the answer. */
const WAYS = [["application/json", "cors"], ["text/plain", "cors"], ["text/plain", "no-cors"]];

const otherSites = () => ["localhost", "127.0.0.1"].map((host) => `http://${host}:${other.address().port}/`);

/** A visitor with a character, who also has a page of another site open. */
async function lured(arrive, site, name) {
  const visitor = await arrive();
  // The other site's own console is its own trouble.
  visitor.forgive(/./);
  const id = await act.makeCharacter(visitor, name);
  const lure = await visitor.openTab();
  await lure.goto(site);
  return { visitor, id, lure };
}

/** Posts from the other site with the visitor's cookies: the status, or why there was none. */
const post = (lure, url, body, type, mode) =>
  lure.evaluate(
    async ([url, body, type, mode]) => {
      const request = { method: "POST", body, mode, credentials: "include", headers: { "content-type": type } };
      return fetch(url, request).then((answer) => `${answer.type} ${answer.status}`, (why) => why.name);
    },
    [url, body, type, mode],
  );

law("another site cannot log a visitor out", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const { visitor, lure } = await lured(arrive, site, "Alda Keelwright");
    const url = `${server.url}/api/v1/auth/logout`;
    for (const [type, mode] of WAYS) assert.equal(await post(lure, url, "{}", type, mode), "TypeError");
    assert.equal((await visitor.api("/auth/session")).status, 200, "still logged in");
  }
});

law("another site's form is refused", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const { visitor, lure } = await lured(arrive, site, "Berth Northfall");
    const answered = lure.waitForResponse(`${server.url}/api/v1/auth/logout`);
    await lure.evaluate((action) => {
      const form = document.createElement("form");
      Object.assign(form, { action, method: "post", enctype: "text/plain" });
      form.innerHTML = `<input name='{"a":"' value='"}'>`;
      document.body.append(form);
      form.submit();
    }, `${server.url}/api/v1/auth/logout`);
    assert.equal((await answered).status(), 403);
    assert.equal((await visitor.api("/auth/session")).status, 200, "still logged in");
  }
});

law("another site cannot log a visitor in as somebody else", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const { visitor, lure } = await lured(arrive, site, "Carda Starwatch");
    const before = (await visitor.api("/auth/session")).data.account;
    // Somebody else's own login, fresh and not used yet, posted through the visitor's browser.
    const somebody = new Player(server.url);
    await somebody.openAccount();
    const { nonce } = await somebody.post("/auth/challenge", {});
    const login = JSON.stringify({ signed: somebody.signLogin(nonce) });
    const url = `${server.url}/api/v1/auth/verify`;
    for (const [type, mode] of WAYS) await post(lure, url, login, type, mode);
    assert.equal((await visitor.api("/auth/session")).data.account, before);
  }
});

law("another site cannot ask for a challenge in a visitor's name", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const visitor = await arrive();
    visitor.forgive(/./);
    const lure = visitor.page;
    await lure.goto(site);
    const url = `${server.url}/api/v1/auth/challenge`;
    for (const [type, mode] of WAYS) assert.equal(await post(lure, url, "{}", type, mode), "TypeError");
    assert.ok(!(await visitor.context.cookies()).some(({ name }) => name.includes("browser")), "no mark is left");
  }
});

law("another site cannot post a command, not even one that its owner signed", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const { visitor, id, lure } = await lured(arrive, site, "Elin Cindermark");
    // Signed by the visitor's own browser, and taken from it before it was sent.
    let signed;
    await visitor.page.route("**/api/v1/commands", async (route) => {
      signed = route.request().postData();
      await route.abort("connectionrefused");
    }, { times: 1 });
    await act.writeName(visitor.page, "Elin Forged");
    await visitor.page.locator('.strip .mark[data-state="waiting"]').waitFor();
    const url = `${server.url}/api/v1/commands`;
    for (const [type, mode] of WAYS) await post(lure, url, signed, type, mode);
    await check.hasHappened(visitor, id, ["created.v1"]);
  }
});

law("another site can read nothing of a visitor", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const { id, lure } = await lured(arrive, site, "Fara Windward");
    for (const path of ["/api/v1/characters", `/api/v1/characters/${id}`, "/fn/characters", `/characters/${id}`]) {
      const read = await lure.evaluate(
        (url) => fetch(url, { credentials: "include" }).then((answer) => answer.text(), (why) => why.name),
        `${server.url}${path}`,
      );
      assert.equal(read, "TypeError", path);
    }
  }
});

law("another site cannot show a page of ours in a frame", async ({ server, arrive }) => {
  for (const site of otherSites()) {
    const { lure } = await lured(arrive, site, "Gara Ashcrest");
    const frame = await lure.evaluateHandle((src) => {
      const frame = document.createElement("iframe");
      const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
      frame.src = src;
      document.body.append(frame);
      return loaded.then(() => frame);
    }, `${server.url}/characters`);
    const inside = await frame.asElement().contentFrame();
    assert.ok(!(await inside.content()).includes("Farlantern"), "the frame stays empty");
  }
});
