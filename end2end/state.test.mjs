// The states of a page beside the happy one: nobody yet, locked, not there, read-only, broken,
// offline, waiting. Each says what happened and what to do next.
import assert from "node:assert/strict";
import { after } from "node:test";
import * as act from "./fixture/action.mjs";
import * as check from "./fixture/check.mjs";
import * as find from "./fixture/find.mjs";
import { ground } from "./fixture/law.mjs";
import { LONG } from "./fixture/patience.mjs";
import { takePictures, writeIndex } from "./fixture/picture.mjs";
import { chooseTheme } from "./fixture/place.mjs";
import { Player, newStream } from "./fixture/player.mjs";

const law = ground();
after(writeIndex);

const ROUNDS = LONG ? 20 : 8;
const AT_ONCE = 24;
const NO_NETWORK = /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)/;

async function withCharacter(arrive, name) {
  const visitor = await arrive();
  await chooseTheme(visitor, "dark");
  const id = await act.makeCharacter(visitor, name);
  return { visitor, page: visitor.page, id };
}

law("an empty roster invites", async ({ arrive }) => {
  const visitor = await arrive();
  await visitor.open("/characters");
  await visitor.page.getByRole("heading", { name: "No characters yet" }).waitFor();
  assert.equal(await find.maker(visitor.page).isVisible(), true);
});

law("a locked page opens when its owner logs in", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Norda Starhook");
  await act.logOut(visitor);
  await visitor.open(`/characters/${id}`);
  await check.hasHeading(page, "This opens with your key");
  await find.button(page, "Log in").click();
  await check.hasHeading(page, "Norda Starhook");
});

law("a stranger at a character's page is told the way", async ({ arrive }) => {
  const { id } = await withCharacter(arrive, "Galen Northbrook");
  const stranger = await arrive();
  await stranger.open(`/characters/${id}`);
  await check.hasHeading(stranger.page, "This opens with your key");
  await stranger.page.getByText("This browser holds no key to it.").waitFor();
  await find.link(stranger.page, "Make your character").click();
  await check.hasHeading(stranger.page, "Characters");
});

law("an address that leads nowhere says so, to people and to programs", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(/404/);
  for (const path of ["/nowhere", "/characters/nobody/nothing/else", "/about/more", "/.env"]) {
    const answer = await visitor.open(path);
    assert.equal(answer.status(), 404, path);
    await check.hasHeading(visitor.page, "Nothing is anchored here");
  }
  await find.link(visitor.page, "To the start").click();
  await check.hasHeading(visitor.page, "Adventures by lantern light");
});

law("what breaks on the server is said kindly, and can be tried again", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Parda Fairbourne");
  visitor.forgive(/500/);
  await page.route("**/fn/history*", (route) => route.fulfill({ status: 500, body: "broken" }));
  await find.link(page, "History").click();
  await page.getByText("Something broke on our side.").waitFor();
  assert.ok(!/\b500\b|error/i.test(await page.locator("main").innerText()), "no number and no jargon");
  await takePictures(page, "state-broken");
  await page.unroute("**/fn/history*");
  await find.button(page, "Try again").click();
  await check.hasHeading(page, "The past of Parda Fairbourne");
});

law("a change that breaks on the server waits, and says so", async ({ arrive }) => {
  const { visitor, page, id } = await withCharacter(arrive, "Rosda Cinderwatch");
  visitor.forgive(/500/);
  await page.route("**/api/v1/commands", (route) => route.fulfill({ status: 500, body: "broken" }), { times: 1 });
  await act.writeName(page, "Rosda Later");
  await page.locator('.strip .mark[data-state="waiting"]').waitFor();
  await find.notice(page, "A change waits").getByRole("button", { name: "Send now" }).click();
  await check.hasHeading(page, "Rosda Later");
  await check.hasHappened(visitor, id, ["created.v1", "renamed.v1"]);
});

law("the mark follows the network at once, and waits for no clock", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Ysra Keelbright");
  visitor.forgive(NO_NETWORK);
  await check.stopClocks(page);
  await visitor.reload();
  await check.isMarked(page, "online");
  await act.goOffline(visitor);
  await check.isMarked(page, "offline");
  await act.goOnline(visitor);
  await check.isMarked(page, "online");
});

