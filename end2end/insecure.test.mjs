// Over plain HTTP, at an address that is not this machine's own, browsers lend no locks and no key
// chest. The game works there too, and says what that means.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground({ name: "lantern.test" });

law("a character lives at an insecure address", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Brella Tidewick");
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await act.rename(page, "Brella Northwick");
  await act.undo(page, "renamed");
  await visitor.reload();
  await check.hasHeading(page, "Brella Tidewick");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1", "undone.v1"]);
  await act.logOut(visitor);
  await act.logIn(page);
  await find.card(page, "Brella Tidewick").waitFor();
});

law("an insecure address says that the key lies open", async ({ arrive }) => {
  const visitor = await arrive();
  await visitor.open("/characters");
  await find.account(visitor.page).getByText("This address is insecure").waitFor();
});

law("cookies of an insecure address are still out of sight", async ({ arrive }) => {
  const visitor = await arrive();
  await act.makeCharacter(visitor, "Corina Saltbrook");
  const cookies = (await visitor.context.cookies()).sort((a, b) => a.name.localeCompare(b.name));
  const flags = cookies.map((it) => [it.name, it.httpOnly, it.secure, it.sameSite]);
  assert.deepEqual(flags, [
    ["farlantern", true, false, "Lax"],
    ["farlantern_browser", true, false, "Lax"],
  ]);
});

law("another name of the same machine leads to the one address", async ({ server, arrive }) => {
  const visitor = await arrive();
  await visitor.open(server.url.replace("lantern.test", "127.0.0.1") + "/about?from=elsewhere");
  assert.equal(visitor.page.url(), `${server.url}/about?from=elsewhere`);
});
