// Everything can be read before the bundle arrives, and where scripts never run.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { SPOTS, openWords, places, sentence, words } from "./fixture/harbour.mjs";
import { ground } from "./fixture/law.mjs";
import { Player, newStream } from "./fixture/player.mjs";
import { DESK, PHONE } from "./fixture/visitor.mjs";

const law = ground({ scripts: false });

const NOBODY = `/characters/${"0".repeat(32)}`;
/** The browser says of each script that it was not run. */
const NOT_RUN = /\/pkg\/.*(csp|preloaded using link preload)/;

/** A reader with the session of a player, who has one character. */
async function withSession(server, arrive) {
  const player = await Player.begin(server.url);
  const id = newStream();
  await player.send(player.create(id, "Fenda Oakhelm"));
  await player.send(player.rename(id, "Fenda Oakwell"));
  const reader = await arrive();
  reader.forgive(NOT_RUN);
  await reader.context.addCookies(player.cookies());
  return { reader, page: reader.page, id };
}

/** A button that sends a form to an address works without scripts. */
const visibleButtons = (page) =>
  page
    .locator("button:visible, input[type=submit]:visible")
    .evaluateAll((all) =>
      all.filter((it) => it.type !== "submit" || !it.form?.hasAttribute("action")).map((it) => it.outerHTML),
    );

law("every page reads as it should without scripts", async ({ server, arrive }) => {
  const { reader, page, id } = await withSession(server, arrive);
  reader.forgive(/404/);
  for (const [path, status, heading, words] of [
    ["/", 200, "Adventures by lantern light, between real stars", "Nothing is forgotten"],
    ["/characters", 200, "Characters", "Fenda Oakwell"],
    [`/characters/${id}`, 200, "Fenda Oakwell", "Keepsake"],
    [`/characters/${id}/history`, 200, "The past of Fenda Oakwell", "Fenda Oakhelm"],
    ["/about", 200, "What Farlantern is", "System Reference Document 5.2"],
    ["/codex?q=firebal", 200, "The codex", "Delayed Blast Fireball"],
    ["/codex/creatures?type=ooze", 200, "Creatures", "Gelatinous Cube"],
    ["/codex/conditions/prone", 200, "Prone", "Condition"],
    ["/storage", 200, "What this browser keeps", "What happens if the browser clears this"],
    ["/nowhere", 404, "Nothing is anchored here", "leads nowhere"],
    [NOBODY, 404, "This character is not known here", "another key"],
  ]) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), status, path);
    await check.hasHeading(page, heading);
    assert.equal(await page.locator("h1:visible").count(), 1, `${path} has one h1`);
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(words), `${path} says “${words}”`);
    assert.equal(await page.locator("html[data-hydrated]").count(), 0);
  }
});

law("no dead button is shown without scripts", async ({ server, arrive }) => {
  const { reader, page, id } = await withSession(server, arrive);
  reader.forgive(/404/);
  const dead = {};
  for (const path of ["/", "/characters", `/characters/${id}`, `/characters/${id}/history`, "/about", "/api", "/codex", "/codex/spells/fireball", "/storage", "/nowhere"]) {
    await page.goto(path);
    await act.unfold(page);
    const buttons = await visibleButtons(page);
    if (buttons.length > 0) dead[path] = buttons;
  }
  assert.deepEqual(dead, {});
});

law("the codex is searched, sifted and compared without scripts", async ({ server, arrive }) => {
  const { page } = await withSession(server, arrive);
  await page.goto("/codex/spells");
  await page.getByLabel("Look up").fill("wall");
  await act.unfold(page);
  await page.getByLabel("School").selectOption("evocation");
  await page.getByRole("button", { name: "Find" }).first().click();
  await page.waitForURL(/q=wall/);
  assert.match(await page.locator("main").innerText(), /Wall of Fire/);
  assert.doesNotMatch(await page.locator("main").innerText(), /Wall of Thorns/);
  await page.getByRole("link", { name: "Wall of Fire" }).click();
  await page.getByLabel("Compare with").fill("ice storm");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("heading", { name: "Ice Storm" }).waitFor();
});

law("who needs scripts is told so", async ({ server, arrive }) => {
  const { page } = await withSession(server, arrive);
  await page.goto("/characters");
  const told = page.locator("noscript", { visible: true });
  assert.match(await told.first().evaluate((it) => it.innerText), /a character can only be made with scripts on/);
});

law("what is kept in a browser is said in words where no scripts can count it", async ({ arrive }) => {
  const reader = await arrive();
  reader.forgive(NOT_RUN);
  const { page } = reader;
  await page.goto("/storage");
  const told = page.locator("#files noscript", { visible: true });
  assert.match(await told.evaluate((it) => it.innerText), /only your browser knows/);
  assert.equal(await page.locator(".skeleton:visible").count(), 0, "nothing is awaited that will not come");
  await page.getByText("Is gone for good. Another device of yours").waitFor();
  await find.link(page, "Come back after a loss").click();
  await check.hasHeading(page, "Come back");
});

