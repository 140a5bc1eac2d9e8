// What the server tells the browser to trust: nothing but itself, and cookies that stay at home.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import { ground } from "./fixture/law.mjs";
import { PLACES } from "./fixture/place.mjs";
import { Player, newStream } from "./fixture/player.mjs";

const law = ground();

/** Every page as it comes, to a player with a character. */
async function everyPage(server, arrive) {
  const player = await Player.begin(server.url);
  const id = newStream();
  await player.send(player.create(id, "Mara Wickbell"));
  const visitor = await arrive();
  await visitor.context.addCookies(player.cookies());
  const ids = { active: id, retired: id };
  const asked = PLACES.map(async ([place, , path]) => [place, await visitor.context.request.get(path(ids))]);
  return Promise.all(asked);
}

const parts = (policy) =>
  Object.fromEntries(
    policy.split(";").map((part) => {
      const [name, ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );

law("every page comes with a strict policy and a nonce of its own", async ({ server, arrive }) => {
  const nonces = new Set();
  for (const [place, answer] of await everyPage(server, arrive)) {
    const headers = answer.headers();
    const policy = parts(headers["content-security-policy"]);
    assert.deepEqual(policy["default-src"], ["'none'"], place);
    const scripts = policy["script-src"];
    assert.ok(!scripts.includes("'unsafe-inline'") && !scripts.includes("'unsafe-eval'"), place);
    assert.ok(scripts.includes("'wasm-unsafe-eval'"), place);
    assert.ok(!policy["style-src"].includes("'unsafe-inline'"), place);
    assert.deepEqual(policy["frame-ancestors"], ["'none'"], place);
    assert.deepEqual(policy["object-src"], ["'none'"], place);
    assert.equal(headers["x-content-type-options"], "nosniff", place);
    assert.equal(headers["x-frame-options"], "DENY", place);
    const nonce = scripts.find((it) => it.startsWith("'nonce-"));
    assert.ok(nonce && !nonces.has(nonce), `${place} has a nonce of its own`);
    nonces.add(nonce);
  }
  // Whether a page breaks its policy is looked for in every law, at its end.
});

law("no page carries a style or a script that its policy would refuse", async ({ server, arrive }) => {
  for (const [place, answer] of await everyPage(server, arrive)) {
    const html = await answer.text();
    assert.ok(!/<[^>]+\sstyle=/i.test(html), `${place} has a style attribute`);
    assert.ok(!/<style/i.test(html), `${place} has a style element`);
    assert.ok(!/<[^>]+\son[a-z]+=/i.test(html), `${place} has a handler attribute`);
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) assert.match(tag, /nonce=|src=/, place);
  }
});

law("everything is loaded from the server itself", async ({ server, arrive }) => {
  const visitor = await arrive();
  const elsewhere = [];
  visitor.page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith("data:")) elsewhere.push(request.url());
  });
  for (const path of ["/", "/characters", "/about"]) await visitor.open(path);
  await act.makeCharacter(visitor, "Wrena Moonward");
  assert.deepEqual(elsewhere, []);
});

law("the cookies of a session stay at home and out of sight", async ({ arrive }) => {
  const visitor = await arrive();
  await act.makeCharacter(visitor, "Sela Ambermark");
  await visitor.page.getByRole("button", { name: "Vellum theme" }).click();
  const cookies = (await visitor.context.cookies()).sort((a, b) => a.name.localeCompare(b.name));
  const flags = cookies.map((it) => [it.name, it.httpOnly, it.secure, it.sameSite, it.path, it.domain]);
  assert.deepEqual(flags, [
    ["__Host-farlantern", true, true, "Lax", "/", "127.0.0.1"],
    ["__Host-farlantern_browser", true, true, "Lax", "/", "127.0.0.1"],
    ["theme", false, false, "Lax", "/", "127.0.0.1"],
  ]);
  const aYear = Date.now() / 1000 + 31_536_000;
  const theme = cookies.find(({ name }) => name === "theme");
  assert.ok(Math.abs(theme.expires - aYear) < 300, "the theme is kept for a year");
  assert.equal(await visitor.page.evaluate(() => document.cookie), "theme=vellum");
});

law("a page of a person is kept by no cache", async ({ arrive }) => {
  const visitor = await arrive();
  const id = await act.makeCharacter(visitor, "Jora Galehand");
  for (const path of ["/", "/characters", `/characters/${id}`]) {
    const headers = await (await visitor.open(path)).allHeaders();
    assert.equal(headers["cache-control"], "no-store", path);
  }
});
