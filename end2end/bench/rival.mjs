// The page of `three/`, at the game's own address so that it has the game's files, and nowhere else.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL("./three/", import.meta.url));
const DYES = fileURLToPath(new URL("../../content/dyes.json", import.meta.url));
const THREE = dirname(dirname(createRequire(import.meta.url).resolve("three")));
const KINDS = { ".html": "text/html", ".mjs": "text/javascript", ".js": "text/javascript", ".json": "application/json" };
const FOLDER = "/bench/three/";

/** Where the page is, for a tier. */
export const rivalAddress = (url, tier) => `${url}${FOLDER}index.html?tier=${tier}`;

/** Answers for that page in all tabs of a context. */
export async function serveRival(context) {
  await context.route(
    (url) => url.pathname.startsWith(FOLDER),
    async (route) => {
      const file = fileOf(new URL(route.request().url()).pathname.slice(FOLDER.length));
      await route.fulfill({ body: await readFile(file), contentType: KINDS[extname(file)] });
    },
  );
}

function fileOf(path) {
  if (path === "dyes.json") return DYES;
  const [folder, rest] = path.startsWith("lib/") ? [THREE, path.slice("lib/".length)] : [HERE, path];
  return join(folder, normalize(`/${rest}`));
}
