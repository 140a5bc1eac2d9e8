// Devices and ways back: two browsers become one account, one is turned away, a browser that knows
// nothing comes back by words or by a file, and a change of keys is taken back.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { PHONE } from "./fixture/visitor.mjs";

const law = ground();

const PASSPHRASE = "four words in a row";
/** What the server says to who was logged out or turned away; a question may be on its way then. */
const TURNED_AWAY = /\/auth\/verify|\/ws' failed|\/api\/v1\/account\b/;
/** Two devices spoke at once, and the later one says it again behind the other. */
const CROSSED = /\/account\/statements/;

const comeBack = (page, at) => page.getByRole("button", { name: "Bring me back" }).nth(at).click();
const device = (page, badge) => page.locator(".device", { hasText: badge });

law("two browsers become one account, and see each other's changes at once", async ({ arrive }) => {
  const owner = await arrive();
  const id = await act.makeCharacter(owner, "Maren Oake");
  const other = await arrive({ viewport: PHONE });
  await act.letIn(owner, other);
  await find.card(other.page, "Maren Oake").waitFor();
  await device(owner.page, "Here now").nth(1).waitFor();
  // Without its clocks a page hears of it over its connection or never.
  await check.stopClocks(owner.page);
  await owner.open("/characters");
  await other.open(`/characters/${id}`);
  await act.rename(other.page, "Maren Ashbell");
  await find.card(owner.page, "Maren Ashbell").waitFor();
});

law("a device that is turned away is cut off, and told", async ({ arrive }) => {
  const owner = await arrive();
  await act.makeCharacter(owner, "Brella Saltmark");
  const other = await arrive();
  await act.letIn(owner, other);
  other.forgive(TURNED_AWAY, /answer 403/, /auth\/session/);
  for (const visitor of [owner, other]) visitor.forgive(CROSSED);
  const refusals = [];
  other.page.on("response", (it) => it.url().endsWith("/auth/verify") && it.status() === 403 && refusals.push(it));
  await owner.page.locator(".device").nth(1).getByRole("button", { name: "Turn away" }).click();
  await owner.page.getByRole("dialog").getByRole("button", { name: "Turn away" }).click();
  await other.page.getByText("This device was turned away from its account.").waitFor();
  await device(owner.page, "Here now").nth(1).waitFor({ state: "detached" });
  assert.equal((await other.api("/auth/session")).status, 401);
  // Told once, it does not knock again by itself.
  await find.home(other.page).click();
  await find.door(other.page, "Characters").click();
  await check.hasHeading(other.page, "Characters");
  assert.equal(refusals.length, 1);
});

law("a browser that knows nothing comes back by words", async ({ arrive }) => {
  const owner = await arrive();
  await act.makeCharacter(owner, "Corin Deepward");
  const words = await act.writeDownWords(owner);
  const wiped = await arrive();
  const { page } = wiped;
  await wiped.open("/restore");
  const field = page.getByLabel("Your words, in order");
  await field.fill([...words.slice(0, 23), "lanternn"].join(" "));
  await comeBack(page, 0);
  await page.locator(".fault", { hasText: "Word 24, “lanternn”, is not in the list." }).waitFor();
  await field.fill(words.join("\n").toUpperCase());
  await comeBack(page, 0);
  await page.waitForURL("**/characters");
  await find.card(page, "Corin Deepward").waitFor();
  // The browser that was there before is told, and says so until it is known.
  await owner.page.getByText("Your keys have changed.").waitFor();
  await find.button(owner.page, "That is fine").click();
  await owner.page.getByText("Your keys have changed.").waitFor({ state: "detached" });
  await owner.reload();
  assert.equal(await owner.page.getByText("Your keys have changed.").count(), 0);
});

law("a key file brings back who knows its passphrase, and the words undo it", async ({ arrive }) => {
  const owner = await arrive();
  const { page } = owner;
  await act.makeCharacter(owner, "Selda Fairbell");
  const words = await act.writeDownWords(owner);
  await page.getByLabel("Passphrase").fill(PASSPHRASE);
  const saved = page.waitForEvent("download");
  await find.button(page, "Make and save the file").click();
  const file = await (await saved).path();
  const other = await arrive();
  await other.open("/restore");
  await other.page.getByLabel("Key file", { exact: true }).setInputFiles(file);
  await other.page.getByLabel("Passphrase").fill("another one altogether");
  await comeBack(other.page, 1);
  await other.page.locator(".fault", { hasText: "This passphrase does not open this key file." }).waitFor();
  await other.page.getByLabel("Passphrase").fill(PASSPHRASE);
  await comeBack(other.page, 1);
  await other.page.waitForURL("**/characters");
  await find.card(other.page, "Selda Fairbell").waitFor();
  // Whoever came with the file goes again when the words take that back.
  other.forgive(TURNED_AWAY, /answer 403/);
  await page.locator(".device").nth(1).waitFor();
  const last = page.locator(".key-changes > li", { hasText: "Let in: " }).first();
  await last.locator("summary").click();
  await last.getByLabel("Your words, in order").fill(words.join(" "));
  await last.getByRole("button", { name: "Take this back" }).click();
  await page.locator(".device").nth(1).waitFor({ state: "detached" });
  await other.page.getByText("This device was turned away from its account.").waitFor();
});

law("who logs out everywhere is out everywhere, and comes in by hand", async ({ arrive }) => {
  const owner = await arrive();
  await act.makeCharacter(owner, "Wren Copperhook");
  const other = await arrive();
  await act.letIn(owner, other);
  for (const visitor of [owner, other]) visitor.forgive(TURNED_AWAY, /\/auth\/session/);
  await find.button(owner.page, "Log out everywhere").click();
  await owner.page.getByRole("dialog").getByRole("button", { name: "Log out everywhere" }).click();
  await find.account(other.page).getByText("You are logged out.").waitFor();
  await other.reload();
  await find.account(other.page).getByText("You are logged out.").waitFor();
  await act.logIn(other.page);
  await find.card(other.page, "Wren Copperhook").waitFor();
});

law("the reminder to keep a way back comes with the first character, and goes", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const reminder = page.getByText("Keep a way back.");
  await visitor.open("/characters");
  assert.equal(await reminder.count(), 0);
  await act.makeCharacter(visitor, "Tamin Galebrook");
  await reminder.waitFor();
  await find.button(page, "Not now").click();
  await reminder.waitFor({ state: "detached" });
  await visitor.reload();
  await check.settles(page);
  assert.equal(await reminder.count(), 0);
});
