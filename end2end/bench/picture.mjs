// Both pictures side by side, for people who want to see what is compared.
import { openGame, openRival, WINDOW } from "./page.mjs";

const NO_FURNITURE = ".world-tray, .world-labels { visibility: hidden !important; }";
const WAIT = { timeout: 300_000, caret: "initial" };

/** Writes one PNG: the game on the left, three on the right. */
export async function picture(browser, url, tier, path) {
  const game = await openGame(browser, url, tier);
  const clip = await game.box();
  const ours = await game.page.screenshot({ ...WAIT, clip, style: NO_FURNITURE });
  await game.close();
  const rival = await openRival(browser, url, tier, clip);
  const three = await rival.page.screenshot(WAIT);
  await rival.close();
  const page = await browser.newPage({ viewport: { width: WINDOW.width * 2, height: clip.height } });
  const image = (png) => `<img src="data:image/png;base64,${png.toString("base64")}">`;
  await page.setContent(`<body style="margin:0;display:flex">${image(ours)}${image(three)}`);
  await page.screenshot({ ...WAIT, path });
  await page.close();
}
