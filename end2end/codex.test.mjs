// The codex: found while one types, sifted, read, compared, and there without a network.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|FAILED)/;

const line = (page) => page.getByRole("searchbox", { name: "Look up" });
const names = (page) => page.locator(".codex-name .card-link").allInnerTexts();
const count = (page) => page.locator(".codex-count");
const quick = (page) => page.getByRole("combobox", { name: "Look something up" });
const taken = (page) => page.getByRole("listbox", { name: "Codex" }).getByRole("option", { selected: true });

async function open(arrive, path = "/codex", settings = {}) {
  const visitor = await arrive(settings);
  await visitor.open(path);
  return { visitor, page: visitor.page };
}

for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
  law(`what is typed is found with each letter, by keyboard alone: ${size}`, async ({ arrive }) => {
    const { visitor, page } = await open(arrive, "/codex", { viewport });
    await line(page).focus();
    await page.keyboard.type("firbal");
    await page.locator(".codex-name", { hasText: "Fireball" }).first().waitFor();
    assert.equal((await names(page))[0], "Fireball", "a letter may be wrong");
    await line(page).fill("goblin warr");
    await find.link(page, "Goblin Warrior").waitFor();
    assert.match(page.url(), /\/codex\?q=goblin%20warr$/);
    await visitor.open("/codex?q=goblin%20warr");
    assert.equal(await line(page).inputValue(), "goblin warr", "the address keeps what was asked");
    await check.isWellMade(page, [viewport]);
    await find.link(page, "Goblin Warrior").focus();
    await page.keyboard.press("Enter");
    await find.heading(page).filter({ hasText: "Goblin Warrior" }).waitFor();
    await page.goBack();
    await find.link(page, "Goblin Warrior").waitFor();
    assert.equal(await line(page).inputValue(), "goblin warr");
    await line(page).fill("xyzzyplugh");
    await page.getByRole("heading", { name: "Nothing in the book fits all of that" }).waitFor();
    assert.equal((await visitor.context.cookies()).length, 0, "nobody had to be anybody");
  });
}

law("lists are sifted, sorted and turned as the contract says", async ({ server, arrive }) => {
  const { page } = await open(arrive, "/codex/spells");
  const asked = async (query) => (await (await fetch(`${server.url}/api/v1/compendium/spells?${query}`)).json()).data;
  await act.unfold(page);
  await page.getByLabel("Level", { exact: true }).selectOption("3");
  await page.getByLabel("Class", { exact: true }).selectOption("wizard");
  let told = await asked("level=3&class=wizard");
  await count(page).filter({ hasText: `${told.total} entries.` }).waitFor();
  assert.deepEqual(await names(page), told.entries.map((it) => it.name));
  await page.getByLabel("Ritual", { exact: true }).selectOption("yes");
  told = await asked("level=3&class=wizard&ritual=yes");
  await count(page).filter({ hasText: `${told.total} ` }).waitFor();
  assert.match(page.url(), /\/codex\/spells\?level=3&class=wizard&ritual=yes$/);
  await page.getByRole("navigation", { name: "Kinds" }).getByRole("link", { name: /^Everything/ }).click();
  await page.locator(".codex-shelves").getByRole("link", { name: "Spells", exact: true }).click();
  await act.unfold(page);
  await page.getByLabel("Sort by").selectOption("level");
  await page.getByLabel("Direction").selectOption("desc");
  told = await asked("sort=level&order=desc");
  await page.locator(".codex-name", { hasText: told.entries[0].name }).waitFor();
  assert.deepEqual(await names(page), told.entries.map((it) => it.name));
  await find.link(page, "More").click();
  told = await asked("sort=level&order=desc&page=2");
  await page.getByText(`Page 2 of ${told.pages}`).waitFor();
  assert.deepEqual(await names(page), told.entries.map((it) => it.name));
});

law("two entries stand side by side, and links lead from one to another", async ({ arrive }) => {
  const { visitor, page } = await open(arrive, "/codex/spells/fireball");
  await page.getByLabel("Compare with").fill("ice storm");
  await find.button(page, "Compare").click();
  await page.getByRole("heading", { name: "Ice Storm" }).waitFor();
  assert.equal(await page.locator(".codex-leaf").count(), 2);
  await check.isWellMade(page, [DESK, PHONE]);
  await find.link(page, "Stop comparing").click();
  await page.locator(".codex-leaf").nth(1).waitFor({ state: "detached" });
  await find.link(page, "Wizard").first().click();
  await find.heading(page).filter({ hasText: "Wizard" }).waitFor();
  await visitor.open("/codex/spells/fireball?with=zzzz");
  await find.notice(page, "Nothing of this kind is called “zzzz”.").waitFor();
});

