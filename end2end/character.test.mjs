// The life of a character: made, renamed, recoloured, restyled, retired, restored, and the last change
// taken back.
import assert from "node:assert/strict";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";

const law = ground();

law("a character is what was chosen for it", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/characters");
  const maker = find.maker(page);
  const choose = (group, name) => find.choice(maker, group, name).click();
  await choose("Species", /^Dwarf/);
  await choose("Skin", "Ebony");
  await choose("Hair", "Braid");
  await choose("Beard", "Braided beard");
  await choose("Hair colour", "Wine red");
  await choose("Outfit", "Cleric");
  await choose("Cloak", "Madder");
  await choose("Trim", "Bone");
  await choose("Lantern", "Kelp");
  await choose("Keepsake", /^Brass compass/i);
  const preview = maker.locator(".maker-preview .figure");
  const worn = '[data-cloak="madder"][data-trim="bone"][data-lantern="kelp"][data-skin="ebony"][data-hair="madder"]';
  await preview.and(page.locator(worn)).waitFor();

  const id = await act.makeCharacter(visitor, "Garda Stonebrook");
  const shown = await find.figure(page).evaluate((it) => {
    return { ...it.dataset, shape: it.querySelector("use").href.baseVal.replace(/\?\w+/, "") };
  });
  const tones = { skin: "ebony", hair: "madder" };
  assert.deepEqual(shown, { cloak: "madder", trim: "bone", lantern: "kelp", ...tones, shape: "/figures.svg#dwarf" });
  const { data } = await visitor.api(`/characters/${id}`);
  assert.equal(data.snapshot.species, "species/dwarf");
  assert.equal(data.snapshot.keepsake, "keepsake/brass-compass");
  assert.deepEqual(data.snapshot.colours, { cloak: "dye/madder", lantern: "dye/kelp", trim: "dye/bone" });
  assert.deepEqual(data.snapshot.appearance, {
    outfit: "outfit/cleric",
    hair: "hair/braid",
    beard: "hair/beard-braided",
    hair_colour: "hair-colour/madder",
    skin: "skin/ebony",
  });
  assert.equal(await find.fact(page, "Outfit").innerText(), "Cleric");
  assert.equal((await find.fact(page, "Hair").innerText()).replace(/\s+/g, " "), "Braid, braided beard Wine red");
  assert.equal((await find.fact(page, "Skin").innerText()).trim(), "Ebony");
  await check.hasHappened(visitor, id, ["created.v1"]);
});

law("a character is renamed, and every page knows", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Wren");
  await act.rename(page, "Wren Windhelm");
  await find.toast(page).getByText("Saved.").waitFor();
  await find.door(page, "Characters").click();
  await find.card(page, "Wren Windhelm").waitFor();
  await visitor.open(`/characters/${id}`);
  await check.hasHeading(page, "Wren Windhelm");
  assert.equal(await page.title(), "Wren Windhelm - Farlantern");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("colours are tried on before they are saved", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Tamsin Dyewell");
  const worn = await find.figure(page).getAttribute("data-cloak");
  const dye = worn === "rose" ? "Kelp" : "Rose";
  const wears = (slug) => find.figure(page).and(page.locator(`[data-cloak="${slug}"]`)).waitFor();
  const fold = await act.openFold(page, "Recolour");
  await find.choice(fold, "Cloak", dye).click();
  await wears(dye.toLowerCase());
  assert.equal(await find.worn(page, "Cloak").getAttribute("data-dye"), worn, "the facts tell what is saved");
  await fold.locator("summary").click();
  await wears(worn);
  await fold.locator("summary").click();
  await wears(dye.toLowerCase());
  await check.hasHappened(visitor, id, ["created.v1"]);
});

law("a character is recoloured", async ({ arrive }) => {
  const visitor = await arrive();
  const id = await act.makeCharacter(visitor, "Isla Tidemark");
  // Chance has dressed them, perhaps in this very colour.
  const worn = await find.figure(visitor.page).getAttribute("data-cloak");
  const dye = worn === "rose" ? "Kelp" : "Rose";
  await act.recolour(visitor.page, "Cloak", dye);
  await act.recolour(visitor.page, "Lantern", "Heather");
  await check.hasHappened(visitor, id, ["created.v1", "recoloured.v1", "recoloured.v1"]);
  await visitor.reload();
  const { cloak, lantern } = await find.figure(visitor.page).evaluate((it) => ({ ...it.dataset }));
  assert.deepEqual({ cloak, lantern }, { cloak: dye.toLowerCase(), lantern: "heather" });
});

