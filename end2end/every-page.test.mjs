// Every page, in both themes and both sizes: nothing in the console, nothing too wide, nothing
// that shuts anyone out; and a picture of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import * as check from "./fixture/check.mjs";
import { ground } from "./fixture/law.mjs";
import { takePicture, writeIndex } from "./fixture/picture.mjs";
import { PLACES, chooseTheme, settle } from "./fixture/place.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();
after(writeIndex);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** Each page is opened in each theme, once in each size, and looked at in both. */
const TURNS = [
  ["dark", [["desk", DESK], ["phone", PHONE]]],
  ["vellum", [["phone", PHONE], ["desk", DESK]]],
];

for (const [theme, sizes] of TURNS) {
  law(`every page in ${theme}, at the desk and on the phone`, async ({ arrive }) => {
    const people = await settle(arrive);
    const broken = [];
    for (const [place, who, path, heading] of PLACES) {
      const visitor = people[who];
      const { page } = visitor;
      visitor.forgive(/404/);
      await chooseTheme(visitor, theme);
      await page.setViewportSize(sizes[0][1]);
      await visitor.open(path(people.ids));
      await check.hasHeading(page, heading);
      assert.equal(await page.locator("html").getAttribute("data-theme"), theme);
      for (const [size, viewport] of sizes) {
        await page.setViewportSize(viewport);
        await takePicture(page, `${place}.${theme}.${size}`);
        const faults = [...(await check.tooWide(page)), ...(await shutsOut(page))];
        for (const fault of faults) broken.push(`${place} at the ${size}: ${fault}`);
      }
    }
    assert.deepEqual(broken, []);
  });
}

/** What axe finds. */
async function shutsOut(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { violations, incomplete } = await window.axe.run(document, { runOnly: { type: "tag", values: tags } });
    // What axe cannot decide is measured elsewhere: contrast by a test of all pairs of tokens.
    const undecided = incomplete.filter(({ id }) => id !== "color-contrast" && id !== "target-size");
    const told = (word, { id, nodes }) =>
      nodes.map(({ target, failureSummary: why }) => `${word} ${id} at ${target}: ${why.replace(/\s+/g, " ")}`);
    return [
      ...violations.flatMap((it) => told("axe:", it)),
      ...undecided.flatMap((it) => told("axe cannot decide:", it)),
    ];
  }, TAGS);
}
