// Everything in the harbour by words: with a keyboard alone, with a picture or none, with scripts or none.
import assert from "node:assert/strict";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import * as harbour from "./fixture/harbour.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { TURNS, dress } from "./fixture/picture.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground({ stage: true });

const STEPS_MAX = 60;
/** A window that is narrower than every phone that is sold. */
const NARROW = { width: 320, height: 640 };
const FLAT = /This browser draws no pictures with depth/;

/** Presses Tab until the focus is there. */
async function reach(page, there) {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await there.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`never reached: ${there}`);
}

async function press(page, there, key = "Enter") {
  await reach(page, there);
  await page.keyboard.press(key);
}

async function says(page, words) {
  await harbour.sentence(page).getByText(words, { exact: true }).waitFor();
}

/** Goes everywhere and greets everybody. */
async function goAround(page) {
  for (const [view, word, words] of harbour.SPOTS) {
    const link = find.link(harbour.places(page), word);
    await press(page, link);
    await says(page, words);
    await page.waitForURL(view === "harbour" ? "**/harbour" : `**/harbour?view=${view}`);
    assert.equal(await link.getAttribute("aria-current"), "true");
    assert.equal(await harbour.places(page).locator("[aria-current]").count(), 1);
  }
  await press(page, harbour.words(page).locator("summary"));
  for (const [word, words] of harbour.HOSTS) {
    await press(page, find.button(page, word));
    await says(page, words);
  }
}

/** Chooses each hour by arrow keys. */
async function tellHours(page) {
  await reach(page, page.locator('input[name="hour"][value="clock"]'));
  for (const hour of ["day", "dusk", "night"]) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator('input[name="hour"]:checked').getAttribute("value"), hour);
  }
}

/** A visitor of a browser without depth. */
async function flat(arrive, settings) {
  const visitor = await arrive(settings);
  await visitor.page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await visitor.open("/harbour");
  await visitor.page.locator(".world-sheet", { hasText: FLAT }).waitFor({ state: "attached" });
  return { visitor, page: visitor.page };
}

async function showsPainting(page) {
  const painting = page.locator(".world-painted img");
  const shown = await painting.evaluate(async (it) => {
    await it.decode();
    const box = it.getBoundingClientRect();
    return { pixels: it.naturalWidth, width: box.width, opacity: getComputedStyle(it).opacity };
  });
  assert.ok(shown.pixels > 0 && shown.width > 100, JSON.stringify(shown));
  assert.equal(shown.opacity, "1");
  assert.match(await painting.getAttribute("alt"), /^A lantern-lit quay/);
}

law("everything in the harbour is done with the keyboard alone", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive, { blind: true });
  await goAround(page);
  await press(page, find.button(page, "Sit down"));
  await press(page, find.button(page, "Stand up"), "Space");
  await find.button(page, "Sit down").waitFor();
  await harbour.rests(page);
  const before = await harbour.frame(page);
  await press(page, find.button(page, "Cheer"));
  await harbour.goesOn(page, 5);
  await harbour.rests(page);
  assert.ok((await harbour.frame(page)) - before > 5, "it cheered a while");
  const cheered = await harbour.frame(page);
  await tellHours(page);
  await page.waitForFunction((it) => Number(document.querySelector(".world canvas").dataset.frame) > it, cheered);
});

law("a place that is chosen keeps the focus", async ({ arrive }) => {
  const { page } = await flat(arrive);
  const link = find.link(harbour.places(page), "Shop");
  await press(page, link);
  await says(page, harbour.SPOTS[1][2]);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await link.evaluate((it) => it === document.activeElement), true);
});

law("without depth the harbour is a picture, and everything in words is there", async ({ arrive }) => {
  const { page } = await flat(arrive);
  await showsPainting(page);
  assert.equal(await page.locator(".world-coming").count(), 0, "nothing is awaited that will not come");
  assert.equal(await page.locator(".world-label:visible").count(), 0);
  await goAround(page);
  await page.getByText(FLAT).waitFor();
  await tellHours(page);
});

law("the names over the places lead there, and are no second list for readers", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive, { blind: true, viewport: DESK });
  await harbour.rests(page);
  const labels = page.locator("a.world-label:visible");
  assert.ok((await labels.count()) >= 2, "some are in sight");
  const word = await labels.first().innerText();
  await labels.first().click();
  await page.waitForFunction(
    (word) => document.querySelector(".world-places [aria-current]").textContent.trim() === word,
    word,
  );
  assert.equal(await page.locator(".world-labels").getByRole("link").count(), 0);
  assert.equal(await page.locator(".world-labels").getByRole("button").count(), 0);
});

law("nobody is shut out of the harbour, with its list open or not", async ({ arrive }) => {
  const { page } = await harbour.comeToHarbour(arrive, { blind: true });
  for (const [theme, size, viewport] of TURNS) {
    await dress(page, theme);
    await page.setViewportSize(viewport);
    await harbour.rests(page);
    for (const open of [false, true]) {
      await harbour.words(page).evaluate((it, open) => (it.open = open), open);
      assert.deepEqual(await check.shutsOut(page), [], `${theme} at the ${size}, open: ${open}`);
    }
  }
});

law("nothing sticks out at the side, in the largest text either", async ({ arrive }) => {
  const broken = [];
  // What fits when it is largest fits when it is not.
  for (const text of LONG ? ["normal", "largest"] : ["largest"]) {
    const { page } = await harbour.comeToHarbour(arrive, { blind: true, look: `text:${text}` });
    for (const viewport of [PHONE, NARROW, DESK]) {
      await page.setViewportSize(viewport);
      await harbour.rests(page);
      for (const open of [false, true]) {
        await harbour.words(page).evaluate((it, open) => (it.open = open), open);
        const faults = [...(await check.tooWide(page)), ...(await page.evaluate(outside))];
        broken.push(...faults.map((it) => `${text} at ${viewport.width}, open ${open}: ${it}`));
      }
    }
    await page.close();
  }
  assert.deepEqual(broken, []);
});

/** Runs in the page: what of the tray a person cannot see whole, because the world cuts it off. */
function outside() {
  const box = document.querySelector(".world").getBoundingClientRect();
  const all = [...document.querySelectorAll(".world-tray :is(p, a, summary, .world-sheet)")];
  const cut = all.filter((it) => it.checkVisibility({ visibilityProperty: true })).filter((it) => {
    if (it.closest(".world-sheet") && !it.matches(".world-sheet")) return false;
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return left < box.left - 0.5 || right > box.right + 0.5 || top < box.top - 0.5 || bottom > box.bottom + 0.5;
  });
  return cut.map((it) => `is cut off: ${it.outerHTML.slice(0, 80)}`);
}