law("nobody is offered what their species cannot have", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open("/characters");
  const maker = find.maker(page);
  const offered = (group) => maker.getByRole("group", { name: group, exact: true }).getByRole("radio");
  const names = (group) => offered(group).evaluateAll((all) => all.map((it) => it.closest("label").title));
  await find.choice(maker, "Species", /^Gnome/).click();
  await find.choice(maker, "Hair", "Tall hat").click();
  await find.choice(maker, "Skin", "Stone").click();
  await find.choice(maker, "Outfit", "Druid").click();
  // What suits an elf stays, what does not is as usual among them.
  await find.choice(maker, "Species", /^Elf/).click();
  await maker.getByRole("radio", { name: "Tall hat" }).waitFor({ state: "detached" });
  assert.ok((await names("Hair")).includes("Topknot"));
  assert.equal(await maker.getByRole("radio", { name: "Long", exact: true }).isChecked(), true);
  assert.equal(await maker.getByRole("radio", { name: "Porcelain", exact: true }).isChecked(), true);
  assert.equal(await maker.getByRole("radio", { name: "Druid", exact: true }).isChecked(), true);
  // Scales have neither hair nor its colour.
  await find.choice(maker, "Species", /^Dragonborn/).click();
  await maker.getByRole("group", { name: "Hair", exact: true }).waitFor({ state: "detached" });
  for (const group of ["Beard", "Hair colour"]) assert.equal(await offered(group).count(), 0, group);
  assert.ok((await names("Skin")).includes("Silver"));
  const id = await act.makeCharacter(visitor, "Arjhan Emberscale");
  const { data } = await visitor.api(`/characters/${id}`);
  const { outfit, skin, hair, beard } = data.snapshot.appearance;
  assert.deepEqual({ outfit, skin, hair, beard }, { outfit: "outfit/druid", skin: "skin/rust", hair: undefined, beard: undefined });
  await check.hasHappened(visitor, id, ["created.v1"]);
});

