// Several accounts in one browser: each has its own key and its own characters, one of them is in
// use, every tab goes along, and what belongs to one is never shown or sent as another's.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { takePicture, takePictures } from "./fixture/picture.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();

/** A tab that is left takes its connections with it; another may be on its way up just then. */
const LEFT = /WebSocket connection to .* failed/;
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|FAILED)/;

const row = (page, name) => page.locator(".account-card", { hasText: name });
const rows = (page) => page.locator(".account-card");
const said = (page, words) => find.toast(page).getByText(words);
const NEW_PLACE = "This is a place for another account.";

async function arriveHere(arrive, settings) {
  const visitor = await arrive(settings);
  visitor.forgive(LEFT);
  return visitor;
}

/** Adds an account in the settings, and waits for the front page of the empty place. */
async function addAccount(visitor, page = visitor.page) {
  await visitor.open("/settings", page);
  await find.button(page, "Add another account").click();
  await page.locator("main").getByText(NEW_PLACE).waitFor();
  assert.equal(new URL(page.url()).pathname, "/");
}

/** Switches in the settings, and waits for the front page of the other account. */
async function switchTo(visitor, name, page = visitor.page) {
  await visitor.open("/settings", page);
  await row(page, name).getByRole("button", { name: "Switch" }).click();
  // Other words may follow upon the one that says so; this one stays.
  await page.locator(".whose").getByText(`You are in “${name}”`).waitFor();
  assert.equal(new URL(page.url()).pathname, "/");
}

/** A browser with two accounts, and one character in each; the second is in use. */
async function withTwo(arrive, [one, two], settings) {
  const visitor = await arriveHere(arrive, settings);
  const ids = [await act.makeCharacter(visitor, one)];
  await addAccount(visitor);
  ids.push(await act.makeCharacter(visitor, two));
  return { visitor, page: visitor.page, ids };
}

law("a second account is added, each keeps its own, and every tab goes along", async ({ arrive }) => {
  const visitor = await arriveHere(arrive);
  const { page } = visitor;
  await act.makeCharacter(visitor, "Maren Oake");
  const other = await visitor.openTab();
  await visitor.open("/characters", other);
  await addAccount(visitor);
  await other.locator("main").getByText(NEW_PLACE).waitFor();
  await act.makeCharacter(visitor, "Tova Reefborn");
  assert.deepEqual(await check.roster(visitor), ["Tova Reefborn"]);

  await switchTo(visitor, "Maren Oake");
  await said(page, "You are in “Maren Oake” now.").waitFor();
  await said(other, "In another tab this browser has switched to “Maren Oake”.").waitFor();
  for (const tab of [page, other]) {
    await visitor.open("/characters", tab);
    await find.card(tab, "Maren Oake").waitFor();
    assert.equal(await find.card(tab, "Tova Reefborn").count(), 0);
    await find.account(tab).getByText("You are in “Maren Oake”").waitFor();
    await find.button(tab, "Log out").waitFor();
  }
  assert.deepEqual(await check.roster(visitor), ["Maren Oake"]);

  // From the other tab too.
  await switchTo(visitor, "Tova Reefborn", other);
  await said(page, "In another tab").waitFor();
  await act.goToRoster(visitor);
  await find.card(page, "Tova Reefborn").waitFor();
  await act.rename(await character(page, "Tova Reefborn"), "Tova Deepwatch");
  await visitor.open("/settings");
  await row(page, "Tova Deepwatch").getByText("In use here").waitFor();
  assert.equal(await rows(page).count(), 2);
  await find.link(page, "Accounts in this browser").waitFor();
});

async function character(page, name) {
  await find.card(page, name).getByRole("link").click();
  await check.hasHeading(page, name);
  return page;
}

