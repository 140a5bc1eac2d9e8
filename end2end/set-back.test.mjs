// A server that was put back to an older copy of its database has forgotten changes of keys. The
// browser that was told of them says so.
import assert from "node:assert/strict";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as act from "./fixture/action.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { takePicture } from "./fixture/picture.mjs";
import { AWAY } from "./fixture/watch.mjs";

const law = ground();

law("a server that forgot changes of keys is noticed", async ({ arrive, server }) => {
  const owner = await arrive();
  const { page } = owner;
  await act.makeCharacter(owner, "Halda Ravenwell");
  owner.forgive(...AWAY);
  const database = join(server.folder, "data", "world.db");
  const copy = join(server.folder, "older.db");
  await server.stop();
  copyFileSync(database, copy);
  await server.start();
  await act.writeDownWords(owner);
  await server.stop();
  for (const log of ["-wal", "-shm"]) rmSync(database + log, { force: true });
  copyFileSync(copy, database);
  await server.start();

  await owner.open("/characters");
  const told = page.getByText("The server has forgotten changes of your keys");
  await told.waitFor();
  await takePicture(page, "keys-forgotten.dark.desk");
  // Said until it was read, and then not again.
  await owner.reload();
  await told.waitFor();
  await find.button(page, "That is fine").click();
  await told.waitFor({ state: "detached" });
  const asked = page.waitForResponse((it) => it.url().endsWith("/fn/account"));
  await owner.reload();
  await (await asked).finished();
  await find.card(page, "Halda Ravenwell").waitFor();
  assert.equal(await told.count(), 0);
});
