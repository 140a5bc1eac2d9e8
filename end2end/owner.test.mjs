// The owner's desk: the address in the log makes its first visitor the owner, who sees people and
// may lock them out. In both themes and both sizes, by keyboard too, and open to everyone's tools.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG, until } from "./fixture/patience.mjs";
import { takePicture, takePictures } from "./fixture/picture.mjs";
import { DESK } from "./fixture/visitor.mjs";

const law = ground();

const HEADING = "The owner's desk";
const WHY = "Spam in the harbour";

/** The one-time address that the server wrote into its log, as a path. */
async function address(server) {
  const written = () => server.log().match(/first becomes it: \S+?(\/owner#[\w-]{43})/);
  return (await until("the address in the log", written))[1];
}

/** Both themes and both sizes: a picture, axe, and nothing that sticks out. */
async function look(visitor, path, name) {
  const { page } = visitor;
  // From elsewhere: another fragment alone would be no new page.
  await page.goto("about:blank");
  await visitor.open(path);
  await check.hasHeading(page, HEADING);
  await takePictures(page, name, async () => {
    assert.deepEqual([...(await check.shutsOut(page)), ...(await check.tooWide(page))], [], name);
  });
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
  const logins = check.logins(owner.page);
  await become.focus();
  await owner.page.keyboard.press("Enter");
  await owner.page.getByRole("heading", { name: "People" }).waitFor();
  await owner.page.locator(".person").nth(1).waitFor();
  assert.equal(await owner.page.locator(".person").count(), 2);
  await check.settles(owner.page);
  assert.equal(logins.length, 1, "to become it is to log in once");

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
      if (LONG) await takePicture(owner.page, `owner-door.${text}.${width}`);
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
  await takePicture(owner.page, "owner-lock.dark.desk");
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
