// Between the two sizes that pictures are taken at there are all others: nothing sticks out, and no
// control lies on another, from the narrowest window to the widest.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import { ground } from "./fixture/law.mjs";
import { PLACES, settle } from "./fixture/place.mjs";

const law = ground();

/** 320 is what a window of 1280 becomes when it is enlarged four times. */
const WIDTHS = [320, 480, 640, 768, 900, 1024, 1150, 1440, 2200];

law("every page fits every window", async ({ arrive }) => {
  const people = await settle(arrive);
  const broken = [];
  for (const [place, who, path] of PLACES) {
    const visitor = people[who];
    const { page } = visitor;
    visitor.forgive(/404/);
    await visitor.open(path(people.ids));
    await act.unfold(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const faults = [...(await check.tooWide(page)), ...(await check.overlapping(page))];
      for (const fault of faults) broken.push(`${place} at ${width}: ${fault}`);
    }
  }
  assert.deepEqual(broken, []);
});
