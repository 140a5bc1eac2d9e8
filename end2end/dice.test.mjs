// Dice: written as people know them, likely as it says, rolled with a receipt, and believed only when
// the receipt proves it.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|FAILED)/;
const FORGOTTEN = /404/;

const line = (page) => page.getByLabel("What to roll");
const total = (page) => page.locator(".roll-total");
const past = (page) => page.locator(".past-rolls > li");
const odds = (page) => page.locator("#odds");
const receiptLink = (page) => page.locator(".roll-told").getByRole("link", { name: "Receipt" });
const genuine = (page) => page.getByRole("heading", { name: "The roll is genuine" });
const nothingProven = (page) => find.notice(page, "This receipt proves nothing");

/** Writes an expression and rolls it, and returns what it came to. */
async function roll(page, expr) {
  await send(page, expr);
  return Number(await total(page).first().innerText());
}

async function send(page, expr) {
  const before = await past(page).count();
  await line(page).fill(expr);
  await find.button(page, "Roll").click();
  await past(page).nth(before).waitFor();
}

async function open(arrive, path = "/roll", settings = {}) {
  const visitor = await arrive(settings);
  await visitor.open(path);
  return { visitor, page: visitor.page };
}

for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
  law(`an expression is written with offers, rolled and told, by keyboard alone: ${size}`, async ({ arrive }) => {
    const { visitor, page } = await open(arrive, "/roll", { viewport });
    await line(page).focus();
    await page.keyboard.type("4d6k");
    await page.getByRole("option", { name: /kh\b.*highest/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.getByRole("listbox").getByRole("option", { selected: true }).innerText(), "kh\nkeep the highest so many");
    await page.keyboard.press("Enter");
    assert.equal(await line(page).inputValue(), "4d6kh");
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await total(page).waitFor();
    assert.ok(await page.locator(".roll-offers").isHidden(), "nothing covers what came of it");
    const shown = await page.locator(".die:not([data-dropped])").allInnerTexts();
    assert.equal(shown.length, 3);
    const sum = shown.reduce((sum, it) => sum + Number(it), 0);
    assert.equal(Number(await total(page).innerText()), sum);
    assert.match(await page.locator(".roll-story").innerText(), new RegExp(`^4d6kh3 \\(.*\\) = ${sum}$`));
    assert.ok(await total(page).evaluate((it) => it.getBoundingClientRect().top < innerHeight), "it is in sight");
    const said = page.getByRole("status").filter({ hasText: `4d6kh3: ${sum}` });
    await said.first().waitFor({ state: "attached" });
    await check.isWellMade(page, [viewport]);
    assert.equal((await visitor.context.cookies()).length, 0, "nobody had to be anybody");
  });
}

law("what is wrong is pointed at, and nothing is sent", async ({ arrive }) => {
  const { page } = await open(arrive);
  const sent = [];
  page.on("request", (it) => it.method() === "POST" && sent.push(it.url()));
  await line(page).fill("2d20kh1 + é + banana");
  await line(page).press("Enter");
  await page.locator("#roll-said").getByText("At character 11: Here a number, dice or a parenthesis is expected.").waitFor();
  assert.equal(await page.locator(".roll-pointed mark").innerText(), "é");
  assert.equal(await line(page).getAttribute("aria-invalid"), "true");
  assert.deepEqual(sent, []);
  await page.getByLabel("Spelling").selectOption("avrae");
  await line(page).fill("4d6e6");
  await page.locator(".odds-plot").waitFor();
  await page.getByLabel("Spelling").selectOption("foundry");
  await page.locator("#roll-said").getByText("At character 4: `e6` is not understood here.").waitFor();
});

law("odds are shown before the roll, and answer what one asks", async ({ arrive }) => {
  const { page } = await open(arrive, "/roll?e=2d6");
  await odds(page).getByText("2d6: 7.00 on average, give or take 2.42").waitFor();
  await odds(page).getByText("Counted, out of 36 cases that are equally likely.").waitFor();
  assert.equal(await odds(page).locator("rect").count(), 11);
  await odds(page).getByLabel("Reach at least").fill("10");
  await odds(page).locator("output", { hasText: "16.7 %" }).waitFor();
  assert.equal(await odds(page).locator("rect[data-reached]").count(), 3);
  await act.unfold(page);
  assert.match(await odds(page).getByRole("row").nth(1).innerText(), /^2\s+2\.78 %\s+100\.0 %$/);
  await line(page).fill("1d20 >= 11");
  await odds(page).getByText("1d20 >= 11: 0.50 on average").waitFor();
  await line(page).fill("1000d6");
  await odds(page).getByText("Approximate: computed").waitFor();
  await line(page).fill("7");
  await odds(page).getByText("It is always 7.").waitFor();
});

