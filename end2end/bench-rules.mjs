// Measures dice in Chromium: what `crates/bench-rules` does, built as the bundle is. Prints JSON. BENCH_RULES_WASM
// says in which folder it lies, CHROMIUM which browser to take.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./fixture/browser.mjs";

/** How long each figure takes. */
const MILLIS = 1_000;

const folder = process.env.BENCH_RULES_WASM;
if (!folder) throw new Error("Say where it lies: BENCH_RULES_WASM.");

const browser = await openBrowser();
try {
  const page = await browser.newPage();
  const glue = readFileSync(join(folder, "bench_rules.js"), "utf8");
  const wasm = readFileSync(join(folder, "bench_rules_bg.wasm")).toString("base64");
  console.log(JSON.stringify(await page.evaluate(measure, [glue, wasm, MILLIS])));
} finally {
  await browser.close();
}

/** Runs in the page. */
async function measure([glue, base64, millis]) {
  const rules = new Function(`${glue}; return wasm_bindgen;`)();
  const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
  await rules({ module_or_path: bytes });
  const { Subject, count } = rules;
  const figures = [];
  for (let index = 0; index < count(); index += 1) {
    const subject = Subject.of(index);
    const run = (times) => {
      const done = subject.run(times);
      if (!done) throw new Error(`${subject.name()} failed`);
      return done;
    };
    // What runs often is made quicker by the browser; that is not measured.
    const opened = performance.now();
    while (performance.now() - opened < millis / 4) run(1);
    const began = performance.now();
    let [runs, done, step, spent] = [0, 0, 1, 0];
    while (spent < millis) {
      done += run(step);
      runs += step;
      spent = performance.now() - began;
      step = Math.max(step, Math.floor(runs / 16));
    }
    figures.push({ name: subject.name(), is_timed: subject.is_timed(), per_second: (done * 1_000) / spent });
  }
  return figures;
}
