// The two pages that are compared: the game's harbour, and three's.
import { rivalAddress, serveRival } from "./rival.mjs";
import { stepped } from "./steps.mjs";

export const WINDOW = { width: 1280, height: 800 };
const CANVAS = "canvas[data-frame]";
/** Frames until the picture has come out of the dark. */
const VEIL = { frames: 6, millis: 100 };

const settings = (viewport) => ({ viewport, colorScheme: "dark", reducedMotion: "no-preference" });

/** A look that chooses a tier for itself would be another one on each machine. */
export const chosen = (url, tier) => ({ name: "look", value: `picture:${tier}`, url });

/** The game's harbour, stepped, once it is shown. */
export async function openGame(browser, url, tier, before) {
  const context = await browser.newContext(settings(WINDOW));
  await context.addCookies([chosen(url, tier)]);
  const steps = await stepped(context, before);
  await steps.page.goto(`${url}/harbour`, { waitUntil: "commit" });
  await steps.until(() => document.querySelector(".world[data-shown]") !== null);
  await steps.run(VEIL.frames, VEIL.millis);
  const there = await steps.page.evaluate((canvas) => document.querySelector(canvas).dataset.tier, CANVAS);
  if (there !== tier) throw new Error(`asked for ${tier}, came ${there}`);
  return new Game(context, steps);
}

class Game {
  #key = null;

  constructor(context, steps) {
    Object.assign(this, { context, steps, page: steps.page });
  }

  /** The led figure walks to and fro: another way with each call. */
  async walk() {
    const next = this.#key === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    await this.rest();
    await this.page.evaluate((canvas) => document.querySelector(canvas).focus(), CANVAS);
    await this.page.keyboard.down(next);
    this.#key = next;
  }

  async rest() {
    if (this.#key) await this.page.keyboard.up(this.#key);
  }

  /** Views of the harbour, as one goes there. */
  views() {
    return this.page.locator(".world-places a");
  }

  box() {
    return this.page.evaluate((canvas) => {
      const { x, y, width, height } = document.querySelector(canvas).getBoundingClientRect();
      return { x, y, width, height };
    }, CANVAS);
  }

  close() {
    return this.context.close();
  }
}

/** The same in three, on a canvas of that size. */
export async function openRival(browser, url, tier, { width, height }, before) {
  const context = await browser.newContext(settings({ width, height }));
  await serveRival(context);
  const steps = await stepped(context, before);
  const faults = [];
  steps.page.on("pageerror", (why) => faults.push(why));
  await steps.page.goto(rivalAddress(url, tier), { waitUntil: "commit" });
  await steps.until(() => document.querySelector("canvas[data-draws]") !== null).catch((why) => {
    throw faults[0] ?? why;
  });
  return new Rival(context, steps);
}

class Rival {
  constructor(context, steps) {
    Object.assign(this, { context, steps, page: steps.page });
  }

  walk() {
    return this.page.evaluate(() => (window.walking = true));
  }

  close() {
    return this.context.close();
  }
}
