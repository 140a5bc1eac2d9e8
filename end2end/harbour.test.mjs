// The harbour's picture: that it is one, what it costs, when it moves and when it rests, and that it comes
// back from wherever it was taken.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after } from "node:test";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import * as harbour from "./fixture/harbour.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { folder, writeIndex } from "./fixture/picture.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

/** Pictures for people to look at. For a fine one the processor takes half a minute. */
const PICTURED = LONG ? "high" : "low";

const law = ground({ stage: true });
after(writeIndex);

/** Of brightness from 0 to 255; one even colour has none. */
const VARIANCE_LEAST = 150;
/** Day is brighter than night by so much, on average. */
const DAY_LEAST = 25;
/** As wide as a desk for its height, so that as much is in sight; with a quarter of the pixels. */
const WIDE = { width: DESK.width / 2, height: DESK.height / 2 };
const DRAWS_MOST = 60;
const DRAWS_LEAST = 10;
const CALLS_MOST = 1_500;
/** Ambient motion; input is shown sixty times a second. */
const AMBIENT_MOST = 30;
const SECONDS = 10;
const { TICKS } = harbour;
const VISITS = LONG ? 10 : 5;
const HEAP_BYTES_MOST = 3_000_000;

law("a picture is drawn by day and by night, and they are not the same", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive);
  const seen = {};
  for (const hour of ["day", "dusk", "night"]) {
    await harbour.chooseHour(page, hour);
    await harbour.rests(page);
    seen[hour] = await harbour.look(page);
    const variance = harbour.variance(seen[hour]);
    assert.ok(variance >= VARIANCE_LEAST, `${hour}: a variance of ${variance.toFixed(0)}`);
  }
  const darker = harbour.mean(seen.day) - harbour.mean(seen.night);
  assert.ok(darker >= DAY_LEAST, `day is brighter by ${darker.toFixed(0)}`);
  assert.equal(await harbour.canvas(page).evaluate((it) => getComputedStyle(it).opacity), "1", "and it is seen");
});

for (const [size, viewport, hours] of [["desk", DESK, ["day"]], ["phone", PHONE, ["night"]]]) {
  law(`its pictures by day and by night: ${size}`, async ({ arrive }) => {
    const { page } = await harbour.comeToHarbour(arrive, { tier: PICTURED, blind: true, viewport });
    for (const hour of LONG ? ["day", "night"] : hours) {
      await harbour.chooseHour(page, hour);
      await photograph(page, `${hour}.${size}`);
    }
  });
}

law("its pictures, from where cameras stand", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive, { tier: PICTURED, blind: true, viewport: LONG ? DESK : WIDE });
  // Each of them is drawn by the law on draws; a picture costs as much as all of those.
  for (const [view, word] of LONG ? harbour.SPOTS : harbour.SPOTS.slice(0, 1)) {
    await find.link(harbour.places(page), word).click();
    await photograph(page, `view-${view}.desk`);
  }
});

/** Lets everything come about unseen, and then takes the picture. */
async function photograph(page, name) {
  await harbour.words(page).evaluate((it) => (it.open = false));
  await harbour.rests(page);
  await harbour.beBlind(page, false);
  // With each second frame the shadows are drawn anew.
  await harbour.look(page);
  const variance = harbour.variance(await harbour.look(page));
  assert.ok(variance >= VARIANCE_LEAST, `${name}: a variance of ${variance.toFixed(0)}`);
  await page.screenshot({ path: join(folder(), `harbour.${name}.png`), caret: "initial" });
  await harbour.beBlind(page, true);
}

