// Weighs what a stranger downloads: the bundle's chunks by Brotli at its best, and all that must
// arrive before the first paint (the page, its styles and what it preloads; no script).
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

const WASM_MOST = 180_000;
const PAINT_MOST = 60_000;

const weigh = (file) => {
  const raw = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  };
  return { raw: raw.length, squeezed: brotliCompressSync(raw, { params }).length };
};

// The shell is what every page waits for; the chunks come when they are needed.
const shell = process.argv.at(-1);
const { raw, squeezed } = weigh(shell);
console.log(`bundle, shell: ${raw} bytes raw, ${squeezed} by Brotli, at most ${WASM_MOST}`);
let whole = squeezed;
for (const name of readdirSync(dirname(shell)).filter((name) => name.endsWith(".wasm")).sort()) {
  if (name === basename(shell)) continue;
  const chunk = weigh(join(dirname(shell), name));
  console.log(`bundle, ${name}: ${chunk.raw} bytes raw, ${chunk.squeezed} by Brotli`);
  whole += chunk.squeezed;
}
console.log(`bundle, everything: ${whole} by Brotli`);

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const fetchBytes = (port, path) =>
  new Promise((resolve, reject) => {
    const headers = { "accept-encoding": "br", accept: "text/html,*/*" };
    get({ host: "127.0.0.1", port, path, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part)).on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(parts);
        if (response.statusCode !== 200) return reject(new Error(`${path}: ${response.statusCode}`));
        const text = response.headers["content-encoding"] === "br" ? brotliDecompressSync(body) : body;
        resolve({ bytes: body.length, text: text.toString("utf8") });
      });
    }).on("error", reject);
  });

const attribute = (tag, name) => tag.match(new RegExp(`\\s${name}=["']?([^"'\\s>]+)`))?.[1];

const neededForPaint = (page) =>
  [...page.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag).flatMap((tag) => {
    const kind = attribute(tag, "rel");
    const preloaded = kind === "preload" && ["font", "image", "style"].includes(attribute(tag, "as"));
    return kind === "stylesheet" || preloaded ? [attribute(tag, "href")] : [];
  });

const folder = mkdtempSync(join(tmpdir(), "farlantern-budget-"));
const port = await freePort();
const server = spawn(process.env.FARLANTERN_BIN, ["serve"], {
  env: { ...process.env, FARLANTERN_BIND: `127.0.0.1:${port}`, FARLANTERN_DATA_DIR: folder },
  stdio: ["ignore", "ignore", "inherit"],
});
let paint = 0;
try {
  const until = Date.now() + 30_000;
  while (!(await fetchBytes(port, "/livez").catch(() => null))) {
    if (Date.now() > until || server.exitCode !== null) throw new Error("the server did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const page = await fetchBytes(port, "/");
  paint = page.bytes;
  console.log(`first paint: / ${page.bytes}`);
  for (const path of new Set(neededForPaint(page.text))) {
    const { bytes } = await fetchBytes(port, path);
    console.log(`first paint: ${path} ${bytes}`);
    paint += bytes;
  }
  console.log(`first paint: ${paint} bytes, at most ${PAINT_MOST}`);
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => (server.exitCode === null ? server.once("exit", resolve) : resolve()));
  rmSync(folder, { recursive: true, force: true });
}
if (squeezed > WASM_MOST || paint > PAINT_MOST) {
  console.log("over the budget");
  process.exitCode = 1;
}
