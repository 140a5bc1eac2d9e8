// Measures dice in Chromium: what `crates/bench-dice` does, built as the bundle is. Prints JSON. BENCH_DICE_WASM
// says in which folder it lies, CHROMIUM which browser to take.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./fixture/browser.mjs";

/** How long each figure takes. */
const MILLIS = 1_000;

const folder = process.env.BENCH_DICE_WASM;
if (!folder) throw new Error("Say where it lies: BENCH_DICE_WASM.");

const browser = await openBrowser();
try {
  const page = await browser.newPage();
  const glue = readFileSync(join(folder, "bench_dice.js"), "utf8");
  const wasm = readFileSync(join(folder, "bench_dice_bg.wasm")).toString("base64");
  console.log(JSON.stringify(await page.evaluate(measure, [glue, wasm, MILLIS])));
} finally {
  await browser.close();
}

/** Runs in the page. */
async function measure([glue, base64, millis]) {
  const dice = new Function(`${glue}; return wasm_bindgen;`)();
  const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
  await dice({ module_or_path: bytes });
  const { Subject, count } = dice;
  const figures = [];
  for (let index = 0; index < count(); index += 1) {
    const subject = Subject.of(index);
    // What runs often is made quicker by the browser; that is not measured.
    subject.run(100);
    const began = performance.now();
    let [done, step, spent] = [0, 1, 0];
    while (spent < millis) {
      if (!subject.run(step)) throw new Error(`${subject.name()} failed`);
      done += step;
      spent = performance.now() - began;
      step = Math.max(step, Math.floor(done / 16));
    }
    const per_second = (done * subject.each() * 1_000) / spent;
    figures.push({ name: subject.name(), is_odds: subject.is_odds(), per_second });
  }
  return figures;
}
