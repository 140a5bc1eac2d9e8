// Every page, in both themes and both sizes: nothing in the console, nothing that shuts anyone out,
// and a picture of it. Between the two sizes, nothing sticks out and nothing lies on another.
import assert from "node:assert/strict";
import { after } from "node:test";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import { ground } from "./fixture/law.mjs";
import { takePicture, writeIndex } from "./fixture/picture.mjs";
import { PLACES, chooseTheme, settle } from "./fixture/place.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
after(writeIndex);

/** Each page is opened in each theme, once in each size, and looked at in both. */
const TURNS = [
  ["dark", [["desk", DESK], ["phone", PHONE]]],
  ["vellum", [["phone", PHONE], ["desk", DESK]]],
];
const LONG = Boolean(process.env.FARLANTERN_LONG);
/** Other windows. 320 is what one of 1280 becomes when it is enlarged four times. */
const WIDTHS = LONG ? [320, 480, 640, 768, 900, 1024, 1150, 1440, 2200] : [320, 640, 900, 1150, 2200];

const LAW = "every page is well made in both themes and both sizes, and fits every window";

law(LAW, async ({ arrive }) => {
  const people = await settle(arrive);
  const broken = [];
  for (const [place, who, path, heading] of PLACES) {
    const visitor = people[who];
    const { page } = visitor;
    visitor.forgive(/404/);
    const note = (where, faults) => broken.push(...faults.map((fault) => `${place} ${where}: ${fault}`));
    for (const [theme, sizes] of TURNS) {
      await chooseTheme(visitor, theme);
      await page.setViewportSize(sizes[0][1]);
      await visitor.open(path(people.ids));
      await check.hasHeading(page, heading);
      assert.equal(await page.locator("html").getAttribute("data-theme"), theme);
      for (const [size, viewport] of sizes) {
        await page.setViewportSize(viewport);
        await takePicture(page, `${place}.${theme}.${size}`);
        // A theme changes colours and nothing else: each theme and each size is asked once, in the long run twice.
        if (LONG || size === sizes[0][0]) note(`in ${theme} at the ${size}`, await check.shutsOut(page));
      }
    }
    await act.unfold(page);
    for (const width of [PHONE.width, DESK.width, ...WIDTHS]) {
      await page.setViewportSize({ width, height: DESK.height });
      note(`at ${width}`, [...(await check.tooWide(page)), ...(await check.overlapping(page))]);
    }
  }
  assert.deepEqual(broken, []);
}, { timeout: 300_000 });
