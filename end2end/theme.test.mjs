// Dark or vellum: chosen once, remembered by the server, never flashing.
import assert from "node:assert/strict";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground();

/** Waits until the ground of the page has this colour. */
const isPainted = (page, colour) =>
  page.waitForFunction((colour) => getComputedStyle(document.documentElement).backgroundColor === colour, colour);
const DARK = "rgb(11, 16, 32)";
const VELLUM = "rgb(243, 234, 215)";

law("the theme that was chosen comes with the next page, before any script", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/about");
  await isPainted(page, DARK);
  await find.themeButton(page).click();
  await isPainted(page, VELLUM);
  assert.equal(await find.themeButton(page).getAttribute("aria-pressed"), "true");

  const answer = await visitor.reload();
  assert.match(await answer.text(), /<html[^>]* data-theme="vellum"/);
  await isPainted(page, VELLUM);
  assert.equal(await find.themeButton(page).getAttribute("aria-pressed"), "true");
  await find.themeButton(page).click();
  const again = await visitor.open("/");
  assert.match(await again.text(), /<html[^>]* data-theme="dark"/);
});

law("no page changes its colours while it comes alive", async ({ arrive }) => {
  for (const [colorScheme, chosen, colour] of [
    ["dark", null, DARK],
    ["light", null, VELLUM],
    ["light", "dark", DARK],
    ["dark", "vellum", VELLUM],
  ]) {
    const visitor = await arrive({ colorScheme });
    if (chosen) await visitor.context.addCookies([{ name: "theme", value: chosen, url: visitor.server.url }]);
    await visitor.page.addInitScript(() => {
      window.colours = new Set();
      const note = () => {
        if (document.styleSheets.length > 0 && document.body) {
          window.colours.add(getComputedStyle(document.documentElement).backgroundColor);
        }
        requestAnimationFrame(note);
      };
      note();
    });
    await visitor.open("/");
    const colours = await visitor.page.evaluate(() => [...window.colours]);
    assert.deepEqual(colours, [colour], `${colorScheme} system, ${chosen ?? "nothing"} chosen`);
  }
});

law("who chose nothing gets what the system likes", async ({ arrive }) => {
  const visitor = await arrive({ colorScheme: "light" });
  const answer = await visitor.open("/");
  assert.ok(!/<html[^>]* data-theme/.test(await answer.text()));
  await isPainted(visitor.page, VELLUM);
  assert.equal(await find.themeButton(visitor.page).getAttribute("aria-pressed"), "true");
  await visitor.page.emulateMedia({ colorScheme: "dark" });
  await isPainted(visitor.page, DARK);
});

law("a theme that is none is ignored", async ({ arrive }) => {
  const visitor = await arrive();
  await visitor.context.addCookies([{ name: "theme", value: "neon", url: visitor.server.url }]);
  const answer = await visitor.open("/");
  assert.ok(!/<html[^>]* data-theme/.test(await answer.text()));
});