law("offline, a page that was seen is shown as it was", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Ulsa Brinefall");
  visitor.forgive(NO_NETWORK);
  await find.door(page, "Characters").click();
  await find.card(page, "Ulsa Brinefall").waitFor();
  await find.card(page, "Ulsa Brinefall").getByRole("link").click();
  await check.hasHeading(page, "Ulsa Brinefall");
  await act.goOffline(visitor);
  await find.door(page, "Characters").click();
  await find.notice(page, "You are offline").first().waitFor();
  assert.equal(await find.notice(page, "You are offline").count(), 1, "bad news is told once");
  await find.card(page, "Ulsa Brinefall").waitFor();
  await check.isMarked(page, "offline");
  await takePictures(page, "state-offline");
  await act.goOnline(visitor);
  await check.isMarked(page, "online");
  await find.notice(page, "You are offline").waitFor({ state: "detached" });
});

law("offline, the roster shows a first character though it was never opened", async ({ arrive }) => {
  const visitor = await arrive();
  visitor.forgive(NO_NETWORK);
  const { page } = visitor;
  // The roster is asked for with the first character, and answers only when its page has been left.
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/fn/characters*", async (route) => {
    await released;
    await route.abort();
  });
  await act.makeCharacter(visitor, "Hale Brinefall");
  await act.goOffline(visitor);
  release();
  await find.door(page, "Characters").click();
  await find.card(page, "Hale Brinefall").waitFor();
  await find.notice(page, "This is how it stood on").waitFor();
});

law("offline, a device that has joined shows no roster that it never saw", async ({ arrive }) => {
  const { visitor: owner } = await withCharacter(arrive, "Jora Brinefall");
  const joined = await arrive();
  joined.forgive(NO_NETWORK);
  // What it makes itself is not all that the account has.
  await joined.context.route("**/fn/characters*", (route) => route.abort());
  await act.letIn(owner, joined);
  await act.makeCharacter(joined, "Kester Brinefall");
  await act.goOffline(joined);
  await find.door(joined.page, "Characters").click();
  await find.notice(joined.page, "has not been seen in this browser yet").waitFor();
  assert.equal(await find.card(joined.page, "Kester Brinefall").count(), 0);
});

law("offline, a page that was never seen says when it will open", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Elbeth Oakwright");
  visitor.forgive(NO_NETWORK);
  await act.goOffline(visitor);
  await find.link(page, "History").click();
  await page.getByRole("heading", { name: "You are offline" }).waitFor();
  await takePictures(page, "state-offline-unseen");
  await act.goOnline(visitor);
  await check.hasHeading(page, "The past of Elbeth Oakwright");
});

law("an answer that takes its time is waited for with a skeleton", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Dardric Gullwell");
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/fn/history*", async (route) => {
    await released;
    await route.continue();
  });
  await find.link(page, "History").click();
  await page.locator('[aria-busy="true"] .skeleton').first().waitFor();
  await takePictures(page, "state-waiting");
  release();
  await check.hasHeading(page, "The past of Dardric Gullwell");
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
});

law("what waits to be sent is shown", async ({ arrive }) => {
  const { visitor, page } = await withCharacter(arrive, "Lindric Tidewright");
  visitor.forgive(NO_NETWORK);
  await act.goOffline(visitor);
  await act.writeName(page, "Lindric Waits");
  await page.locator('.strip .mark[data-state="waiting"]').waitFor();
  await takePictures(page, "state-change-waits");
  await act.goOnline(visitor);
  await check.hasHeading(page, "Lindric Waits");
});

law("a page comes whole to many who ask at once", async ({ server }) => {
  const player = await Player.begin(server.url);
  const id = newStream();
  await player.send(player.create(id, "Orla Tidewright"));
  const cookie = player.cookies().map(({ name, value }) => `${name}=${value}`).join("; ");
  const places = [
    [`/characters/${id}`, "Orla Tidewright - Farlantern"],
    [`/characters/${id}/history`, "The past of Orla Tidewright - Farlantern"],
    ["/characters", "Characters - Farlantern"],
  ];
  const ask = async (number) => {
    const [path, title] = places[number % places.length];
    const answer = await fetch(server.url + path, { headers: { cookie } });
    assert.equal(answer.status, 200, path);
    const html = await answer.text();
    assert.ok(html.includes(`<title>${title}</title>`), `${path} has its title`);
    assert.ok(html.includes("Orla Tidewright") && html.includes("</html>"), `${path} is whole`);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => ask(number)));
  }
});
