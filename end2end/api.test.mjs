// The reference for programs: what it says can be done as it says.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
const HEADING = "For programs";
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|FAILED)/;

const operations = (page) => page.locator(".api-operation:visible h3");
const sought = (page) => page.getByLabel("Find operations, types and errors");
const panels = (page) => page.locator(".api-shelf .panel:visible");
const shell = (page) => page.getByRole("region", { name: "Begin here" }).locator("pre");

/** It is shown, and the page has gone there. */
function isInSight(page, id) {
  return page.waitForFunction((id) => {
    const { top, height } = document.getElementById(id).getBoundingClientRect();
    return height > 0 && top >= 0 && top < innerHeight;
  }, id);
}

for (const [size, viewport] of [["desk", DESK], ["phone", PHONE]]) {
  law(`it is read, searched and followed: ${size}`, async ({ arrive }) => {
    const visitor = await arrive({ viewport });
    const { page } = visitor;
    await visitor.open("/api");
    await check.hasHeading(page, HEADING);
    const { paths } = await (await fetch(`${visitor.server.url}/api/v1/openapi.json`)).json();
    const told = Object.values(paths).flatMap((it) => Object.values(it).map(({ summary }) => summary));
    assert.deepEqual((await operations(page).allInnerTexts()).sort(), told.sort());
    const all = told.length;
    await sought(page).fill("roll_dice");
    await page.waitForFunction((all) => document.querySelectorAll(".api-operation:not([hidden])").length < all, all);
    assert.deepEqual(await operations(page).allInnerTexts(), ["Roll"]);
    await page.getByRole("status").getByText(/^1 operation .*found[.]$/).waitFor();
    await sought(page).fill("diceplace pass");
    await page.locator(".api-type:visible").getByText("DicePlace").waitFor();
    assert.equal(await operations(page).count(), 0);
    await sought(page).fill("kraken");
    await page.getByText("Nothing here is called so.").waitFor();
    await sought(page).fill("dice_misread");
    await page.getByRole("status").getByText("1 error found.").waitFor();
    assert.deepEqual(await panels(page).evaluateAll((all) => all.map((it) => it.id)), ["errors"], "no empty frames");
    assert.deepEqual(await page.locator("#errors dl > div:visible").evaluateAll((all) => all.map((it) => it.id)), [
      "error-DICE_MISREAD",
    ]);
    // What is looked for hides the rest, and a link leads there all the same.
    for (const [name, id] of [["DICE_MISREAD", "error-DICE_MISREAD"], ["RollPost", "type-RollPost"]]) {
      await sought(page).fill("roll_dice");
      await page.waitForFunction((id) => document.getElementById(id).closest("[hidden]") !== null, id);
      await page.locator("#roll_dice details").evaluateAll((all) => all.forEach((it) => (it.open = true)));
      await page.locator("#roll_dice").getByRole("link", { name, exact: true }).click();
      await isInSight(page, id);
      assert.equal(await sought(page).inputValue(), "");
    }
    await sought(page).fill("");
    await page.waitForFunction((all) => document.querySelectorAll(".api-operation:not([hidden])").length === all, all);
    // A name leads to its type, which opens.
    await page.locator("#roll_dice").getByRole("link", { name: "RollPost" }).click();
    const type = page.locator("#type-RollPost");
    await type.getByText("expr", { exact: true }).waitFor();
    await isInSight(page, "type-RollPost");
    await type.getByRole("link", { name: "DicePlace" }).click();
    await page.locator("#type-DicePlace").getByText("pass", { exact: true }).waitFor();
    assert.deepEqual(await check.tooWide(page), []);
  });
}

law("what it says to begin with does what it says", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/api");
  const line = await shell(page).innerText();
  const [, address] = /curl '([^']+)'/.exec(line);
  const [, kind] = /-H 'content-type: ([^']+)'/.exec(line);
  const [, body] = /-d '([^']+)'/.exec(line);
  assert.ok(address.startsWith(visitor.server.url), address);
  const answer = await fetch(address, { method: "POST", headers: { "content-type": kind }, body });
  const { success, data } = await answer.json();
  assert.equal(success, true);
  assert.ok(data.total >= 6 && data.total <= 25, data.details);
});

law("an operation is tried where it is read", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(/400/);
  const { page } = visitor;
  await visitor.open("/api");
  const roll = page.locator("#roll_dice");
  await roll.locator("summary", { hasText: "Try it" }).click();
  await roll.getByLabel("Send").fill('{"expr": "3d6"}');
  await find.button(roll, "Send it").click();
  await roll.getByText("It answered with 200.").waitFor();
  const { data } = JSON.parse(await roll.locator(".api-try pre").innerText());
  assert.ok(data.total >= 3 && data.total <= 18, data.details);
  await roll.getByLabel("Send").fill('{"expr": "3d"}');
  await find.button(roll, "Send it").click();
  await roll.getByText("It answered with 400.").waitFor();
  assert.match(await roll.locator(".api-try pre").innerText(), /DICE_MISREAD/);
  const odds = page.locator("#dice_odds");
  await odds.locator("summary", { hasText: "Try it" }).click();
  await odds.getByLabel("expr").fill("1d4+@dex");
  await odds.getByLabel("values").fill("dex:3");
  await find.button(odds, "Send it").click();
  await odds.getByText("It answered with 200.").waitFor();
  assert.equal(JSON.parse(await odds.locator(".api-try pre").innerText()).data.mean, 5.5);
  await act.goOffline(visitor);
  visitor.forgive(NO_NETWORK);
  await find.button(odds, "Send it").click();
  await odds.getByText("It answered with 200.").waitFor({ state: "detached" });
  assert.equal(await page.locator("#read_account summary", { hasText: "Try it" }).count(), 0, "that needs a key");
});

law("whoever walks there reads the same as whoever comes there", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/api");
  const came = await page.locator(".api-shelf > .api-main").innerText();
  await visitor.open("/about");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await check.hasHeading(page, HEADING);
  await shell(page).waitFor();
  assert.equal(await page.locator(".api-shelf > .api-main").innerText(), came);
});

law("offline it says so, and comes by itself when the network is back", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(NO_NETWORK);
  const { page } = visitor;
  // The chunk of the page is here, its words are not.
  await visitor.open("/settings");
  await find.about(page).click();
  await check.hasHeading(page, "What Farlantern is");
  await act.goOffline(visitor);
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await check.hasHeading(page, HEADING);
  await page.getByText("It is the server that tells it.").waitFor();
  await find.button(page, "Try again").click();
  await page.getByText("It is the server that tells it.").waitFor();
  await act.goOnline(visitor);
  await shell(page).waitFor();
});
