// What was done without a server is kept, sent as soon as there is one, and happens once.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground();

/** What a browser writes to its console when nobody answers, or somebody stops in mid-sentence. */
const NO_NETWORK = new RegExp(
  [
    "ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|FAILED)",
    "ERR_(INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH)",
    "Failed to decode downloaded font|OTS parsing",
  ].join("|"),
);

async function withCharacter(arrive, name) {
  const visitor = await arrive();
  visitor.forgive(NO_NETWORK);
  const id = await act.makeCharacter(visitor, name);
  return { visitor, page: visitor.page, id };
}

async function waits(page) {
  await page.locator('.strip .mark[data-state="waiting"]', { hasText: "1 change waiting" }).waitFor();
}

law("a change made offline waits, and is sent when the network is back", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Brewin Amberfall");
  await act.goOffline(visitor);
  await act.writeName(page, "Brewin Offline");
  await waits(page);
  await find.toast(page).getByText("Kept here.").waitFor();
  await find.notice(page, "A change waits to be sent").waitFor();
  assert.equal((await check.vault(page, "outbox")).length, 1);
  // Until it is decided nothing else is asked for.
  await act.openFold(page, "Recolour");
  await find.button(page, "Save the colours").and(page.locator(":disabled")).waitFor();

  await act.goOnline(visitor);
  await check.hasHeading(page, "Brewin Offline");
  await check.isMarked(page, "online");
  await find.notice(page, "A change waits to be sent").waitFor({ state: "detached" });
  await find.toast(page).getByText("Saved").waitFor();
  assert.deepEqual(await check.vault(page, "outbox"), []);
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("an appearance chosen offline goes out later", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(NO_NETWORK);
  const { page } = visitor;
  const id = await act.makeElf(visitor, "Sorrel Latecomb");
  // Chance has dressed them, perhaps in this very outfit.
  const outfit = await find.fact(page, "Outfit").innerText();
  const other = outfit === "Monk" ? "Bard" : "Monk";
  await act.goOffline(visitor);
  await act.restyle(page, "Outfit", other);
  await waits(page);
  await find.notice(page, "A change waits to be sent").waitFor();
  assert.equal(await find.fact(page, "Outfit").innerText(), outfit);
  await find.button(page, "Save the appearance").and(page.locator(":disabled")).waitFor();

  await act.goOnline(visitor);
  await find.fact(page, "Outfit").getByText(other, { exact: true }).waitFor();
  await check.isMarked(page, "online");
  assert.deepEqual(await check.vault(page, "outbox"), []);
  await check.hasHappened(visitor, id, ["created.v1", "restyled.v1"]);
});

law("a change that waits locks its character wherever it is shown, and no other", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Tova Reefborn");
  const other = await act.makeCharacter(visitor, "Wilm Reefborn");
  await visitor.open(`/characters/${id}`);
  await act.goOffline(visitor);
  await act.writeName(page, "Tova Waiting");
  await waits(page);
  for (const [name, href, locked] of [["Wilm", other, false], ["Tova", id, true]]) {
    await page.getByRole("link", { name: "Characters" }).first().click();
    await find.card(page, `${name} Reefborn`).getByRole("link").click();
    await page.waitForURL(`**/characters/${href}`);
    await find.button(page, "Retire").and(page.locator(locked ? ":disabled" : ":enabled")).waitFor();
  }
  await act.goOnline(visitor);
  await check.hasHeading(page, "Tova Waiting");
  // The live connection may bring the name a moment before the receipt opens the lock.
  await find.button(page, "Retire").and(page.locator(":enabled")).waitFor();
});

law("a change made while the server is gone survives reloads and is sent once", async ({ server, arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Tamen Saltkeel");
  await server.kill();
  await act.writeName(page, "Tamen Returned");
  await waits(page);
  await server.start();
  // The page that kept it is gone; the next one finds it in the vault.
  await visitor.reload();
  await check.hasHeading(page, "Tamen Returned");
  await check.isMarked(page, "online");
  await visitor.reload();
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("a change that waits is sent by its button", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Uldric Cinderbell");
  // The server itself is not stopped: a live connection that comes back would send it first.
  await page.route("**/api/v1/commands", (route) => route.abort("connectionreset"));
  await act.writeName(page, "Uldric Sent");
  await waits(page);
  await page.unroute("**/api/v1/commands");
  await find.notice(page, "A change waits").getByRole("button", { name: "Send now" }).click();
  await check.hasHeading(page, "Uldric Sent");
  await check.isMarked(page, "online");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("a change whose answer was lost happens once", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Jordric Deepcrest");
  const answers = [];
  await page.route("**/api/v1/commands", async (route) => {
    // The server did it and said so; nobody here heard it.
    answers.push(await (await route.fetch()).json());
    await route.abort("connectionreset");
  }, { times: 1 });
  await act.writeName(page, "Jordric Once");
  await waits(page);
  const again = page.waitForResponse("**/api/v1/commands");
  await find.notice(page, "A change waits").getByRole("button", { name: "Send now" }).click();
  answers.push(await (await again).json());
  await check.hasHeading(page, "Jordric Once");
  assert.deepEqual(answers[1].data.receipt, answers[0].data.receipt, "one command, one receipt");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("a character made offline is there afterwards", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Alia Fairwind");
  await visitor.open("/characters");
  await act.goOffline(visitor);
  await find.nameField(page).fill("Alia's Shadow");
  await find.button(page, "Make this character").click();
  await waits(page);
  await act.goOnline(visitor);
  await find.card(page, "Alia's Shadow").waitFor();
  assert.deepEqual(await check.roster(visitor), ["Alia's Shadow", "Alia Fairwind"]);
});

law("a first character made offline stands in the roster, wherever it was sent from", async ({ arrive }) => {
  const visitor = await arrive();
  // The account that has just begun may be asked for before anybody is logged in to it.
  visitor.forgive(NO_NETWORK, /401.*api\/v1\/account|api\/v1\/account.*401/);
  const { page } = visitor;
  await visitor.open("/characters");
  await act.goOffline(visitor);
  await find.nameField(page).fill("Yanis Fairwind");
  await find.button(page, "Make this character").click();
  await waits(page);
  await find.about(page).click();
  await check.hasHeading(page, "What Farlantern is");
  await act.goOnline(visitor);
  await find.toast(page).getByText("Saved").waitFor();
  await act.goOffline(visitor);
  await find.door(page, "Characters").click();
  await find.card(page, "Yanis Fairwind").waitFor();
});

law("two tabs that come back at once send a change once", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Seltha Gullward");
  const other = await visitor.openTab();
  await visitor.open(`/characters/${id}`, other);
  await act.goOffline(visitor);
  await act.writeName(page, "Seltha Once");
  await waits(page);
  await act.goOnline(visitor);
  await check.hasHeading(page, "Seltha Once");
  await visitor.reload(other);
  await check.hasHeading(other, "Seltha Once");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});
