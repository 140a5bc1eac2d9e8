// What is said to the graphics card in a frame, counted apart: counting costs time.
import { openGame, openRival } from "./page.mjs";
import { restCard } from "./steps.mjs";

/** Frames that are looked at: the shadow is not drawn with each. */
const FRAMES = 12;
/** Until the camera has come to rest in another view. */
const WAY = 80;

/** The most draws, calls and triangles of a frame: in the first view, on the way to each, and of three. */
export async function counts(browser, url, tier) {
  const counting = `(${countCalls})(); (${restCard})();`;
  const game = await openGame(browser, url, tier, counting);
  const harbour = await most(game, FRAMES);
  const views = {};
  for (const view of await game.views().all()) {
    await view.click();
    views[(await view.innerText()).trim()] = await most(game, WAY);
  }
  const rival = await openRival(browser, url, tier, await game.box(), counting);
  const three = await most(rival, FRAMES);
  await game.close();
  await rival.close();
  return { harbour, views, three };
}

async function most({ steps }, frames) {
  let all = { draws: 0, calls: 0, triangles: 0 };
  for (let left = frames; left > 0; left -= 1) {
    await steps.page.evaluate(() => Object.assign(window.counted, { draws: 0, calls: 0, triangles: 0 }));
    await steps.step();
    all = larger(all, await steps.page.evaluate(() => ({ ...window.counted })));
  }
  return all;
}

const larger = (one, other) => Object.fromEntries(Object.keys(one).map((it) => [it, Math.max(one[it], other[it])]));

/** Runs in the page, before anything is drawn. */
function countCalls() {
  const count = (window.counted = { draws: 0, calls: 0, triangles: 0 });
  const card = WebGL2RenderingContext.prototype;
  // Where a draw's arguments say how many corners, and how often.
  const draws = { drawArrays: [2], drawElements: [1], drawRangeElements: [3], drawArraysInstanced: [2, 3], drawElementsInstanced: [1, 4] };
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(card))) {
    if (typeof value !== "function" || name === "constructor") continue;
    card[name] = function (...told) {
      count.calls += 1;
      if (name in draws) {
        count.draws += 1;
        const [corners, times] = draws[name].map((at) => told[at]);
        if (told[0] === this.TRIANGLES) count.triangles += (corners / 3) * (times ?? 1);
      }
      return value.apply(this, told);
    };
  }
}
