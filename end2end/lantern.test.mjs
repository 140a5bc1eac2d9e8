// The lantern of the landing page is drawn in three dimensions, and sleeps when nobody looks.
import assert from "node:assert/strict";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { compare, folder } from "./fixture/picture.mjs";
import { join } from "node:path";

const law = ground({ stage: true });

/** Chromium's software renderer remarks on being looked at. */
const DRIVER_REMARKS = /GL Driver Message/;
const SHADES_LEAST = 200;

/** Small, because here every pixel is drawn by the processor. */
const SMALL = { width: 390, height: 500 };

async function atLantern(arrive, settings) {
  const visitor = await arrive({ viewport: SMALL, reducedMotion: "no-preference", ...settings });
  visitor.forgive(DRIVER_REMARKS);
  await visitor.open("/");
  await visitor.page.locator(".lantern-stage[data-lit]").waitFor();
  return { visitor, page: visitor.page, canvas: visitor.page.locator(".lantern-stage canvas") };
}

const frame = (canvas) => canvas.evaluate((it) => Number(it.dataset.frame ?? 0));

async function turnsOn(page, canvas, frames = 5) {
  const until = (await frame(canvas)) + frames;
  const there = (until) => Number(document.querySelector(".lantern-stage canvas").dataset.frame) >= until;
  await page.waitForFunction(there, until);
}

/** How many different colours a picture has. */
const shades = async (page, png) => (await compare(page, png)).shades;

law("the lantern is drawn, frame after frame", async ({ arrive }) => {
  const { page, canvas } = await atLantern(arrive);
  await turnsOn(page, canvas);
  // The picture on top has gone, so what is seen is the drawing.
  await page.waitForFunction(() => getComputedStyle(document.querySelector(".lantern-stage img")).opacity === "0");
  const png = await canvas.screenshot({ caret: "initial", path: join(folder(), "landing.lantern.dark.png") });
  const count = await shades(page, png);
  assert.ok(count >= SHADES_LEAST, `${count} shades`);
});

law("the lantern follows the theme", async ({ arrive }) => {
  const { page, canvas } = await atLantern(arrive);
  await page.getByRole("button", { name: "Vellum theme" }).click();
  await page.locator('html[data-theme="vellum"]').waitFor({ state: "attached" });
  await turnsOn(page, canvas);
  const png = await canvas.screenshot({ caret: "initial", path: join(folder(), "landing.lantern.vellum.png") });
  assert.ok((await shades(page, png)) >= SHADES_LEAST);
});

law("the lantern stands still for who asks for less motion", async ({ arrive }) => {
  const { page, canvas } = await atLantern(arrive, { reducedMotion: "reduce" });
  await page.waitForFunction(() => Number(document.querySelector(".lantern-stage canvas").dataset.frame) >= 1);
  const before = await canvas.screenshot({ caret: "initial" });
  assert.ok((await shades(page, before)) >= SHADES_LEAST);
  const first = await frame(canvas);
  // Other frames of the page come and go; the lantern's do not.
  await page.evaluate(async () => {
    for (let left = 20; left > 0; left -= 1) await new Promise(requestAnimationFrame);
  });
  assert.ok((await frame(canvas)) <= first + 1);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await turnsOn(page, canvas);
});

law("the lantern sleeps while it is out of sight", async ({ arrive }) => {
  const { page, canvas } = await atLantern(arrive);
  await turnsOn(page, canvas);
  await page.evaluate(async () => {
    scrollTo(0, document.documentElement.scrollHeight);
    // Sight is told after the next frames.
    for (let left = 10; left > 0; left -= 1) await new Promise(requestAnimationFrame);
  });
  const asleep = await frame(canvas);
  await page.evaluate(async () => {
    for (let left = 20; left > 0; left -= 1) await new Promise(requestAnimationFrame);
  });
  assert.equal(await frame(canvas), asleep);
  await page.evaluate(() => scrollTo(0, 0));
  await turnsOn(page, canvas);
});

law("the lantern is lit again after its context was lost", async ({ arrive }) => {
  const { visitor, page, canvas } = await atLantern(arrive);
  visitor.forgive(/WebGL|CONTEXT_LOST|context lost/i);
  await canvas.evaluate((it) => {
    window.loss = it.getContext("webgl2").getExtension("WEBGL_lose_context");
    window.lost = new Promise((done) => it.addEventListener("webglcontextlost", done, { once: true }));
    window.back = new Promise((done) => it.addEventListener("webglcontextrestored", done, { once: true }));
    window.loss.loseContext();
  });
  await page.evaluate(() => window.lost);
  // A context is given back only after the loss has been heard.
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  await page.evaluate(() => window.loss.restoreContext());
  await page.evaluate(() => window.back);
  await turnsOn(page, canvas);
  assert.ok((await shades(page, await canvas.screenshot({ caret: "initial" }))) >= SHADES_LEAST);
});

law("the lantern goes out with its page, and is lit again with it", async ({ arrive }) => {
  const { page } = await atLantern(arrive);
  for (let visit = 0; visit < (LONG ? 2 : 1); visit += 1) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Dice" }).click();
    await page.locator(".lantern-stage").waitFor({ state: "detached" });
    await find.home(page).click();
    await page.locator(".lantern-stage[data-lit]").waitFor();
    await turnsOn(page, page.locator(".lantern-stage canvas"), 2);
  }
});