law("a character is restyled by one thumb, and it is taken back", async ({ arrive }) => {
  const visitor = await arrive({ viewport: { width: 390, height: 844 } });
  const { page } = visitor;
  const id = await act.makeElf(visitor, "Liria Combwright");
  const worn = await find.figure(page).getAttribute("data-hair");
  const fold = await act.openFold(page, "Restyle");
  for (const label of await fold.locator(".choice").all()) {
    const { width, height } = await label.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${await label.getAttribute("title")} is ${width} by ${height}`);
  }
  await find.choice(fold, "Hair", "Bun").click();
  await find.choice(fold, "Hair colour", "Tide").click();
  await fold.locator('.fitting-figure .figure[data-hair="tide"]').waitFor();
  assert.equal(await find.fact(page, "Hair").locator(".swatch").getAttribute("data-hair"), worn, "only tried on");
  await fold.getByRole("button", { name: "Save the appearance" }).click();
  await find.fact(page, "Hair").getByText("Tide").waitFor();
  await check.hasHappened(visitor, id, ["created.v1", "restyled.v1"]);
  // The very same once more.
  await fold.getByRole("button", { name: "Save the appearance" }).click();
  await page.locator(".fault", { hasText: "That would change nothing." }).waitFor();

  await act.undo(page, "restyled");
  await page.locator(`.sheet-figure .figure[data-hair="${worn}"]`).waitFor();
  await check.hasHappened(visitor, id, ["created.v1", "restyled.v1", "undone.v1"]);
  await visitor.reload();
  assert.equal(await find.figure(page).getAttribute("data-hair"), worn);
});

law("a draft of one kind outlives a saved change of the other", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  await act.makeElf(visitor, "Nessa Twicedraft");
  const fold = await act.openFold(page, "Restyle");
  await find.choice(fold, "Outfit", "Monk").click();
  const dye = (await find.figure(page).getAttribute("data-cloak")) === "rose" ? "Kelp" : "Rose";
  await act.recolour(page, "Cloak", dye);
  assert.equal(await fold.getByRole("radio", { name: "Monk", exact: true }).isChecked(), true);
  await fold.getByRole("button", { name: "Save the appearance" }).click();
  await find.fact(page, "Outfit").getByText("Monk").waitFor();
});

law("a character is asked about before they retire, and can be kept in play", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Ulric Gullhook");
  await find.button(page, "Retire").click();
  const dialog = page.getByRole("dialog", { name: "Retire Ulric Gullhook?" });
  await dialog.getByRole("button", { name: "Keep in play" }).click();
  await dialog.waitFor({ state: "hidden" });
  await find.button(page, "Retire").click();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await check.hasHappened(visitor, id, ["created.v1"]);
});

law("the retired can only be read, and come back", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Tamsa Copperwell");
  await act.retire(page);
  for (const name of ["Retire", "Save the name", "Save the colours", "Save the appearance"]) {
    assert.equal(await find.button(page, name).count(), 0, name);
  }
  await find.door(page, "Characters").click();
  const fold = await act.openFold(page, "Retired (1)");
  await fold.getByRole("link", { name: "Tamsa Copperwell" }).click();
  await act.restore(page);
  await find.button(page, "Retire").waitFor();
  await check.hasHappened(visitor, id, ["created.v1", "retired.v1", "restored.v1"]);
});

law("the last change is taken back, whatever it was", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Yaris Moonfall");
  await act.rename(page, "Yaris the Wrong");
  await act.undo(page, "renamed");
  await check.hasHeading(page, "Yaris Moonfall");
  const before = await find.figure(page).getAttribute("data-trim");
  await act.recolour(page, "Trim", before === "pine" ? "Slate" : "Pine");
  await act.undo(page, "recoloured");
  await page.locator(`.sheet-figure .figure[data-trim="${before}"]`).waitFor();
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1", "undone.v1", "recoloured.v1", "undone.v1"]);
});

law("a name that is none is refused with a sentence tied to its field", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Orla Ashbourne");
  for (const [name, sentence] of [
    ["...", "A name needs at least one letter."],
    ["Or\u202ela", "A name cannot contain invisible or control characters."],
  ]) {
    await act.writeName(page, name);
    const field = find.nameField(page);
    await page.locator(".fault", { hasText: sentence }).waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const tied = await field.evaluate((it) => {
      const ids = it.getAttribute("aria-describedby").split(" ");
      return ids.map((id) => document.getElementById(id)?.textContent).join(" ");
    });
    assert.ok(tied.includes(sentence), tied);
    await field.fill("Orla");
    await page.locator(".fault").waitFor({ state: "detached" });
    assert.equal(await field.getAttribute("aria-invalid"), null);
  }
  await check.hasHappened(visitor, id, ["created.v1"]);
});

law("what the server refuses stands at the field too", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Linis Briarhand");
  await act.writeName(page, "Linis Briarhand");
  await page.locator(".fault", { hasText: "That would change nothing." }).waitFor();
  await check.hasHappened(visitor, id, ["created.v1"]);
});

law("a change made on what is no longer true changes nothing", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Rosa Northwatch");
  const other = await visitor.openTab();
  // A window that hears of nothing: else it would know better at once.
  await other.routeWebSocket(/\/ws$/, (socket) => socket.close());
  await visitor.open(`/characters/${id}`, other);
  await act.rename(page, "Rosa the First");
  visitor.forgive(/409/);
  await act.writeName(other, "Rosa the Second");
  await other.locator(".fault", { hasText: "has changed since" }).waitFor();
  await check.hasHeading(other, "Rosa the First");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("a wish is sent once, however often its button is pressed", async ({ arrive }) => {
  const visitor = await arrive();
  const { page } = visitor;
  const id = await act.makeCharacter(visitor, "Perth Cinderkeel");
  const fold = await act.openFold(page, "Rename");
  await fold.getByLabel("Name", { exact: true }).fill("Perth Once");
  await fold.getByRole("button", { name: "Save the name" }).evaluate((it) => {
    for (let press = 0; press < 5; press += 1) it.click();
  });
  await check.hasHeading(page, "Perth Once");
  await check.isMarked(page, "online");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});