law("the picture is made of few draws and few calls, in every tier and view", async ({ arrive }) => {
  // The high one makes the most draws; the middle one makes the same, of fewer pixels.
  for (const tier of LONG ? ["low", "middle", "high"] : ["high"]) {
    const { page } = await harbour.comeInOwnTime(arrive, { tier, viewport: WIDE, reducedMotion: "no-preference" });
    assert.equal(await harbour.canvas(page).getAttribute("data-tier"), tier);
    await harbour.pass(page, 1);
    await harbour.forget(page);
    for (const [view, word] of harbour.SPOTS) {
      // The figure walks there, so that its shadow is drawn, too.
      await find.link(harbour.places(page), word).click();
      await harbour.places(page).locator("[aria-current]", { hasText: word }).waitFor();
      assert.ok((await harbour.pass(page, 3)) > TICKS, `${tier}: ${view} is drawn`);
    }
    const { frames } = await harbour.counted(page);
    const most = (of) => Math.max(...frames.map(of));
    const [draws, calls] = [most((it) => it.draws), most((it) => it.calls)];
    console.log(`${tier}: ${draws} draws and ${calls} calls at most, of ${frames.length} frames`);
    assert.ok(draws <= DRAWS_MOST && calls <= CALLS_MOST, `${tier}: ${draws} draws, ${calls} calls`);
    assert.ok(draws >= DRAWS_LEAST, `${tier}: something is drawn`);
    const silent = frames.filter((it) => it.told !== it.draws).length;
    assert.equal(silent, 0, `${tier}: the canvas tells of every draw`);
    await page.close();
  }
});

law("what moves by itself is drawn thirty times a second, what is asked for sixty times", async ({ arrive }) => {
  const { page } = await harbour.comeInOwnTime(arrive, { reducedMotion: "no-preference" });
  await harbour.pass(page, 3);
  const ambient = await harbour.pass(page, SECONDS);
  assert.ok(ambient <= AMBIENT_MOST * SECONDS + 1, `${ambient} frames in ${SECONDS} seconds`);
  assert.ok(ambient >= (AMBIENT_MOST * SECONDS) / 2, `it does move: ${ambient} frames`);
  await harbour.canvas(page).focus();
  await page.keyboard.down("ArrowLeft");
  const steered = await harbour.pass(page, SECONDS);
  await page.keyboard.up("ArrowLeft");
  assert.equal(steered, SECONDS * TICKS, "whoever steers sees every frame");
});

law("it stands still for who asks for less motion, and moves again for who does not", async ({ arrive }) => {
  const { visitor, page } = await harbour.prepare(arrive);
  // The sky turns with the hour: between two minutes its stars are elsewhere.
  await page.clock.setFixedTime(new Date());
  await visitor.open("/harbour");
  await harbour.shown(page);
  await harbour.rests(page);
  const before = await harbour.look(page);
  await harbour.rests(page);
  assert.deepEqual(await harbour.look(page), before, "the same picture twice");
  await harbour.beBlind(page, true);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await harbour.goesOn(page, 5);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await harbour.rests(page);
});

law("it sleeps while its tab is hidden", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive, { blind: true, reducedMotion: "no-preference" });
  const hide = (hidden) =>
    page.evaluate((hidden) => {
      // The page's own frames go on, so that a stage that asks for them is found out.
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await harbour.goesOn(page, 5);
  await hide(true);
  await harbour.rests(page);
  await hide(false);
  await harbour.goesOn(page, 5);
});

law("a click on the planks leads the figure there", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive);
  await harbour.rests(page);
  const before = await harbour.look(page);
  const first = await harbour.frame(page);
  await harbour.beBlind(page, true);
  const { width, height } = await harbour.canvas(page).boundingBox();
  await harbour.canvas(page).click({ position: { x: width * 0.12, y: height * 0.62 } });
  await harbour.rests(page);
  // What is asked for and done at once is a frame or two.
  const frames = (await harbour.frame(page)) - first;
  assert.ok(frames >= 3, `it walked a while: ${frames} frames`);
  await harbour.beBlind(page, false);
  const moved = harbour.changed(before, await harbour.look(page));
  assert.ok(moved > 0.001 && moved < 0.25, `the figure moved and nothing else: ${moved}`);
});

