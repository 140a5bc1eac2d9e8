// The owner's desk: the address in the log makes its first visitor the owner, who sees people and
// may lock them out. In both themes and both sizes, by keyboard too, and open to everyone's tools.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { takePicture } from "./fixture/picture.mjs";
import { chooseTheme } from "./fixture/place.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HEADING = "The owner's desk";
const WHY = "Spam in the harbour";

/** The one-time address that the server wrote into its log, as a path. */
async function address(server) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = server.log().match(/first becomes it: \S+?(\/owner#[\w-]{43})/);
    if (found) return found[1];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no address in the log\n${server.log()}`);
}

/** Both themes and both sizes: a picture, axe, and nothing that sticks out. */
async function look(visitor, path, name) {
  const { page } = visitor;
  for (const theme of ["dark", "vellum"]) {
    await chooseTheme(visitor, theme);
    // From elsewhere: another fragment alone would be no new page.
    await page.goto("about:blank");
    await visitor.open(path);
    await check.hasHeading(page, HEADING);
    for (const [size, viewport] of [["desk", DESK], ["phone", PHONE]]) {
      await page.setViewportSize(viewport);
      await takePicture(page, `${name}.${theme}.${size}`);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      assert.deepEqual(violations.map((it) => [it.id, it.nodes.map((node) => node.target)]), []);
      assert.deepEqual(await check.tooWide(page), []);
    }
  }
  await page.setViewportSize(DESK);
}

law("the first visitor by the address in the log owns the server", async ({ arrive, server }) => {
  const [owner, guest] = [await arrive(), await arrive()];
  await act.makeCharacter(guest, "Selda Fairbell");
  await guest.open("/owner");
  await guest.page.getByText("Your account is not the owner's").waitFor();

  const path = await address(server);
  await look(owner, path, "owner-claim");
  assert.ok(!owner.page.url().includes("#"), "the token is taken out of the address");
  // A browser that was never here: its account begins with this button.
  const become = find.button(owner.page, "Become the owner");
  await become.focus();
  await owner.page.keyboard.press("Enter");
  await owner.page.getByRole("heading", { name: "People" }).waitFor();
  assert.equal(await owner.page.locator(".person").count(), 2);

  // The way to the desk is in the strip from now on, and in each page as the server writes it.
  await find.door(owner.page, "Owner").waitFor();
  const DOOR = /<a href="\/owner"/;
  assert.match(await (await owner.open("/about")).text(), DOOR);
  assert.doesNotMatch(await (await guest.open("/about")).text(), DOOR);
  assert.equal(await find.door(guest.page, "Owner").count(), 0);
  for (const text of ["normal", "largest"]) {
    await owner.page.evaluate((text) => (document.documentElement.dataset.text = text), text);
    for (const width of [320, 390, 640, 720, 800, 1000]) {
      await owner.page.setViewportSize({ width, height: 700 });
      assert.deepEqual([text, width, ...(await check.tooWide(owner.page))], [text, width]);
      for (const door of await owner.page.locator(".strip-nav a").filter({ visible: true }).all()) {
        await door.scrollIntoViewIfNeeded();
        const { x, width: wide } = await door.boundingBox();
        const whole = x >= -1 && x + wide <= width + 1;
        assert.ok(whole, `${await door.innerText()} is in reach with ${text} text on ${width} pixels`);
      }
      await takePicture(owner.page, `owner-door.${text}.${width}`);
    }
  }
  await owner.page.evaluate(() => delete document.documentElement.dataset.text);
  await owner.page.setViewportSize(DESK);
  await find.door(owner.page, "Owner").click();
  await check.hasHeading(owner.page, HEADING);

  // Shut out, with a reason.
  guest.forgive(/40[13]/);
  const theirs = owner.page.locator(".person").filter({ hasText: "1 character" });
  await theirs.getByRole("button", { name: "Lock" }).click();
  const dialog = owner.page.getByRole("dialog");
  await takePicture(owner.page, "owner-lock.vellum.desk");
  await dialog.getByRole("button", { name: "Lock" }).click();
  await dialog.getByText("Give a reason").waitFor();
  await dialog.getByLabel("Reason").fill(WHY);
  await owner.page.keyboard.press("Enter");
  await theirs.getByText(`“${WHY}”`).waitFor();
  await theirs.getByText("Not logged in anywhere.").waitFor();
  await owner.page.getByText(new RegExp(`You locked .*: “${WHY}”`)).waitFor();

  await guest.page.goto("/characters");
  await guest.page.getByText("The owner of this server has locked this account").first().waitFor();
  await guest.page.getByText(WHY).first().waitFor();
  assert.equal(await guest.page.getByText("Selda Fairbell").count(), 0);
  await look(owner, "/owner", "owner");

  // And let in again.
  await theirs.getByRole("button", { name: "Let in again" }).click();
  await theirs.getByRole("button", { name: "Lock" }).waitFor();
  await owner.page.getByText(/You let .* in again/).waitFor();
  await guest.page.goto("/characters");
  await guest.page.getByText("Selda Fairbell").first().waitFor();

  // Used once.
  guest.forgive(/404/);
  await guest.open(path);
  await find.button(guest.page, "Become the owner").click();
  await guest.page.getByText("This address was used already").first().waitFor();

  // Who is logged out is nobody's owner, as far as this browser tells.
  await act.logOut(owner);
  await find.door(owner.page, "Owner").waitFor({ state: "detached" });
});
