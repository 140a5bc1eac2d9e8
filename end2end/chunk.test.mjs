// The bundle comes in chunks. One that does not come costs a sentence and a while, never the page.
import assert from "node:assert/strict";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { until } from "./fixture/patience.mjs";

const law = ground();

/** So long the page waits before it fetches again, by its own clock. */
const AGAIN_MILLIS = 10_000;
/** What the browser itself says of what it could not fetch. */
const NOT_FETCHED = /net::ERR_FAILED|Failed to fetch|was preloaded using link preload but not used/;

async function without(visitor, chunk) {
  visitor.forgive(NOT_FETCHED);
  const file = new RegExp(`/pkg/split_${chunk}[.]`);
  let asked = 0;
  await visitor.context.route(file, (route) => {
    asked += 1;
    return route.abort();
  });
  return { back: () => visitor.context.unroute(file), asked: () => asked };
}

/** The page comes alive when its clock has gone on. */
function alive(page) {
  return until("a page that comes alive", async () => {
    await page.clock.fastForward(AGAIN_MILLIS);
    return (await page.locator("html[data-hydrated]").count()) > 0;
  });
}

law("a page whose shell stands alone can be read, says so, and comes alive later", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await page.clock.install();
  const game = await without(visitor, "game");
  await page.goto("/");
  await find.toast(page).getByText("A part of the game could not be fetched").waitFor();
  await find.about(page).click();
  await check.hasHeading(page, "What Farlantern is");
  assert.equal(await page.locator("html[data-hydrated]").count(), 0);
  await game.back();
  await alive(page);
});

law("a page from the server waits for its chunk and is no worse for it", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await page.clock.install();
  const desk = await without(visitor, "desk");
  await page.goto("/settings");
  await check.hasHeading(page, "Settings");
  await until("the chunk to be asked for", () => desk.asked() > 0);
  assert.equal(await page.locator("html[data-hydrated]").count(), 0);
  await desk.back();
  await alive(page);
  await page.getByRole("radio", { name: "Vellum" }).check();
  await page.locator('html[data-theme="vellum"]').waitFor({ state: "attached" });
});

law("a page that is gone to without its chunk says so, and another try brings it", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/");
  const desk = await without(visitor, "desk");
  await find.door(page, "Settings").click();
  await page.getByText("A part of the game could not be fetched").waitFor();
  assert.ok(desk.asked() > 0);
  await desk.back();
  await find.button(page, "Try again").click();
  await check.hasHeading(page, "Settings");
  await visitor.alive();
});
