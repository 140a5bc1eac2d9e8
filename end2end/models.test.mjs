// Models of the forge as the card draws them: each species, ship and planet before the same camera, in one
// folder to look at. The forge draws contact sheets of its own; these are made by the stage.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DRIVER_REMARKS } from "./fixture/harbour.mjs";
import { ground } from "./fixture/law.mjs";
import { compare, folder } from "./fixture/picture.mjs";

const law = ground({ stage: true });
const LONG = Boolean(process.env.FARLANTERN_LONG);

/** Small, because here every pixel is drawn by the processor. */
const SMALL = { width: 480, height: 640 };
/** What is only a background has less. */
const SHADES_LEAST = 400;
/** So many of a hundred pixels differ between one model and another. */
const OTHER_PERCENT_LEAST = 1;
const SHOWN_MILLIS_MAX = 60_000;

async function arriveHere(arrive) {
  const visitor = await arrive({ viewport: SMALL });
  visitor.forgive(DRIVER_REMARKS);
  visitor.context.setDefaultTimeout(SHOWN_MILLIS_MAX);
  const value = `picture:${LONG ? "high" : "low"}`;
  await visitor.context.addCookies([{ name: "look", value, url: visitor.server.url, sameSite: "Lax" }]);
  return visitor;
}

/** Ids of a family, as the manifest names them. */
async function family(server, ...names) {
  const { data } = await (await fetch(`${server.url}/api/v1/assets/manifest`)).json();
  return data.assets.map(({ id }) => id).filter((id) => names.includes(id.split("/")[0]));
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

for (const [what, families, least, whenever = true] of [
  ["species", ["figure"], 9],
  ["ship, planet and star", ["ship", "planet", "star", "nebula"], 11],
  ["creature", ["creature"], 14, LONG],
]) {
  const name = `each ${what} is drawn, and none looks like the one before`;
  const check = async ({ arrive, server }) => {
    const ids = await family(server, ...families);
    assert.ok(ids.length >= least, `${ids.length} models`);
    const visitor = await arriveHere(arrive);
    let before = null;
    for (const id of ids) {
      const png = await show(visitor, id);
      const { shades, percent } = await compare(visitor.page, png, before);
      assert.ok(shades >= SHADES_LEAST, `${id}: ${shades} shades`);
      assert.ok(before === null || percent >= OTHER_PERCENT_LEAST, `${id}: differs in ${percent} %`);
      before = png;
    }
  };
  law(name, check, { skip: whenever ? false : "takes its time; with --long" });
}

law("what the forge does not make has a sentence", async ({ arrive }) => {
  const visitor = await arriveHere(arrive);
  await visitor.open("/workbench?model=ship%2Fnowhere");
  await visitor.page.getByText("there is no model ship/nowhere").waitFor();
});