law("once something was looked up, the codex needs no network", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  visitor.forgive(NO_NETWORK);
  await line(page).fill("goblin warr");
  await find.link(page, "Goblin Warrior").click();
  await find.heading(page).filter({ hasText: "Goblin Warrior" }).waitFor();
  await act.goOffline(visitor);
  await page.goBack();
  await line(page).fill("shield");
  await page.locator(".codex-name", { hasText: "Shield of Faith" }).waitFor();
  await find.link(page, "Shield of Faith").click();
  await find.heading(page).filter({ hasText: "Shield of Faith" }).waitFor();
});

law("where the book is not here and nobody can be asked, that is said", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  visitor.forgive(NO_NETWORK);
  await act.goOffline(visitor);
  await line(page).fill("owl");
  await find.notice(page, "The book is not in this browser yet").waitFor();
  await act.goOnline(visitor);
  await find.button(page, "Try again").click();
  await page.locator(".codex-name", { hasText: "Owlbear" }).waitFor();
  assert.equal(await page.locator(".notice").count(), 0);
});

law("a question that makes no sense is answered with a sentence", async ({ arrive }) => {
  const { visitor, page } = await open(arrive, "/codex/spells?level=ten");
  await find.notice(page, "`ten` is no level.").waitFor();
  visitor.forgive(/404/);
  for (const [path, heading] of [
    ["/codex/weapons", "Nothing is anchored here"],
    ["/codex/spells/fireballs", "The book has no such entry"],
    ["/codex/weapons/longsword", "The book has no such entry"],
  ]) {
    assert.equal((await visitor.open(path)).status(), 404, path);
    await check.hasHeading(page, heading);
  }
});

law("Ctrl and K open anything from everywhere, and Escape gives the focus back", async ({ arrive }) => {
  const { page } = await open(arrive, "/roll");
  const from = page.getByLabel("What to roll");
  await from.focus();
  await page.keyboard.press("Control+k");
  await quick(page).waitFor();
  await page.keyboard.type("grappl");
  await page.getByRole("option", { name: /^Grappled/ }).waitFor();
  await page.keyboard.press("Escape");
  await quick(page).waitFor({ state: "hidden" });
  assert.equal(await from.evaluate((it) => it === document.activeElement), true);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("fireb");
  await page.getByRole("option", { name: /^Fireball/ }).waitFor();
  assert.match(await taken(page).innerText(), /^Fireball/);
  await page.keyboard.press("ArrowDown");
  assert.doesNotMatch(await taken(page).innerText(), /^Fireball/);
  await page.keyboard.press("ArrowUp");
  await check.isWellMade(page, [DESK, PHONE]);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/codex/spells/fireball");
  await find.heading(page).filter({ hasText: "Fireball" }).waitFor();
  // What is called like nothing is looked up all the same.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzzzzz");
  await page.getByText("Nothing in the book fits all of that").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/codex?q=zzzzzz");
});

const peek = (page) => page.getByRole("tooltip");

law("a link tells what it leads to, to pointers and keys, and goes away by itself or by Escape", async ({ arrive }) => {
  const { page } = await open(arrive, "/codex/spells/fireball");
  const wizard = find.link(page, "Wizard").first();
  await wizard.hover();
  await peek(page).getByText("Intelligence").first().waitFor();
  assert.equal(await wizard.getAttribute("aria-describedby"), await peek(page).getAttribute("id"));
  assert.deepEqual(await check.shutsOut(page), []);
  // The pointer may come over to read on.
  await wizard.hover();
  await peek(page).waitFor();
  await peek(page).hover();
  await page.waitForTimeout(600);
  assert.ok(await peek(page).isVisible(), "it goes while it is read");
  await page.mouse.move(2, 2);
  await peek(page).waitFor({ state: "detached" });
  assert.equal(await wizard.getAttribute("aria-describedby"), null);
  await page.getByLabel("Compare with").focus();
  while (!(await wizard.evaluate((it) => it === document.activeElement))) await page.keyboard.press("Shift+Tab");
  await peek(page).getByText("Intelligence").first().waitFor();
  await page.keyboard.press("Escape");
  await peek(page).waitFor({ state: "detached" });
  assert.ok(await wizard.evaluate((it) => it === document.activeElement), "the focus stays");
  await page.keyboard.press("Enter");
  await find.heading(page).filter({ hasText: "Wizard" }).waitFor();
});

law("a finger that stays on a link is told what it leads to, and does not follow it", async ({ arrive }) => {
  const { page } = await open(arrive, "/codex/spells/fireball", { viewport: PHONE, hasTouch: true });
  const wizard = find.link(page, "Wizard").first();
  await wizard.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await wizard.boundingBox();
  const at = [{ x: x + width / 2, y: y + height / 2 }];
  const hand = await page.context().newCDPSession(page);
  await hand.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at });
  await peek(page).getByText("Intelligence").first().waitFor();
  await hand.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.waitForTimeout(300);
  assert.match(page.url(), /fireball$/, "letting go led on");
  assert.deepEqual(await check.shutsOut(page), []);
  await peek(page).getByRole("link", { name: "Wizard" }).tap();
  await find.heading(page).filter({ hasText: "Wizard" }).waitFor();
});