law("a change that waits is sent by its own account, whichever one is in use meanwhile", async ({ arrive }) => {
  const { visitor, page, ids } = await withTwo(arrive, ["Brewin Amberfall", "Halda Ravenwell"]);
  visitor.forgive(NO_NETWORK);
  // Whatever the pages need is here before the network goes.
  await find.door(page, "Settings").click();
  await rows(page).nth(1).waitFor();
  await find.door(page, "Characters").click();
  await character(page, "Halda Ravenwell");
  await act.goOffline(visitor);
  await act.writeName(page, "Halda Returned");
  await check.isMarked(page, "waiting");
  await find.door(page, "Settings").click();
  await row(page, "Halda").getByText("1 change waiting").waitFor();
  await row(page, "Halda").getByRole("button", { name: "Remove from this browser" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove from this browser" }).click();
  await row(page, "Halda").getByText("still wait to be sent").waitFor();
  await row(page, "Brewin").getByRole("button", { name: "Switch" }).click();
  const veil = page.getByRole("dialog", { name: "You are in “Brewin Amberfall” now." });
  await veil.getByText("The server cannot be reached just now.").waitFor();
  await takePicture(page, "accounts-veil.dark.desk");
  await page.keyboard.press("Escape");
  assert.ok(await veil.isVisible(), "nothing can be done on a page that was left");

  await act.goOnline(visitor);
  await said(page, "You are in “Brewin Amberfall” now.").waitFor();
  await visitor.open("/characters");
  await find.card(page, "Brewin Amberfall").waitFor();
  assert.equal(await find.card(page, "Halda").count(), 0);
  assert.equal((await check.vault(page, "outbox")).length, 0);
  assert.equal((await check.vault(page, "outbox", "farlantern.2")).length, 1);
  await visitor.open("/settings");
  await row(page, "Halda").getByText("1 change waiting").waitFor();

  await switchTo(visitor, "Halda Ravenwell");
  await visitor.open(`/characters/${ids[1]}`);
  await check.hasHeading(page, "Halda Returned");
  await check.hasHappened(visitor, ids[1], ["created.v1", "renamed.v1"]);
  await check.empties(page, "outbox", "farlantern.2");
});

law("a page that was written for the account before is not shown as this one's", async ({ arrive }) => {
  const { visitor, page } = await withTwo(arrive, ["Corin Stardeck", "Selda Fairbell"]);
  visitor.forgive(NO_NETWORK, /401|auth\/session/);
  // The old session cannot be ended, and nobody can log in yet.
  await page.route("**/api/v1/auth/*", (route) => route.abort());
  await switchTo(visitor, "Corin Stardeck");
  const answer = await visitor.open("/characters");
  assert.ok((await answer.text()).includes("Selda Fairbell"), "the cookie is still the other's");
  await find.card(page, "Selda Fairbell").waitFor({ state: "detached" });
  const views = await check.vault(page, "views");
  assert.ok(!JSON.stringify(views).includes("Selda"), "nor is it kept");
  await page.unroute("**/api/v1/auth/*");
  await visitor.reload();
  await find.card(page, "Corin Stardeck").waitFor();
  assert.equal(await find.card(page, "Selda Fairbell").count(), 0);
});

law("an account comes in by words beside the one that is here", async ({ arrive }) => {
  const owner = await arrive();
  await act.makeCharacter(owner, "Jorla Saltfall");
  const words = await act.writeDownWords(owner);
  const visitor = await arriveHere(arrive);
  const { page } = visitor;
  await act.makeCharacter(visitor, "Norin Gullcrest");
  await visitor.open("/restore");
  await find.notice(page, "another one that comes in gets a place beside it").waitFor();
  await page.getByLabel("Your words, in order").fill(words.join(" "));
  await page.getByRole("button", { name: "Bring me back" }).first().click();
  await page.waitForURL("**/characters");
  await find.card(page, "Jorla Saltfall").waitFor();
  await visitor.open("/settings");
  await row(page, "Jorla Saltfall").getByText("In use here").waitFor();
  await switchTo(visitor, "Norin Gullcrest");
  await visitor.open("/characters");
  await find.card(page, "Norin Gullcrest").waitFor();
  // The same words once more lead to the place that is there.
  await visitor.open("/restore");
  await page.getByLabel("Your words, in order").fill(words.join(" "));
  await page.getByRole("button", { name: "Bring me back" }).first().click();
  await find.card(page, "Jorla Saltfall").waitFor();
  await visitor.open("/settings");
  await rows(page).nth(1).waitFor();
  assert.equal(await rows(page).count(), 2);
});

law("an invitation is taken up beside the account that is here, and not unasked", async ({ arrive }) => {
  const owner = await arrive();
  await act.makeCharacter(owner, "Verla Deepwatch");
  const visitor = await arriveHere(arrive);
  const { page } = visitor;
  await act.makeCharacter(visitor, "Darin Tidebrook");
  await owner.open("/settings");
  await find.button(owner.page, "Make an invitation").click();
  const link = await owner.page.getByLabel("Link for the other device").inputValue();
  await page.goto(link);
  await find.button(page, "Join beside it").waitFor();
  await check.isWellMade(page, [DESK, PHONE]);
  await takePicture(page, "accounts-pair.dark.desk");
  await find.button(page, "Join beside it").click();
  const code = await page.locator(".pair-code").innerText();
  assert.equal(await owner.page.locator(".asker .pair-code").innerText(), code);
  assert.equal(new URL(page.url()).hash, "", "the secret does not stay in the address");
  await find.button(owner.page, "The numbers are the same: let it in").click();
  await page.waitForURL("**/characters");
  await find.card(page, "Verla Deepwatch").waitFor();
  await switchTo(visitor, "Darin Tidebrook");
  await visitor.open("/characters");
  await find.card(page, "Darin Tidebrook").waitFor();
  await find.button(page, "Log out").waitFor();
  assert.deepEqual(await check.roster(visitor), ["Darin Tidebrook"]);
});

law("an account is removed from the browser, and the last one leaves it as on a first visit", async ({ arrive }) => {
  const { visitor, page } = await withTwo(arrive, ["Quila Brineward", "Tamin Galebrook"]);
  const other = await visitor.openTab();
  await visitor.open("/characters", other);
  const remove = async (name) => {
    await visitor.open("/settings");
    await row(page, name).getByRole("button", { name: "Remove from this browser" }).click();
    const dialog = page.getByRole("dialog", { name: `Remove “${name}” from this browser?` });
    await dialog.getByText("only with another device or its 24 words").waitFor();
    await dialog.getByRole("button", { name: "Remove from this browser" }).click();
    await said(page, "The account is removed from this browser.").waitFor();
  };
  await remove("Tamin Galebrook");
  for (const tab of [page, other]) {
    await tab.waitForURL((url) => url.pathname === "/");
    await visitor.open("/characters", tab);
    await find.card(tab, "Quila Brineward").waitFor();
  }
  const vaults = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.deepEqual(await vaults(), ["farlantern"]);
  await visitor.open("/settings");
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), 1);
  await remove("Quila Brineward");
  await visitor.open("/characters");
  await page.getByText("No characters yet").waitFor();
  assert.equal((await visitor.context.cookies()).some(({ name }) => name === "__Host-farlantern"), false);
});

