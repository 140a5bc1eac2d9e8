// Models of the forge as the card draws them: each species, ship and planet before the same camera, in one
// folder to look at. The forge draws contact sheets of its own; these are made by the stage.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DRIVER_REMARKS } from "./fixture/harbour.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { compare, folder } from "./fixture/picture.mjs";

const law = ground({ stage: true });

/** Small, because here every pixel is drawn by the processor. */
const SMALL = { width: 480, height: 640 };
/** What is only a background has less. */
const SHADES_LEAST = 400;
/** So many of a hundred pixels differ between one model and another. */
const OTHER_PERCENT_LEAST = 1;

async function arriveHere(arrive) {
  const visitor = await arrive({ viewport: SMALL });
  visitor.forgive(DRIVER_REMARKS);
  const value = `picture:${LONG ? "high" : "low"}`;
  await visitor.context.addCookies([{ name: "look", value, url: visitor.server.url, sameSite: "Lax" }]);
  return visitor;
}

/** Ids of families, as the manifest names them. */
async function members(server, families) {
  const { data } = await (await fetch(`${server.url}/api/v1/assets/manifest`)).json();
  return families.map((family) => data.assets.map(({ id }) => id).filter((id) => id.split("/")[0] === family));
}

async function show(visitor, id) {
  await visitor.open(`/workbench?model=${encodeURIComponent(id)}`);
  const canvas = visitor.page.locator(".bench-model [data-figure-shown] canvas[data-frame]");
  await canvas.waitFor();
  // It comes out of the dark in a moment, and then stands still for who asks for less motion.
  await visitor.page.waitForFunction(async () => {
    const frame = () => document.querySelector(".bench-model canvas").dataset.frame;
    const before = frame();
    for (let left = 12; left > 0; left -= 1) await new Promise(requestAnimationFrame);
    return frame() === before;
  });
  const name = id.replace("/", "-");
  mkdirSync(join(folder(), "models"), { recursive: true });
  return canvas.screenshot({ caret: "initial", path: join(folder(), "models", `${name}.png`) });
}

/** In the usual run some of each family: the forge's own tests look at every model. */
const SHOWN = LONG ? Infinity : 2;

for (const [what, families, least] of [
  ["species", ["figure"], 9],
  ["ship, planet and star", ["ship", "planet", "star", "nebula"], 11],
  ["creature", ["creature"], 14],
]) {
  law(`each ${what} is drawn, and none looks like the one before`, async ({ arrive, server }) => {
    const all = await members(server, families);
    assert.ok(all.flat().length >= least, `${all.flat().length} models`);
    const ids = all.flatMap((family) => family.slice(0, Math.max(1, SHOWN / families.length)));
    const visitor = await arriveHere(arrive);
    let before = null;
    for (const id of ids) {
      const png = await show(visitor, id);
      const { shades, percent } = await compare(visitor.page, png, before);
      assert.ok(shades >= SHADES_LEAST, `${id}: ${shades} shades`);
      assert.ok(before === null || percent >= OTHER_PERCENT_LEAST, `${id}: differs in ${percent} %`);
      before = png;
    }
  });
}

law("what the forge does not make has a sentence", async ({ arrive }) => {
  const visitor = await arriveHere(arrive);
  await visitor.open("/workbench?model=ship%2Fnowhere");
  await visitor.page.getByText("there is no model ship/nowhere").waitFor();
});

law("a creature turns beside its entry in the codex, and none where the forge has made none", async ({ arrive }) => {
  const visitor = await arriveHere(arrive);
  const { page } = visitor;
  await visitor.open("/codex/creatures/owlbear");
  await page.locator(".codex-model [data-figure-shown] canvas[data-frame]").waitFor();
  await visitor.open("/codex/creatures/goblin-warrior");
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator(".codex-model").count(), 0);
});