law("values stand behind names, and are kept in this browser", async ({ arrive }) => {
  const { visitor, page } = await open(arrive, "/roll?e=1d1%2B%40str");
  await find.button(page, "Roll").click();
  await page.locator(".fault", { hasText: "Say what @str is." }).waitFor();
  await page.getByLabel("@str").fill("5");
  await odds(page).getByText("It is always 6.").waitFor();
  assert.equal(await roll(page, "1d1+@str"), 6);
  await visitor.reload();
  await page.locator("#roll-value-str").waitFor();
  assert.equal(await page.locator("#roll-value-str").inputValue(), "5");
});

law("a receipt is checked by its page alone, without a network", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  visitor.forgive(NO_NETWORK);
  await roll(page, "1d20");
  const sum = await roll(page, "8d6[fire] + 1d4");
  await act.goOffline(visitor);
  await receiptLink(page).click();
  await genuine(page).waitFor();
  assert.equal(Number(await total(page).innerText()), sum);
  await page.getByText("That server is this one").waitFor();
  await check.isWellMade(page, [DESK, PHONE]);

  const word = new URL(page.url()).searchParams.get("proof");
  const paste = async (text) => {
    await page.getByLabel("Receipt or link").fill(text);
    await find.button(page, "Check it").click();
  };
  // Any character of it: of the key, the promise, a signature, the roll.
  const parts = word.split(".");
  for (const part of parts.keys()) {
    const changed = parts.with(part, parts[part].replace(/^(.{9})./, (_, begun) => begun + (parts[part][9] === "A" ? "B" : "A")));
    await paste(changed.join("."));
    await nothingProven(page).waitFor();
    assert.equal(await genuine(page).count(), 0);
    await paste(`https://elsewhere.example/roll/receipt?proof=${word}`);
    await genuine(page).waitFor();
  }
  await paste("nothing at all");
  await nothingProven(page).waitFor();
});

law("without a network it is rolled in the browser, and says that nothing proves it", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  visitor.forgive(NO_NETWORK);
  await act.goOffline(visitor);
  const sum = await roll(page, "3d1 + 4");
  assert.equal(sum, 7);
  await page.getByText("there is no receipt").waitFor();
  assert.equal(await receiptLink(page).count(), 0);
  await act.goOnline(visitor);
  await roll(page, "1d20");
  await receiptLink(page).waitFor();
});

law("a server that cheats is caught", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  visitor.forgive(NO_NETWORK);
  await roll(page, "1d20");
  const honest = [];
  const cheat = async (change) => {
    await page.unroute("**/api/v1/dice/roll");
    await page.route("**/api/v1/dice/roll", async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      honest.push(structuredClone(answer.data));
      change(answer.data);
      await route.fulfill({ response, json: answer });
    });
  };
  const caught = find.notice(page, "This roll is not to be believed");
  const bit = (text, at) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);

  await cheat((data) => (data.receipt.signature = bit(data.receipt.signature, 20)));
  await send(page, "1d20");
  await caught.getByText("The signature does not fit").waitFor();
  // The one before once more, in place of a new one.
  await page.unroute("**/api/v1/dice/roll");
  await roll(page, "1d20");
  await cheat((data) => Object.assign(data.receipt, honest[0].receipt));
  await send(page, "1d20");
  await caught.waitFor();
  // A roll that is kept back is not a lie that can be proven, but it is told.
  await page.unroute("**/api/v1/dice/roll");
  await roll(page, "1d20");
  await receiptLink(page).waitFor();
  await page.route("**/api/v1/dice/roll", async (route) => {
    await route.fetch();
    await route.abort("internetdisconnected");
  });
  await send(page, "1d20");
  await page.getByText("there is no receipt").waitFor();
  await page.unroute("**/api/v1/dice/roll");
  await roll(page, "1d20");
  await find.notice(page, "A roll between this one and the last one").waitFor();
  await roll(page, "1d20");
  await receiptLink(page).waitFor();
  assert.equal(await find.notice(page, "A roll between").count(), 0, "from here on it is in order again");
  assert.deepEqual(visitor.faults, []);
});