law("accounts are added and switched by keyboard alone", async ({ arrive }) => {
  const visitor = await arriveHere(arrive);
  const { page } = visitor;
  await act.makeCharacter(visitor, "Isa Stonehelm");
  const press = async (button) => {
    await button.waitFor();
    for (let step = 0; step < 200; step += 1) {
      if (await button.evaluate((it) => it === document.activeElement)) return page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
    }
    assert.fail("never reached");
  };
  await visitor.open("/settings");
  await press(find.button(page, "Add another account"));
  await page.locator("main").getByText(NEW_PLACE).waitFor();
  await press(page.locator("main").getByRole("link", { name: "To all accounts in this browser" }));
  await page.waitForURL("**/settings#accounts");
  await press(row(page, "Isa Stonehelm").getByRole("button", { name: "Switch" }));
  await said(page, "You are in “Isa Stonehelm” now.").waitFor();
  // The empty place went when it was left.
  await visitor.open("/settings");
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), 1);
});

law("every part of it is well made, in both themes and both sizes", async ({ arrive }) => {
  const { visitor, page } = await withTwo(arrive, ["Kela Windkeel", "Wren Saltmark of the Long Watch"]);
  const show = (name) =>
    takePictures(page, `accounts-${name}`, async () => {
      assert.deepEqual(await check.shutsOut(page), [], name);
      // A dialog lies on the page on purpose.
      if (name === "remove") return;
      assert.deepEqual([...(await check.tooWide(page)), ...(await check.overlapping(page))], [], name);
    });
  await visitor.open("/settings");
  await rows(page).nth(1).waitFor();
  await show("settings");
  await row(page, "Kela").getByRole("button", { name: "Remove from this browser" }).click();
  await page.getByRole("dialog").waitFor();
  await show("remove");
  await page.keyboard.press("Escape");
  await visitor.open("/");
  await page.locator(".whose").waitFor();
  await show("landing");
  await visitor.open("/characters");
  await find.account(page).locator(".whose").waitFor();
  await show("characters");
  await visitor.open("/restore");
  await find.notice(page, "gets a place beside it").waitFor();
  await show("restore");
  await addAccount(visitor);
  await show("new-place");
  await visitor.open("/settings");
  await rows(page).nth(2).waitFor();
  await show("settings-new-place");
});
