// Without WebGL there is a picture, and nobody complains.
import assert from "node:assert/strict";
import { ground } from "./fixture/law.mjs";

const law = ground();

async function showsPicture(page) {
  const picture = page.getByRole("img", { name: "A brass ship's lantern, lit" });
  await picture.waitFor();
  const shown = await picture.evaluate(async (it) => {
    await it.decode();
    return { width: it.naturalWidth, opacity: getComputedStyle(it).opacity };
  });
  assert.ok(shown.width > 0);
  assert.equal(shown.opacity, "1");
  assert.equal(await page.locator(".lantern-stage[data-lit]").count(), 0);
}

law("a browser without WebGL shows the lantern as a picture", async ({ arrive }) => {
  const visitor = await arrive();
  await visitor.open("/");
  assert.equal(await visitor.page.evaluate(() => document.createElement("canvas").getContext("webgl2")), null);
  await showsPicture(visitor.page);
});

law("a browser that gives no context shows the lantern as a picture", async ({ arrive }) => {
  const visitor = await arrive();
  await visitor.page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await visitor.open("/");
  await showsPicture(visitor.page);
});
