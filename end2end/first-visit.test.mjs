// A stranger comes: a key and a character, without an account to sign up for and nothing to type
// but a name.
import assert from "node:assert/strict";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { makeCharacter } from "./fixture/action.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground();

law("a stranger owns a key and a character after three actions", async ({ arrive }) => {
  const { page } = await arrive();
  await page.goto("/");
  let actions = 0;
  const act = async (action) => {
    actions += 1;
    await action();
  };

  await act(() => find.link(page, "Make your character").click());
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await act(() => find.nameField(page).fill("Wren Saltmark"));
  await act(() => find.button(page, "Make this character").click());
  await check.hasHeading(page, "Wren Saltmark");

  assert.ok(actions <= 3, `${actions} actions`);
});

law("nothing is sent before there is something worth keeping", async ({ arrive }) => {
  const visitor = await arrive();
  const posts = [];
  visitor.page.on("request", (request) => {
    if (request.method() !== "GET") posts.push(request.url());
  });
  await visitor.open("/");
  await visitor.open("/characters");
  await find.account(visitor.page).getByText("Nothing has been sent yet").waitFor();
  assert.deepEqual(posts, []);
  assert.deepEqual(await visitor.context.cookies(), []);
});

law("the key cannot be taken out of the browser", async ({ arrive }) => {
  const visitor = await arrive();
  await makeCharacter(visitor, "Brelo Deepkeel");
  const key = await visitor.page.evaluate(async () => {
    const ask = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const database = await ask(indexedDB.open("farlantern"));
    const record = await ask(database.transaction("keys").objectStore("keys").get("device"));
    database.close();
    const { privateKey } = record.pair;
    const taken = {};
    for (const format of ["pkcs8", "jwk", "raw"]) {
      taken[format] = await crypto.subtle.exportKey(format, privateKey).then(() => "taken", (why) => why.name);
    }
    const { algorithm, extractable, usages } = privateKey;
    return { fields: Object.keys(record).sort(), algorithm: algorithm.name, extractable, usages, taken };
  });
  assert.deepEqual(key.fields, ["kind", "pair", "public", "v"]);
  assert.equal(key.algorithm, "Ed25519");
  assert.equal(key.extractable, false);
  assert.deepEqual(key.usages, ["sign"]);
  assert.ok(Object.values(key.taken).every((it) => it !== "taken"), JSON.stringify(key.taken));
});

law("nothing that scripts can read holds a secret", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await makeCharacter(visitor, "Kelda Oakward");
  const kept = await page.evaluate(() => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
  }));
  assert.deepEqual(Object.keys(kept.local), ["farlantern.me"]);
  assert.deepEqual(Object.keys(JSON.parse(kept.local["farlantern.me"])).sort(), ["account", "key", "logged_out", "session"]);
  assert.deepEqual(kept.session, {});
  assert.equal(kept.cookies, "");
  // What the mark calls the key is its public half, and the session is only when it ends.
  const { data } = await visitor.api("/auth/session");
  assert.equal(JSON.parse(kept.local["farlantern.me"]).session, data.expires_at);
  assert.equal(JSON.parse(kept.local["farlantern.me"]).key, data.key);
  // Neither the session's token nor anything like a private key lies on any shelf.
  const token = (await visitor.context.cookies()).find(({ name }) => name === "__Host-farlantern").value;
  for (const shelf of ["outbox", "views", "receipts"]) {
    const records = JSON.stringify(await check.vault(page, shelf));
    assert.ok(!records.includes(token), `the token lies on the shelf of ${shelf}`);
  }
});

law("the key survives a reload", async ({ arrive }) => {
  const visitor = await arrive();
  await visitor.open("/characters");
  const name = () => find.account(visitor.page).locator(".mono").getAttribute("title");
  const before = await name();
  assert.match(before, /^did:key:z6Mk/);
  await visitor.reload();
  assert.equal(await name(), before);
});

law("two tabs that come at once end with one key", async ({ arrive }) => {
  const visitor = await arrive();
  const tabs = [visitor.page, await visitor.openTab(), await visitor.openTab()];
  await Promise.all(tabs.map((tab) => visitor.open("/characters", tab)));
  const names = await Promise.all(tabs.map((tab) => find.account(tab).locator(".mono").getAttribute("title")));
  assert.equal(new Set(names).size, 1, names.join(" "));
});

law("two tabs that make the first character at once share one account", async ({ arrive }) => {
  const visitor = await arrive();
  const tabs = [visitor.page, await visitor.openTab()];
  await Promise.all(tabs.map((tab) => visitor.open("/characters", tab)));
  const names = ["Alan Ambercrest", "Fenia Galewick"];
  await Promise.all(tabs.map((tab, index) => makeCharacter(visitor, names[index], tab)));
  assert.deepEqual((await check.roster(visitor)).sort(), names);
});

law("a name is suggested to whoever has none", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/characters");
  await find.button(page, "Suggest a name").click();
  const name = await find.nameField(page).inputValue();
  assert.match(name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
  await find.button(page, "Make this character").click();
  await check.hasHeading(page, name);
});
