// What everyone may choose: it shows at once, and comes with the next page before any script.
import assert from "node:assert/strict";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground();

const choose = (page, legend, word) =>
  page.getByRole("group", { name: legend }).getByRole("radio", { name: word, exact: true }).check();

const ROWS = [
  ["Theme", "Vellum", "theme", "vellum"],
  ["Text size", "Largest", "text", "largest"],
  ["Contrast", "More", "contrast", "more"],
  ["Motion", "Less", "motion", "less"],
];

law("a choice shows at once, and the server writes the next page by it", async ({ arrive, server }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/settings");
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  for (const [legend, word, name, value] of ROWS) {
    await choose(page, legend, word);
    assert.equal(await page.locator("html").getAttribute(`data-${name}`), value);
  }
  assert.equal(await size(), before * 1.375);
  await choose(page, "Distances", "Metres");
  const cookies = await visitor.context.cookies();
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const html = await (await fetch(`${server.url}/settings`, { headers: { cookie: header } })).text();
  for (const [, , name, value] of ROWS) assert.match(html, new RegExp(`<html[^>]* data-${name}="${value}"`));
  await visitor.reload();
  for (const [legend, word] of [...ROWS, ["Distances", "Metres"]]) {
    assert.ok(await page.getByRole("group", { name: legend }).getByRole("radio", { name: word, exact: true }).isChecked());
  }
  // What goes back to the usual leaves nothing behind.
  for (const [legend] of ROWS) await choose(page, legend, legend === "Text size" ? "Normal" : "As the system");
  await choose(page, "Distances", "Feet");
  assert.deepEqual(await visitor.context.cookies(), []);
});

law("shortcuts lead on, are changed, turned off, and never taken from who writes", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await sheet.waitFor();
  await page.keyboard.type("gc");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.equal(new URL(page.url()).pathname, "/");
  await page.keyboard.type("gc");
  await page.waitForURL("**/characters");
  await find.nameField(page).fill("");
  await find.nameField(page).pressSequentially("gs?");
  assert.equal(await find.nameField(page).inputValue(), "gs?");
  assert.equal(new URL(page.url()).pathname, "/characters");
  await visitor.open("/settings");
  const field = page.getByLabel("Go to the first page: other keys");
  await field.fill("gc");
  await field.press("Enter");
  await page.locator(".fault", { hasText: "get in the way of “Go to the characters”" }).waitFor();
  await field.fill("x");
  await field.press("Enter");
  await page.getByText("The shortcut is changed.").first().waitFor();
  await visitor.reload();
  await page.keyboard.press("x");
  await page.waitForURL((url) => url.pathname === "/");
  await visitor.open("/settings");
  await page.getByLabel("Use shortcuts").uncheck();
  await page.keyboard.press("h");
  await page.keyboard.press("x");
  await page.keyboard.type("gc");
  await check.settles(page);
  assert.equal(new URL(page.url()).pathname, "/settings");
});