law("the links lead on without scripts", async ({ server, arrive }) => {
  const { page, id } = await withSession(server, arrive);
  await page.goto("/");
  await find.link(page, "Make your character").click();
  await check.hasHeading(page, "Characters");
  await find.card(page, "Fenda Oakwell").getByRole("link").click();
  await page.waitForURL(`**/characters/${id}`);
  await find.link(page, "History").click();
  await check.hasHeading(page, "The past of Fenda Oakwell");
  await find.moments(page).first().getByRole("link").click();
  await page.waitForURL("**/history?at=1");
  await find.pastName(page).filter({ hasText: "Fenda Oakhelm" }).waitFor();
  await find.about(page).click();
  await check.hasHeading(page, "What Farlantern is");
});

law("who was made without an appearance looks as is usual among their species", async ({ server, arrive }) => {
  const { reader, page, id } = await withSession(server, arrive);
  await page.goto(`/characters/${id}`);
  const { data } = await reader.api(`/characters/${id}`);
  assert.equal(data.snapshot.appearance, undefined);
  assert.equal(data.snapshot.v, 1, "as it was written before there were appearances");
  assert.equal(await find.fact(page, "Outfit").innerText(), "Wayfarer");
  assert.equal((await find.fact(page, "Hair").innerText()).replace(/\s+/g, " "), "Long Straw");
  const worn = await find.figure(page).evaluate(({ dataset }) => [dataset.skin, dataset.hair]);
  assert.deepEqual(worn, ["porcelain", "straw"]);
});

law("a stranger without scripts reads every public page", async ({ arrive }) => {
  const reader = await arrive();
  reader.forgive(NOT_RUN);
  for (const [path, heading] of [
    ["/", "Adventures by lantern light, between real stars"],
    ["/characters", "Characters"],
    ["/about", "What Farlantern is"],
    ["/privacy", "What is kept of you"],
    ["/api", "For programs"],
    ["/storage", "What this browser keeps"],
  ]) {
    await reader.page.goto(path);
    await check.hasHeading(reader.page, heading);
  }
  assert.deepEqual(await reader.context.cookies(), []);
});

law("the harbour is a picture with links and sentences", async ({ arrive }) => {
  const reader = await arrive();
  reader.forgive(NOT_RUN);
  const { page } = reader;
  assert.equal((await page.goto("/harbour")).status(), 200);
  await check.hasHeading(page, "Harbour");
  const painting = page.getByRole("img", { name: /^A lantern-lit quay/ });
  const pixels = await painting.evaluate(async (it) => {
    await it.decode();
    return it.naturalWidth;
  });
  assert.ok(pixels > 0);
  for (const [view, word, told] of SPOTS) {
    await find.link(places(page), word).click();
    await page.waitForURL(view === "harbour" ? "**/harbour" : `**/harbour?view=${view}`);
    await sentence(page).getByText(told, { exact: true }).waitFor();
    const here = places(page).locator("[aria-current]");
    assert.deepEqual(await here.allInnerTexts(), [word]);
  }
  assert.equal(await page.locator(".world-coming").count(), 0, "nothing is awaited that will not come");
  await openWords(page);
  // What scripts would do is said to be asleep, not offered.
  assert.equal(await words(page).locator("button:enabled").count(), 0);
});

law("without scripts the server rolls, and the page reads well", async ({ arrive }) => {
  const reader = await arrive();
  reader.forgive(NOT_RUN);
  const { page } = reader;
  for (const viewport of [DESK, PHONE]) {
    await page.setViewportSize(viewport);
    await page.goto("/roll");
    await page.getByLabel("What to roll").fill("4d6kh3 + banana");
    await page.getByRole("button", { name: "Roll", exact: true }).click();
    await page.getByText("At character 10: `banana` is not understood here.").waitFor();
    await page.getByLabel("What to roll").fill("2d1 + 3");
    await page.getByLabel("Spelling").selectOption("avrae");
    await page.getByRole("button", { name: "Show the odds" }).click();
    await page.getByText("It is always 5.").waitFor();
    await page.getByRole("button", { name: "Roll", exact: true }).click();
    assert.equal(await page.locator(".roll-total").innerText(), "5");
    assert.equal(await page.getByLabel("What to roll").inputValue(), "2d1 + 3");
    assert.equal(await page.getByLabel("Spelling").inputValue(), "avrae");
    assert.deepEqual(await check.tooWide(page), []);
    await page.getByRole("link", { name: "Receipt" }).click();
    await page.getByRole("heading", { name: "The roll is genuine" }).waitFor();
    await page.getByText("This roll stands alone").waitFor();
    const buttons = await page.locator("button").filter({ visible: true }).allInnerTexts();
    assert.deepEqual(buttons, ["Check it"]);
  }
});
