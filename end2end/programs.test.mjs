// Programs: a bot gets a token once, does what it was allowed and nothing else, stands in the history
// under its own name, and is turned away.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();

const READ = "Read your characters and their histories";
const WRITE = "Make characters and change them";
const LET_IN = "Let it in and show its token";

/** A program: the public API, and a token. */
class Program {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  async ask(path, body) {
    const headers = { authorization: `Bearer ${this.token}`, "content-type": "application/json" };
    const request = { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) };
    const answer = await fetch(`${this.url}/api/v1${path}`, request);
    const { data, error } = await answer.json();
    return { status: answer.status, data, code: error?.code };
  }

  rename(stream, name) {
    const [id, salt] = [randomBytes(16).toString("hex"), randomBytes(16)];
    const hash = createHash("sha256").update("farlantern/v1/text\0").update(salt).update(name).digest("hex");
    const wish = { character: { rename: { name: { id, hash } } } };
    const texts = [{ id, salt: salt.toString("base64url"), text: name }];
    return { id: randomBytes(16).toString("hex"), stream, wish, texts };
  }
}

const part = (page) => page.locator("section#programs");
const row = (page, name) => part(page).locator(".device", { hasText: name });

/** Lets a program in by the settings, and returns it with its token. */
async function letIn(visitor, name, scopes) {
  const { page } = visitor;
  await visitor.open("/settings");
  await page.getByLabel("Name of the program").fill(name);
  for (const scope of [READ, WRITE]) {
    const box = page.getByRole("checkbox", { name: scope });
    if ((await box.isChecked()) !== scopes.includes(scope)) await box.locator("xpath=..").click();
  }
  const last = Date.parse(await page.getByLabel("Last day").inputValue());
  assert.ok(Math.abs(last - Date.now() - 7 * 86_400_000) < 86_400_000, "seven days are chosen");
  await find.button(page, LET_IN).click();
  const field = page.getByLabel("Token", { exact: true });
  await field.waitFor();
  const token = await field.inputValue();
  assert.match(token, /^flt_[A-Za-z0-9_-]{43}$/);
  await row(page, name).waitFor();
  return new Program(visitor.server.url, token);
}

async function turnAway(page, name) {
  await row(page, name).getByRole("button", { name: "Turn the program away" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Turn the program away" }).click();
  await row(page, name).waitFor({ state: "detached" });
}

law("a program reads and writes by its token, and the history names it", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Maren Oake");
  const program = await letIn(visitor, "The keeper’s map", [READ, WRITE]);
  const roster = await program.ask("/characters");
  assert.deepEqual([roster.status, roster.data.characters.length], [200, 1]);
  const wish = program.rename(id, "Maren Ashbell");
  const [first, again] = [await program.ask("/commands", wish), await program.ask("/commands", wish)];
  assert.deepEqual([first.status, again.status], [200, 200]);
  assert.deepEqual(again.data.receipt, first.data.receipt, "the same wish gets the same receipt");
  await visitor.open(`/characters/${id}/history`);
  const moments = find.moments(page);
  await moments.nth(1).waitFor();
  assert.equal(await moments.count(), 2);
  assert.match(await moments.nth(1).innerText(), /The keeper’s map/);
  assert.equal((await find.chain(page).innerText()).trim(), "Chain checked: 2 events.");
  await visitor.open("/settings");
  await row(page, "The keeper’s map").getByText("Last came ").waitFor();
  assert.equal(await page.getByLabel("Token", { exact: true }).count(), 0, "the token was shown once");
});

law("a program does what it was allowed, until it is turned away", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Brella Saltmark");
  const program = await letIn(visitor, "Roster reader", [READ]);
  assert.equal((await program.ask("/characters")).status, 200);
  const written = await program.ask("/commands", program.rename(id, "Somebody else"));
  assert.deepEqual([written.status, written.code], [403, "SCOPE_MISSING"]);
  const spied = await program.ask("/account");
  assert.deepEqual([spied.status, spied.code], [403, "SCOPE_MISSING"]);
  await check.isWellMade(page, [DESK, PHONE]);
  await find.button(page, "I have put it away").click();
  await page.getByLabel("Token", { exact: true }).waitFor({ state: "detached" });
  // Another token ends the one before.
  await row(page, "Roster reader").getByRole("button", { name: "Make a new token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make a new token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  assert.notEqual(token, program.token);
  assert.equal((await program.ask("/characters")).code, "TOKEN_UNKNOWN");
  const renewed = new Program(visitor.server.url, token);
  assert.equal((await renewed.ask("/characters")).status, 200);
  await turnAway(page, "Roster reader");
  const refused = await renewed.ask("/characters");
  assert.deepEqual([refused.status, refused.code], [401, "TOKEN_UNKNOWN"]);
});

law("a program without scopes or time is not let in, and it is said why", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeCharacter(visitor, "Corin Deepward");
  await visitor.open("/settings");
  await page.getByLabel("Name of the program").fill("Map");
  await page.getByRole("checkbox", { name: READ }).locator("xpath=..").click();
  await find.button(page, LET_IN).click();
  await part(page).getByText("A program must be allowed something.").waitFor();
  await page.getByRole("checkbox", { name: READ }).locator("xpath=..").click();
  await page.getByLabel("Last day").fill("2020-01-31");
  await find.button(page, LET_IN).click();
  await part(page).getByText("A program is let in for a year at most").waitFor();
  assert.equal(await part(page).locator(".device").count(), 0);
});
