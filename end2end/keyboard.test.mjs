// Every page can be walked through by keyboard, and its doors are large enough for a thumb.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { PEOPLE, PLACES } from "./fixture/place.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();

const TARGET_LEAST = 44;
const RING_LEAST = 2;
const STEPS_MAX = 400;
/** A reference has hundreds of folds that are all alike. */
const LEFT_FOLDED = "api";
const BENCH = "workbench";
const SIZES = [["desk", DESK], ["phone", PHONE]];
const PHONE_TURN = 1;

for (const [who, settle] of Object.entries(PEOPLE)) {
  law(`tab reaches every control of the ${who}'s pages in order and shows where it is`, async ({ arrive }) => {
    // Where less motion is asked for, short fades stand between a step and what is seen of it.
    const { visitor, ids } = await settle(arrive, { reducedMotion: "no-preference" });
    const { page } = visitor;
    visitor.forgive(/404/);
    const broken = [];
    for (const [at, [place, , path]] of PLACES.filter((it) => it[1] === who && it[0] !== BENCH).entries()) {
      await visitor.open(path(ids));
      // Without WebGL the harbour's download is soon called off.
      await page.locator(".world-coming").waitFor({ state: "detached" });
      if (place !== LEFT_FOLDED) await act.unfold(page);
      for (const [turn, [size, viewport]] of SIZES.entries()) {
        await page.setViewportSize(viewport);
        // A walk is long: one page at the desk, the next on the phone, and in the long run each at both.
        const walks = LONG || turn === (place === LEFT_FOLDED ? PHONE_TURN : at % SIZES.length);
        if (walks) for (const fault of await walk(page)) broken.push(`${place} at the ${size}: ${fault}`);
      }
      for (const fault of await tooSmall(page)) broken.push(`${place}: ${fault}`);
    }
    assert.deepEqual(broken, []);
  });
}

law("the first stop is the way past the strip, and it leads there", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/about");
  await page.keyboard.press("Tab");
  const skip = find.link(page, "Skip to the page");
  assert.equal(await skip.evaluate((it) => it === document.activeElement), true);
  const box = await skip.boundingBox();
  assert.ok(box.y >= 0, "it is seen while it has the focus");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main");
});

law("a move within the site takes the focus along", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/");
  await find.door(page, "Characters").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/characters");
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
  assert.equal(await page.title(), "Characters - Farlantern");
  assert.equal(await page.evaluate(() => scrollY), 0);
});

law("a character is made by keyboard alone", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/characters");
  const until = async (there) => {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      if (await page.evaluate(there)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`never reached: ${there}`);
  };
  await until(() => document.activeElement.id === "create-name");
  await page.keyboard.type("Isa Stonehelm");
  await until(() => document.activeElement.name === "create-species");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+Tab");
  await find.nameField(page).focus();
  await page.keyboard.press("Enter");
  await find.heading(page).filter({ hasText: "Isa Stonehelm" }).waitFor();
});

law("a dialog keeps the focus, and gives it back", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeCharacter(visitor, "Kela Windkeel");
  const button = find.button(page, "Retire");
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("Tab");
    // Between two rounds the focus may be with the browser's own controls.
    const inside = await page.evaluate(() => document.activeElement.matches("body, dialog *"));
    assert.ok(inside, "the focus left the dialog");
  }
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === "Retire");
});

/** Presses Tab from the top to the end, and tells what is out of order. */
async function walk(page) {
  const expected = await page.evaluate(controls);
  const broken = [];
  const seen = [];
  await page.evaluate(() => {
    // The next Tab begins where the focus was last, even if that is gone.
    const top = Object.assign(document.createElement("span"), { tabIndex: -1 });
    document.body.prepend(top);
    top.focus();
    top.remove();
    scrollTo(0, 0);
  });
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(focused, RING_LEAST);
    // A field for a day has a stop for each of its parts.
    if (here !== null && here.name === seen.at(-1)) continue;
    if (here === null || seen.includes(here.name)) break;
    seen.push(here.name);
    broken.push(...here.faults.map((fault) => `${here.name} ${fault}`));
  }
  if (seen[0] !== expected[0]) broken.push(`the first stop is ${seen[0]}, not ${expected[0]}`);
  for (const [index, name] of expected.entries()) {
    if (!seen.includes(name)) broken.push(`${name} is never reached`);
    else if (seen.indexOf(name) !== index && seen.every((it) => expected.includes(it))) {
      broken.push(`${name} is stop ${seen.indexOf(name) + 1}, in the page ${index + 1}`);
    }
  }
  return broken;
}

/** In the page: every control that Tab should stop at, in the order of the page. */
function controls() {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  const stops = [...all].filter((it) => {
    const hidden = !it.checkVisibility({ visibilityProperty: true });
    // Of a group of radios, Tab stops at the chosen one.
    const passed = it.type === "radio" && !it.checked && document.querySelector(`[name="${it.name}"]:checked`);
    return !hidden && !it.matches(":disabled") && !passed;
  });
  stops.forEach((it, index) => {
    const words = it.ariaLabel ?? (it.textContent.trim() || it.name);
    it.stop = `${index + 1} ${it.tagName.toLowerCase()} “${words.slice(0, 30)}”`;
  });
  return stops.map((it) => it.stop);
}

/** In the page: what has the focus, and whether one sees that it has. */
function focused(ringLeast) {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const faults = [];
  const ring = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= ringLeast;
  };
  const shown = [it, it.closest(".choice"), it.closest(".card")].filter(Boolean);
  if (!shown.some(ring)) faults.push("shows no ring");
  const seen = it.closest(".choice") ?? it;
  const { left, top, width, height } = seen.getBoundingClientRect();
  const at = document.elementFromPoint(left + width / 2, top + height / 2);
  const covered = !at || !(seen.contains(at) || at.contains(seen) || it.closest(".card")?.contains(at));
  if (covered) faults.push(`is covered by ${at?.outerHTML.slice(0, 60) ?? "the edge of the window"}`);
  return { name: it.stop ?? it.outerHTML.slice(0, 80), faults };
}

/** Buttons, fields, choices, and the links of navigation that are smaller than a thumb. */
function tooSmall(page) {
  return page.evaluate((least) => {
    const doors =
      "button, summary, .button, select, textarea, input:not([type=radio]), .choice, nav a, .strip a, form a";
    return [...document.querySelectorAll(doors)]
      .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest(".visually-hidden"))
      .map((it) => [it, it.getBoundingClientRect()])
      .filter(([, { width, height }]) => width < least - 0.5 || height < least - 0.5)
      .map(([it, { width, height }]) => `${it.outerHTML.slice(0, 70)} is ${width.toFixed(0)} by ${height.toFixed(0)}`);
  }, TARGET_LEAST);
}