law("keys steer the figure, call nothing else, and let the focus go on", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive);
  await harbour.rests(page);
  await harbour.canvas(page).focus();
  for (const key of LONG ? ["a", "D", "ArrowUp", "ArrowLeft"] : ["D", "ArrowLeft"]) {
    const before = await harbour.look(page);
    await harbour.beBlind(page, true);
    await page.keyboard.down(key);
    await harbour.goesOn(page, 10);
    await page.keyboard.up(key);
    await harbour.rests(page);
    await harbour.beBlind(page, false);
    const moved = harbour.changed(before, await harbour.look(page));
    assert.ok(moved > 0.0005, `${key}: ${moved}`);
  }
  assert.equal(new URL(page.url()).pathname, "/harbour");
  assert.equal(await page.evaluate(() => scrollY), 0);
  const isOn = () => harbour.canvas(page).evaluate((it) => it === document.activeElement);
  assert.equal(await isOn(), true);
  await page.keyboard.press("Tab");
  assert.equal(await isOn(), false, "Tab goes on");
  assert.equal(await harbour.places(page).getByRole("link").first().evaluate((it) => it === document.activeElement), true);
  await page.keyboard.press("Shift+Tab");
  assert.equal(await isOn(), true);
  await page.keyboard.press("Shift+Tab");
  assert.equal(await isOn(), false, "and back");
});

law("a lost card is told of, and the picture comes back", async ({ arrive }) => {
  const { visitor, page } = await harbour.comeToHarbour(arrive);
  visitor.forgive(/WebGL|CONTEXT_LOST|context lost/i);
  await harbour.rests(page);
  const before = await harbour.look(page);
  await harbour.openWords(page);
  await harbour.canvas(page).evaluate((it) => {
    window.loss = it.getContext("webgl2").getExtension("WEBGL_lose_context");
    window.loss.loseContext();
  });
  const told = page.getByText("The graphics card took a rest.");
  await told.waitFor();
  await page.evaluate(() => window.loss.restoreContext());
  await told.waitFor({ state: "detached" });
  await harbour.rests(page);
  assert.ok(harbour.changed(before, await harbour.look(page)) < 0.05, "it is the same picture");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await harbour.goesOn(page, 3);
});

law("it is left and come back to many times, on one canvas, and nothing piles up", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive, { blind: true });
  const devtools = await page.context().newCDPSession(page);
  const weigh = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { living } = await harbour.counted(page);
    const canvases = await page.locator("canvas").count();
    const same = await page.evaluate(() => {
      const canvas = document.querySelector("canvas");
      window.firstCanvas ??= canvas;
      window.firstContext ??= canvas.getContext("webgl2");
      return canvas === window.firstCanvas && canvas.getContext("webgl2") === window.firstContext;
    });
    return { usedSize, living, canvases, same };
  };
  const visit = async () => {
    await find.door(page, "Dice").click();
    await check.hasHeading(page, "Dice anyone can check");
    await harbour.world(page).waitFor({ state: "detached" });
    assert.equal(await page.locator("canvas").count(), 0);
    await page.goBack();
    await harbour.shown(page);
    await harbour.rests(page);
  };
  await harbour.rests(page);
  // What the two pages keep of each other once is no leak.
  await visit();
  const first = await weigh();
  for (let left = VISITS; left > 0; left -= 1) {
    const before = await harbour.frame(page);
    await visit();
    assert.ok((await harbour.frame(page)) > before, "it is drawn again");
  }
  const last = await weigh();
  assert.deepEqual([last.canvases, last.same, (await harbour.counted(page)).contexts], [1, true, 1]);
  assert.deepEqual(last.living, first.living, "what lives on the card");
  const grown = last.usedSize - first.usedSize;
  console.log(`the heap grew by ${grown} bytes in ${VISITS} visits`, last.living);
  assert.ok(grown <= HEAP_BYTES_MOST, `the heap grew by ${grown} bytes`);
});
