// How it sounds: sliders that work by keyboard, are kept, and agree between tabs.
import assert from "node:assert/strict";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground();

const CHANNELS = ["Music", "Ambience", "Effects", "Interface", "Voices"];
const slider = (page, name) => page.getByRole("slider", { name, exact: true });
const check = (page, name) => page.getByRole("checkbox", { name, exact: true });
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("farlantern.sound")));
const MUTE = "Mute everything";
const CAPTIONS = "Show in words what is heard";

law("levels are set by keyboard, shown beside, and kept", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/settings#sound");
  assert.equal(await kept(page), null, "who chose nothing leaves nothing behind");
  for (const name of CHANNELS) assert.equal(await slider(page, name).inputValue(), "80");
  await slider(page, "Music").focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowLeft");
  assert.equal(await slider(page, "Music").inputValue(), "65");
  await page.locator(".slider", { has: slider(page, "Music") }).getByText("65", { exact: true }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Home");
  await slider(page, "Voices").focus();
  await page.keyboard.press("End");
  await check(page, MUTE).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const chosen = { music: 65, ambience: 0, effects: 80, interface: 80, voice: 100, muted: true, captions: true };
  assert.deepEqual(await kept(page), chosen);
  await visitor.reload();
  const levels = await Promise.all(CHANNELS.map((name) => slider(page, name).inputValue()));
  assert.deepEqual(levels, ["65", "0", "80", "80", "100"]);
  assert.ok(await check(page, MUTE).isChecked());
  assert.ok(await check(page, CAPTIONS).isChecked());
});

law("another tab hears of it at once", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/settings");
  const other = await visitor.openTab();
  await visitor.open("/settings", other);
  await slider(other, "Effects").fill("20");
  await check(other, CAPTIONS).check();
  await page.waitForFunction(() => document.querySelector("#sound-effects").value === "20");
  await check(page, CAPTIONS).and(page.locator(":checked")).waitFor({ state: "attached" });
  assert.ok(!(await check(page, MUTE).isChecked()));
});

law("a browser that keeps nothing, or something strange, has the usual levels", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await page.addInitScript(() => localStorage.setItem("farlantern.sound", '{"music":"loud"}'));
  await visitor.open("/settings");
  assert.equal(await slider(page, "Music").inputValue(), "80");
  await slider(page, "Music").fill("50");
  assert.equal((await kept(page)).music, 50);
});

law("captions come into a region that stands there, once for what goes on, and go", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/workbench");
  // The bench has both themes side by side; this is the first.
  const region = page.getByRole("log", { name: "What is heard" }).first();
  const gull = page.getByRole("button", { name: "A gull cries.", exact: true }).first();
  const step = page.getByRole("button", { name: "A step on planks.", exact: true }).first();
  await gull.click();
  assert.equal(await region.locator("p").count(), 0, "who did not ask for captions gets none");
  await page.evaluate(() => localStorage.setItem("farlantern.sound", '{"captions":true}'));
  await visitor.reload();
  for (const it of [gull, step, step, gull]) await it.click();
  assert.deepEqual(await region.locator("p").allTextContents(), ["A gull cries.", "A step on planks."]);
  await region.locator("p").first().waitFor({ state: "detached" });
});

law("one press lets sound in, the next mutes it", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/workbench");
  const button = find.button(page, "Sound").first();
  const pressed = () => button.getAttribute("aria-pressed");
  assert.equal(await pressed(), "false", "nothing sounds before a gesture");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await pressed(), "true");
  await page.keyboard.press("Enter");
  assert.equal(await pressed(), "false");
  assert.equal((await kept(page)).muted, true);
});
