// What a frame of the harbour costs the page's own thread, beside three.js, in the same run.
import { summary, restCard } from "./steps.mjs";
import { openGame, openRival } from "./page.mjs";

export const TIERS = ["middle", "high"];
/** Frames before it counts: compilers have seen everything by then. */
const WARM = 90;
const ROUNDS = 4;
const FRAMES = Number(process.env.STAGE_FRAMES ?? 160);

/**
 * Processor milliseconds of a drawn frame: all that runs in `requestAnimationFrame`, and what it leads to
 * at once. `ambient` is nobody doing anything, `walking` the led figure under way.
 */
export async function cost(browser, url) {
  const all = {};
  for (const tier of TIERS) {
    const game = await openGame(browser, url, tier, restCard);
    const rival = await openRival(browser, url, tier, await game.box(), restCard);
    all[tier] = { ambient: await compare(game, rival), walking: await compare(game, rival, { walk: true }) };
    await game.close();
    await rival.close();
  }
  return all;
}

/** In turns, so that whatever else happens on this machine meets both. */
async function compare(game, rival, { walk = false } = {}) {
  const found = new Map([[game, []], [rival, []]]);
  const each = Math.ceil(FRAMES / ROUNDS);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [one, millis] of found) {
      if (walk) await one.walk();
      // The first round is for warming up.
      if (round === 0) await one.steps.run(WARM);
      else millis.push(...(await one.steps.measure(each)));
    }
  }
  const [ours, three] = [...found.values()].map(summary);
  return { ours, three, ratio: ours.medianMillis / three.medianMillis };
}
