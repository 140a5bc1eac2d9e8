// A session: it outlives pages and processes, ends when its owner says so, and is nobody else's.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { holdAnswer } from "./fixture/hold.mjs";
import { ground } from "./fixture/law.mjs";
import { AWAY } from "./fixture/watch.mjs";

const law = ground();

law("a session survives a page load", async ({ arrive }) => {
  const visitor = await arrive();
  const id = await act.makeCharacter(visitor, "Halda Ravenwell");
  const answer = await visitor.open(`/characters/${id}`);
  assert.equal(answer.status(), 200);
  assert.ok((await answer.text()).includes("Halda Ravenwell"), "the page comes with the character in it");
});

law("a session survives a restart of the server", async ({ server, arrive }) => {
  const visitor = await arrive();
  const id = await act.makeCharacter(visitor, "Corin Stardeck");
  const before = await visitor.context.cookies();
  visitor.forgive(...AWAY);
  await server.stop();
  await server.start();
  const answer = await visitor.open(`/characters/${id}`);
  assert.ok((await answer.text()).includes("Corin Stardeck"));
  await act.rename(visitor.page, "Corin the Second");
  assert.deepEqual(await visitor.context.cookies(), before);
});

law("who logs out is out, and comes in again by the same key", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Selda Fairbell");
  await act.logOut(visitor);
  // What needs the key is not offered any more.
  await find.maker(page).waitFor({ state: "hidden" });
  await page.getByText("New character").filter({ visible: true }).first().waitFor({ state: "hidden" });
  visitor.forgive(/401/);
  assert.equal((await visitor.api("/characters")).error.code, "SESSION_MISSING");
  assert.equal((await visitor.context.cookies()).some(({ name }) => name === "__Host-farlantern"), false);
  await visitor.open(`/characters/${id}`);
  await check.hasHeading(page, "This opens with your key");
  await visitor.open("/characters");
  await act.logIn(page);
  await find.card(page, "Selda Fairbell").waitFor();
  await find.maker(page).waitFor();
  await visitor.reload();
  await find.card(page, "Selda Fairbell").waitFor();
});

law("to log in is to log in once", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const logins = check.logins(page);
  await act.makeCharacter(visitor, "Odric Keelwright");
  await check.settles(page);
  assert.equal(logins.length, 1, "with the first character");
  await act.logOut(visitor);
  await check.settles(page);
  await act.logIn(page);
  await check.settles(page);
  assert.equal(logins.length, 2, "and once more by hand");
  await act.logOut(visitor);
  await page.reload();
  await visitor.alive();
  await act.logIn(page);
  await check.settles(page);
  assert.equal(logins.length, 3, "whatever the page was told before");
});

law("an answer from before a login is no reason for another one", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeCharacter(visitor, "Hesta Brinewood");
  await act.logOut(visitor);
  const logins = check.logins(page);
  // The server has refused it, and the page hears of that when it is logged in.
  await check.settles(page);
  const refusal = await holdAnswer(page, "/fn/characters");
  await act.goOffline(visitor);
  await check.isMarked(page, "offline");
  await act.goOnline(visitor);
  await refusal.asked();
  await find.account(page).getByRole("button", { name: "Log in" }).click();
  await find.button(page, "Log out").waitFor();
  await refusal.release();
  await find.card(page, "Hesta Brinewood").waitFor();
  await check.settles(page);
  assert.equal(logins.length, 1);
});

law("who logs out stays out, whatever pages are opened", async ({ arrive }) => {
  const visitor = await arrive();
  const id = await act.makeCharacter(visitor, "Quila Brineward");
  await act.logOut(visitor);
  for (const path of ["/", "/characters", `/characters/${id}`, `/characters/${id}/history`]) {
    await visitor.open(path);
  }
  assert.equal((await visitor.context.cookies()).some(({ name }) => name === "__Host-farlantern"), false);
});

law("a session that lapsed is renewed by the key", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeCharacter(visitor, "Norin Gullcrest");
  await visitor.context.clearCookies();
  await visitor.open("/characters");
  await find.card(page, "Norin Gullcrest").waitFor();
  await find.button(page, "Log out").waitFor();
});

law("a session that lapsed while a page stood is renewed by the next change", async ({ arrive }) => {
  const visitor = await arrive();
  const id = await act.makeCharacter(visitor, "Marys Wickhand");
  await visitor.context.clearCookies();
  await act.rename(visitor.page, "Marys Wick");
  await check.isMarked(visitor.page, "online");
  await visitor.reload();
  await check.hasHeading(visitor.page, "Marys Wick");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("two browsers do not see each other's characters", async ({ arrive }) => {
  const [one, other] = [await arrive(), await arrive()];
  const id = await act.makeCharacter(one, "Verla Deepwatch");
  await act.makeCharacter(other, "Darin Tidebrook");
  assert.deepEqual(await check.roster(one), ["Verla Deepwatch"]);
  assert.deepEqual(await check.roster(other), ["Darin Tidebrook"]);
  other.forgive(/404/);
  for (const path of [`/characters/${id}`, `/characters/${id}/history`]) {
    const answer = await other.open(path);
    assert.equal(answer.status(), 404);
    assert.ok(!(await answer.text()).includes("Verla"));
    await check.hasHeading(other.page, "This character is not known here");
    assert.equal((await other.api(path)).error.code, "CHARACTER_NOT_FOUND");
  }
});

law("what one person looked at is not shown to the next in the same browser", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Jorla Saltfall");
  await act.logOut(visitor);
  await find.card(page, "Jorla Saltfall").waitFor({ state: "detached" });
  // Within the page too, where the vault would answer first.
  await find.home(page).click();
  await find.door(page, "Characters").click();
  await check.hasHeading(page, "Characters");
  assert.equal(await find.card(page, "Jorla Saltfall").count(), 0);
  const answer = await visitor.open(`/characters/${id}`);
  assert.ok(!(await answer.text()).includes("Jorla"));
});
