// The past of a character: who, when, what before and what after; and how it was at any moment.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LAW_MILLIS_MAX } from "./fixture/patience.mjs";

const law = ground();

/** A character with three moments, and the page of their past. */
async function withPast(arrive) {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Elba Lanternmark");
  const dyed = await find.figure(page).getAttribute("data-cloak");
  const dye = dyed === "indigo" ? "Kelp" : "Indigo";
  await act.rename(page, "Elba Saltcrest");
  await act.recolour(page, "Cloak", dye);
  await find.link(page, "History").click();
  await check.hasHeading(page, "The past of Elba Saltcrest");
  await page.waitForURL(`**/characters/${id}/history`);
  return { visitor, page, id, dyed, dye };
}

law("every moment says who, when, what before and what after", async ({ arrive }) => {
  const { visitor, page, dye } = await withPast(arrive);
  const moments = find.moments(page);
  await moments.nth(2).waitFor();
  const texts = await moments.evaluateAll((items) => items.map((it) => it.innerText.replace(/\s+/g, " ")));
  assert.equal(texts.length, 3);
  assert.match(texts[0], /^Made /);
  const renamed = moments.nth(1);
  assert.equal((await renamed.locator("del.before").innerText()).trim(), "Elba Lanternmark");
  assert.equal((await renamed.locator("ins.after").innerText()).trim(), "Elba Saltcrest");
  assert.equal((await moments.nth(2).locator("ins.after").innerText()).trim(), dye);
  const { data } = await visitor.api("/auth/session");
  for (const moment of await moments.all()) {
    const at = await moment.locator("time").getAttribute("datetime");
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < LAW_MILLIS_MAX, at);
    assert.ok((await moment.innerText()).includes(`By ${data.did.slice(0, 16)}`));
  }
  assert.equal((await find.chain(page).innerText()).trim(), "Chain checked: 3 events.");
});

law("the slider goes through time by keyboard", async ({ arrive }) => {
  const { page, id, dyed, dye } = await withPast(arrive);
  const slider = find.slider(page);
  await slider.focus();
  assert.equal(await slider.inputValue(), "3");
  const shows = async (name, cloak, spoken) => {
    await find.pastName(page).filter({ hasText: name }).waitFor();
    await page.locator(`.past-stage .figure[data-cloak="${cloak.toLowerCase()}"]`).waitFor();
    assert.equal(await slider.getAttribute("aria-valuetext"), spoken);
  };
  await shows("Elba Saltcrest", dye, "3 of 3: Recoloured");
  await page.keyboard.press("ArrowLeft");
  await shows("Elba Saltcrest", dyed, "2 of 3: Renamed");
  await page.keyboard.press("Home");
  await shows("Elba Lanternmark", dyed, "1 of 3: Made");
  await page.waitForURL(`**/characters/${id}/history?at=1`);
  await page.keyboard.press("End");
  await shows("Elba Saltcrest", dye, "3 of 3: Recoloured");
  assert.equal(await slider.evaluate((it) => it === document.activeElement), true, "the focus stays on the slider");
});

law("a moment can be linked to", async ({ arrive }) => {
  const { visitor, page, id, dyed } = await withPast(arrive);
  const answer = await visitor.open(`/characters/${id}/history?at=1`);
  // It stands in the page as it comes, before any script has run.
  const html = await answer.text();
  assert.match(html, /class="maker-name">Elba Lanternmark/);
  await find.pastName(page).filter({ hasText: "Elba Lanternmark" }).waitFor();
  assert.equal(await find.pastFigure(page).getAttribute("data-cloak"), dyed);
  assert.equal(await find.slider(page).inputValue(), "1");
  await find.moments(page).nth(1).getByRole("link").click();
  await find.pastName(page).filter({ hasText: "Elba Saltcrest" }).waitFor();
  await page.waitForURL(`**/history?at=2`);
  await find.link(page, "Now").click();
  await page.waitForFunction(() => document.querySelector("#moment").value === "3");
  assert.equal(await find.link(page, "Now").count(), 0, "at now there is no way to now");
  assert.equal(await find.slider(page).evaluate((it) => it === document.activeElement), true);
});

law("an appearance has a past", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeElf(visitor, "Ysolde Manymasks");
  const worn = await find.figure(page).getAttribute("data-skin");
  const [skin, slug] = worn === "heather" ? ["Umber", "umber"] : ["Heather", "heather"];
  await act.restyle(page, "Skin", skin);
  await find.fact(page, "Skin").getByText(skin).waitFor();
  await find.link(page, "History").click();
  const moments = find.moments(page);
  await moments.nth(1).waitFor();
  assert.match(await moments.nth(0).innerText(), /Outfit[\s\S]*Hair[\s\S]*Hair colour[\s\S]*Skin/);
  assert.match(await moments.nth(1).innerText(), /^Restyled/);
  // One thing was changed, and one thing is told.
  assert.equal(await moments.nth(1).locator(".diff-name").innerText(), "Skin");
  assert.equal(await moments.nth(1).locator("del.before .swatch").getAttribute("data-skin"), worn);
  assert.equal(await moments.nth(1).locator("ins.after .swatch").getAttribute("data-skin"), slug);
  const shows = (it) => page.locator(`.past-stage .figure[data-skin="${it}"]`).waitFor();
  await shows(slug);
  await find.slider(page).focus();
  await page.keyboard.press("Home");
  await shows(worn);
});

law("a moment that never was is the nearest one that was", async ({ arrive }) => {
  const { visitor, page, id } = await withPast(arrive);
  for (const [asked, shown] of [["0", "1"], ["99", "3"], ["-1", "3"], ["never", "3"]]) {
    await visitor.open(`/characters/${id}/history?at=${asked}`);
    assert.equal(await find.slider(page).inputValue(), shown, `?at=${asked}`);
  }
});

law("a history that was altered says so", async ({ arrive }) => {
  const { visitor, page, id } = await withPast(arrive);
  await page.route("**/fn/history*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/"time":"\d+"/, '"time":"1"') });
  });
  // From another page, so that the history is asked for by the browser.
  await visitor.open(`/characters/${id}`);
  await find.link(page, "History").click();
  await page.locator('.badge[data-tone="danger"]', { hasText: "does not hold at event 1" }).waitFor();
});
