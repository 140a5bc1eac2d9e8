// Leaving: everything as one file that proves itself; and everything deleted, with a week to think
// better of it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LAW_MILLIS_MAX } from "./fixture/patience.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground();

const DELETE = "Delete everything";
const CLOSING = "Your account is to be deleted.";
const WEEK_MILLIS = 7 * 86_400_000;
const above = (page) => page.locator(".news", { hasText: CLOSING });

/** Downloads everything, and returns where the file lies. */
async function takeAlong({ page }) {
  const saved = page.waitForEvent("download");
  await find.button(page, "Download everything").click();
  const download = await saved;
  assert.equal(download.suggestedFilename(), "farlantern-account.json");
  return download.path();
}

async function deleteAll(page) {
  await page.getByLabel("To go on, type the word delete").fill("delete");
  await find.button(page, DELETE).click();
  await page.getByRole("dialog").getByRole("button", { name: DELETE, exact: true }).click();
  await above(page).waitFor();
}

law("everything comes along as one file, and the file proves itself", async ({ arrive, server }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeCharacter(visitor, "Selda Fairbell");
  await act.rename(page, "Selda Copperhook");
  await visitor.open("/settings");
  const file = await takeAlong(visitor);
  const proof = await server.run("verify", file);
  assert.equal(proof.code, 0, proof.said);
  assert.match(proof.said, /Everything in this file fits together/);
  const text = readFileSync(file, "utf8");
  for (const name of ["Selda Fairbell", "Selda Copperhook"]) assert.ok(text.includes(name), name);
  // One letter of a name is enough.
  const altered = join(server.folder, "altered.json");
  writeFileSync(altered, text.replace("Selda Fairbell", "Selda Fairbelt"));
  const refused = await server.run("verify", altered);
  assert.notEqual(refused.code, 0, refused.said);
});

law("who deletes everything has a week to cancel, and sees so everywhere", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Wren Copperhook");
  await visitor.open("/settings");
  // A slip is not enough, and neither is half a yes.
  await find.button(page, DELETE).click();
  await page.locator(".fault", { hasText: "Type the word delete" }).waitFor();
  await page.getByLabel("To go on, type the word delete").fill("delete");
  await find.button(page, DELETE).scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  await find.button(page, DELETE).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep everything" }).waitFor();
  assert.equal(await page.evaluate(() => scrollY), place, "the page stays where it was");
  await page.getByRole("dialog").getByRole("button", { name: "Keep everything" }).click();
  assert.equal(await above(page).count(), 0);

  await deleteAll(page);
  const gone = (await above(page).innerText()).match(/On (\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/);
  const left = Date.parse(`${gone[1]}T${gone[2]}Z`) - Date.now();
  assert.ok(Math.abs(left - WEEK_MILLIS) < LAW_MILLIS_MAX, `gone in ${left} ms`);
  assert.equal((await visitor.api("/characters")).data.characters.length, 0);
  visitor.forgive(/404/);
  assert.equal((await visitor.api(`/characters/${id}`)).status, 404);
  for (const path of ["/", "/about", "/characters", "/settings"]) {
    await visitor.open(path);
    await above(page).waitFor();
    await check.isWellMade(page, [DESK, PHONE]);
  }

  await above(page).getByRole("button", { name: "Cancel, and keep everything" }).click();
  await above(page).waitFor({ state: "detached" });
  await page.getByLabel("To go on, type the word delete").waitFor();
  await act.goToRoster(visitor);
  await find.card(page, "Wren Copperhook").waitFor();

  // And it can be asked for again; the file can still be taken then.
  await visitor.open("/settings");
  await deleteAll(page);
  await takeAlong(visitor);
});
