// Every page, in both themes and both sizes: nothing in the console, nothing that shuts anyone out,
// and a picture of it. Between the two sizes, nothing sticks out and nothing lies on another.
import assert from "node:assert/strict";
import { after } from "node:test";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { TURNS, dress, takePicture, writeIndex } from "./fixture/picture.mjs";
import { PEOPLE, PLACES, chooseTheme } from "./fixture/place.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
after(writeIndex);

/** Other windows. 320 is what one of 1280 becomes when it is enlarged four times. */
const WIDTHS = LONG ? [320, 480, 640, 768, 900, 1024, 1150, 1440, 2200] : [320, 640, 900, 1150, 2200];

for (const [who, settle] of Object.entries(PEOPLE)) {
  law(`every page of the ${who} is well made in both themes and both sizes, and fits every window`, async ({ arrive }) => {
    const { visitor, ids } = await settle(arrive);
    const { page } = visitor;
    visitor.forgive(/404/);
    const broken = [];
    for (const [at, [place, , path, heading]] of PLACES.filter((it) => it[1] === who).entries()) {
      const note = (where, faults) => broken.push(...faults.map((fault) => `${place} ${where}: ${fault}`));
      // A page is opened and asked in one theme and size, the next one in the other: a theme changes colours and
      // nothing else, and each pair of colours has a test of its own.
      const turns = LONG ? TURNS : [TURNS[at % 2], TURNS[1 - (at % 2)]];
      for (const [turn, [theme, size, viewport]] of turns.entries()) {
        await page.setViewportSize(viewport);
        if (LONG || turn === 0) await come(visitor, path(ids), theme, heading);
        else await dress(page, theme);
        await takePicture(page, `${place}.${theme}.${size}`);
        if (LONG || turn === 0) note(`in ${theme} at the ${size}`, await check.shutsOut(page));
      }
      await act.unfold(page);
      for (const width of [PHONE.width, DESK.width, ...WIDTHS]) {
        await page.setViewportSize({ width, height: DESK.height });
        note(`at ${width}`, [...(await check.tooWide(page)), ...(await check.overlapping(page))]);
      }
    }
    assert.deepEqual(broken, []);
  });
}

async function come(visitor, path, theme, heading) {
  await chooseTheme(visitor, theme);
  await visitor.open(path);
  await check.hasHeading(visitor.page, heading);
  assert.equal(await visitor.page.locator("html").getAttribute("data-theme"), theme);
}
