// Measures the harbour of a running server: what a frame costs beside three.js, what is said to the card,
// how long the first frame takes, how many bytes, and how quickly the cache is read. Prints one line of
// JSON. FARLANTERN_URL says where the server runs, CHROMIUM which browser to take; words choose parts
// (`node bench-stage.mjs cost cache`), STAGE_PICTURE a file for both pictures side by side.
import { cache } from "./bench/cache.mjs";
import { TIERS, cost } from "./bench/cost.mjs";
import { counts } from "./bench/counts.mjs";
import { first } from "./bench/first.mjs";
import { picture } from "./bench/picture.mjs";
import { openBrowser } from "./fixture/browser.mjs";

const url = process.env.FARLANTERN_URL?.replace(/\/$/, "");
if (!url) throw new Error("Say where the server runs: FARLANTERN_URL.");

const PARTS = {
  assets,
  counts: () => withStage(async (browser) => {
    const all = {};
    for (const tier of TIERS) all[tier] = await counts(browser, url, tier);
    return all;
  }),
  cost: () => withStage((browser) => cost(browser, url)),
  first: () => first(url),
  cache: () => cache(url),
};

const words = process.argv.slice(2);
const result = {};
for (const [name, measure] of Object.entries(PARTS)) {
  if (words.length > 0 && !words.includes(name)) continue;
  process.stderr.write(`  measuring: ${name}\n`);
  result[name] = await measure();
}
const file = process.env.STAGE_PICTURE;
if (file) await withStage((browser) => picture(browser, url, "middle", file));
console.log(JSON.stringify(result));

async function withStage(measure) {
  const browser = await openBrowser({ stage: true });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}

/** What there is, as it lies and as it travels. */
async function assets() {
  const answer = await fetch(`${url}/api/v1/assets/manifest`);
  const all = (await answer.json()).data.assets;
  const sum = (of) => all.reduce((sum, it) => sum + of(it), 0);
  return { files: all.length, bytes: sum((it) => it.bytes), packedBytes: sum((it) => it.packed_bytes ?? it.bytes) };
}