law("favourites and rolls stay, and a link leads to the same line", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  await page.getByLabel("Spelling").selectOption("avrae");
  const sum = await roll(page, "4d6kh3 + 1d8e8");
  await find.button(page, "Keep as favourite").click();
  await find.button(page, "Drop from favourites").waitFor();
  await visitor.open("/roll");
  await past(page).first().getByText(String(sum), { exact: true }).waitFor();
  await page.locator("#favourites").getByRole("link", { name: "4d6kh3 + 1d8e8" }).click();
  assert.equal(await line(page).inputValue(), "4d6kh3 + 1d8e8");
  assert.equal(await page.getByLabel("Spelling").inputValue(), "avrae");
  await roll(page, "4d6kh3 + 1d8e8");
  const link = page.url();
  assert.ok(link.endsWith("/roll?e=4d6kh3%20%2B%201d8e8&d=avrae"), link);
  const stranger = await arrive();
  await stranger.open(link);
  assert.equal(await line(stranger.page).inputValue(), "4d6kh3 + 1d8e8");
  await odds(stranger.page).getByText("on average").waitFor();
  await find.button(page, "Clear").click();
  await page.getByText("What you roll stands here").waitFor();
  assert.ok(await find.button(page, "Clear").evaluate((it) => it === document.activeElement), "it keeps the focus");
  assert.equal(await page.locator("#favourites a").count(), 1);
});

law("a stream that the server has forgotten is followed by another, with another share, and that is told", async ({ arrive }) => {
  const { visitor, page } = await open(arrive);
  visitor.forgive(FORGOTTEN);
  await roll(page, "1d20");
  const shares = [];
  page.on("request", (it) => it.url().endsWith("/dice/roll") && shares.push(it.postDataJSON().share));
  await page.evaluate(() => {
    const pouch = JSON.parse(localStorage.getItem("farlantern.dice"));
    pouch.watch.place.stream = "0".repeat(32);
    localStorage.setItem("farlantern.dice", JSON.stringify(pouch));
  });
  await roll(page, "1d20");
  await receiptLink(page).waitFor();
  await find.notice(page, "The server no longer knew").waitFor();
  assert.equal(new Set(shares).size, 2, "who was told the first share could have chosen the second promise");
});

law("a roll that anybody signed is shown as that, and not as this server's", async ({ arrive }) => {
  const { page, visitor } = await open(arrive);
  await roll(page, "1d20");
  const href = await receiptLink(page).getAttribute("href");
  const [, promise, , receipt] = href.split("proof=")[1].split(".");
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "jwk" }).x;
  const signed = (bytes) => sign(null, Buffer.from(bytes, "base64url"), privateKey).toString("base64url");
  const forged = [key, promise, signed(promise), receipt, signed(receipt)].join(".");
  await visitor.open(`/roll/receipt?proof=${forged}`);
  await page.getByRole("heading", { name: "Somebody else's roll, whole in itself" }).waitFor();
  await find.notice(page, "Anybody can make such a key").waitFor();
  assert.equal(await genuine(page).count(), 0);
  await visitor.open(`/roll?e=1d20&proof=${forged}`);
  await find.notice(page, "This roll is not to be believed").getByText("Another server signed this.").waitFor();
  assert.equal(await total(page).count(), 0);
});

law("two tabs that roll at once take nobody for a liar", async ({ arrive }) => {
  const { page, visitor } = await open(arrive);
  const other = await visitor.openTab();
  await visitor.open("/roll", other);
  for (const tab of [page, other]) await line(tab).fill("2d6");
  await Promise.all([page, other].flatMap((tab) => [1, 2, 3].map(() => find.button(tab, "Roll").click())));
  for (const tab of [page, other]) {
    await receiptLink(tab).waitFor();
    assert.equal(await tab.locator(".roll-told .notice").count(), 0);
  }
  const made = await past(page).count();
  await roll(other, "3d6");
  await past(page).nth(made).waitFor();
  assert.match(await past(page).first().innerText(), /3d6/, "each sees what the other rolls");
});
