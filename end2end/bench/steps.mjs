// A page whose frames come one by one, when they are asked for: what a frame costs then depends neither
// on how quickly this machine draws nor on who else works on it.
import { median, part } from "./figure.mjs";

/** From frame to frame, by the page's clock. */
const STEP_MILLIS = 1_000 / 60;

/** A page of this context that is stepped; `before` runs in it ahead of everything else. */
export async function stepped(context, before) {
  const page = await context.newPage();
  await page.addInitScript(takeOver);
  if (before) await page.addInitScript(before);
  const wire = await context.newCDPSession(page);
  // Processor time of the page's own thread: waiting for others does not count.
  await wire.send("Performance.enable", { timeDomain: "threadTicks" });
  return new Steps(page, wire);
}

class Steps {
  constructor(page, wire) {
    this.page = page;
    this.wire = wire;
  }

  /** Steps until something is so. */
  async until(what, tries = 4_000) {
    for (let left = tries; left > 0; left -= 1) {
      await this.step();
      if (await this.page.evaluate(what)) return;
      await new Promise((done) => setTimeout(done, 5));
    }
    throw new Error(`never came: ${what}`);
  }

  /** One frame of the browser; tells how many pictures were drawn meanwhile: none or one. */
  step(millis = STEP_MILLIS) {
    return this.page.evaluate((millis) => window.turn(millis), millis);
  }

  async run(frames, millis) {
    for (let left = frames; left > 0; left -= 1) {
      await this.step(millis);
      await this.#settle();
    }
  }

  /** Processor milliseconds of each of so many drawn frames. What draws nothing is not counted. */
  async measure(frames) {
    const all = [];
    while (all.length < frames) {
      const before = await this.#scriptSeconds();
      const drawn = await this.step();
      const after = await this.#scriptSeconds();
      if (drawn) all.push((after - before) * 1_000);
      await this.#settle();
    }
    return all;
  }

  /** Waits until the card has done its part, so that the next frame does not wait for it. */
  #settle() {
    return this.page.evaluate(() => window.settle());
  }

  async #scriptSeconds() {
    const { metrics } = await this.wire.send("Performance.getMetrics");
    return metrics.find((it) => it.name === "ScriptDuration").value;
  }
}

/** What is said of many frames. */
export function summary(millis) {
  return { frames: millis.length, medianMillis: median(millis), p95Millis: part(millis, 0.95) };
}

/** Runs in the page. */
function takeOver() {
  // Always the same night, whatever the clock says.
  Object.assign(Date.prototype, { getHours: () => 23, getMinutes: () => 0, getMonth: () => 0, getDate: () => 15 });
  let now = performance.now();
  performance.now = () => now;
  let last = 0;
  const asked = new Map();
  window.requestAnimationFrame = (turn) => (asked.set(++last, turn), last);
  window.cancelAnimationFrame = (id) => asked.delete(id);
  // The landing page's lantern is another canvas.
  const canvas = () => document.querySelector("canvas[data-frame]");
  window.turn = (millis) =>
    new Promise((done) => {
      // From a task of its own, as the browser would: the debugger's own calls are not counted.
      setTimeout(() => {
        const turns = [...asked.values()];
        asked.clear();
        now += millis;
        const before = canvas()?.dataset.frame;
        for (const turn of turns) turn(now);
        done(canvas()?.dataset.frame === before ? 0 : 1);
      });
    });
  window.settle = () => {
    const gl = canvas()?.getContext("webgl2");
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  };
}

/**
 * Runs in the page: nothing is filled with colour any more. The card here is the same processor, and
 * would take it from what is measured; what the page does and says to the card stays the same.
 */
export function restCard() {
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    const gl = get.call(this, kind, ...more);
    if (gl && kind === "webgl2") gl.enable(gl.RASTERIZER_DISCARD);
    return gl;
  };
}
