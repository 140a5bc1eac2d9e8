// Asks a server that speaks HTTPS everything that its players' browsers will ask, by the public
// API and one socket: `node try-https.mjs <its address> [<another name> [<its plain address>]]`.
// Names under .test are looked for on this machine. Started by try-https.sh.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import dns from "node:dns";
import https from "node:https";
import { Player, newStream } from "../end2end/fixture/player.mjs";

const [url, other, plain] = process.argv.slice(2);
const LATE_MILLIS = 10_000;

const lookup = dns.lookup;
dns.lookup = (name, options, answer) =>
  lookup(name.endsWith(".test") ? "127.0.0.1" : name, ...(answer ? [options, answer] : [options]));

const checks = {
  async "a page comes whole, and says that it is for HTTPS only"() {
    const answer = await fetch(`${url}/`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("strict-transport-security"), /max-age=\d{8}/);
    assert.match(answer.headers.get("content-security-policy"), /script-src 'self' 'nonce-/);
    const page = await answer.text();
    assert.match(page, /<h1/);
    const style = page.match(/href="(\/pkg\/[^"]+\.css)"/);
    assert.ok(style, "the page names its style");
    assert.equal((await fetch(url + style[1])).status, 200, "and the style is there");
  },

  async "cookies are bound to this name and to HTTPS"() {
    const answer = await fetch(`${url}/api/v1/auth/challenge`, post({}));
    const [cookie] = answer.headers.getSetCookie();
    assert.match(cookie, /^__Host-farlantern_browser=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  },

  async "a player opens an account, logs in and makes a character"() {
    const player = await Player.begin(url);
    assert.deepEqual(names(player), ["__Host-farlantern", "__Host-farlantern_browser"]);
    const command = player.create(newStream(), "Wren");
    player.receipt(command, await player.send(command));
  },

  async "a socket opens, knows its player and tells what happens"() {
    const player = await Player.begin(url);
    const socket = await Socket.open(player);
    await socket.greet(player);
    const command = player.create(newStream(), "Brelo");
    await player.send(command);
    assert.ok((await socket.until(1)).includes("created.v1"), "the event is in it");
    socket.close();
  },

  async "another site's page opens no socket"() {
    const player = await Player.begin(url);
    await assert.rejects(Socket.open(player, "https://elsewhere.test"), /403/);
  },

  async "strangers do not read the metrics"() {
    assert.equal((await fetch(`${url}/metrics`)).status, 404);
  },

  async "another name leads to the one address"() {
    if (!other) return "not asked";
    const answer = await fetch(`${other}/about?from=elsewhere`, { redirect: "manual" });
    assert.equal(answer.status, 308);
    assert.equal(answer.headers.get("location"), `${url}/about?from=elsewhere`);
  },

  async "plain HTTP leads to HTTPS"() {
    if (!plain) return "not asked";
    const answer = await fetch(`${plain}/about`, { redirect: "manual" });
    assert.ok([301, 308].includes(answer.status), `${answer.status}`);
    assert.equal(new URL(answer.headers.get("location")).protocol, "https:");
  },
};

function post(body) {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function names(player) {
  return player.cookies().map((it) => it.name).sort();
}

/** One socket by hand, so that what goes through the proxy is seen as it is. */
class Socket {
  #wire;
  #read = Buffer.alloc(0);

  constructor(wire, head) {
    this.#wire = wire;
    this.#read = head;
    wire.on("data", (bytes) => (this.#read = Buffer.concat([this.#read, bytes])));
    wire.on("error", () => {});
  }

  static open(player, origin = url) {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      origin,
      cookie: player.cookies().map((it) => `${it.name}=${it.value}`).join("; "),
      "sec-websocket-key": randomBytes(16).toString("base64"),
      "sec-websocket-version": "13",
      "sec-websocket-protocol": "farlantern.v1",
    };
    return new Promise((resolve, reject) => {
      const request = https.request(`${url}/ws`, { headers, agent: false, timeout: LATE_MILLIS });
      request.on("upgrade", (answer, wire, head) => resolve(new Socket(wire, head)));
      request.on("response", (answer) => reject(new Error(`no upgrade but ${answer.statusCode}`)));
      request.on("timeout", () => request.destroy(new Error("no answer in time")));
      request.on("error", reject);
      request.end();
    });
  }

  /** Signs the server's nonce, and waits until the tab is known. Messages are postcard. */
  async greet(player) {
    const welcome = await this.#message();
    assert.equal(welcome[0], 1, "the version of the messages");
    const nonce = welcome.subarray(2, 2 + welcome[1]).toString();
    const greeting = { nonce, server: player.about.key, origin: url, account: player.account };
    const { bytes, key, signature } = player.sign("hello", greeting);
    this.#say(Buffer.concat([Buffer.of(1), text(bytes), text(key), text(signature), Buffer.of(0)]));
    await this.until(0);
  }

  /** The next message of a kind: 0 is ready, 1 is events. */
  async until(kind) {
    for (;;) {
      const message = await this.#message();
      if (message[0] === kind) return message;
    }
  }

  close() {
    this.#wire.destroy();
  }

  #say(message) {
    const [mask, length] = [randomBytes(4), Buffer.alloc(2)];
    length.writeUInt16BE(message.length);
    const masked = message.map((byte, at) => byte ^ mask[at % 4]);
    this.#wire.write(Buffer.concat([Buffer.of(0x82, 0xfe), length, mask, masked]));
  }

  async #message() {
    const until = performance.now() + LATE_MILLIS;
    while (performance.now() < until) {
      const frame = this.#frame();
      if (frame?.code === 2) return frame.body;
      if (frame?.code === 8) throw new Error(`the socket was closed: ${frame.body.readUInt16BE()}`);
      if (!frame) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("nothing was heard on the socket");
  }

  #frame() {
    if (this.#read.length < 2) return null;
    const [first, short] = this.#read;
    const begin = short === 126 ? 4 : 2;
    if (this.#read.length < begin) return null;
    const length = short === 126 ? this.#read.readUInt16BE(2) : short;
    assert.ok(short < 127, "no message is so long");
    if (this.#read.length < begin + length) return null;
    const body = this.#read.subarray(begin, begin + length);
    this.#read = this.#read.subarray(begin + length);
    return { code: first & 15, body };
  }
}

/** A text in postcard: its length in sevens of bits, then its bytes. */
function text(string) {
  const [bytes, length] = [Buffer.from(string), []];
  let rest = bytes.length;
  for (; rest > 127; rest >>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.of(...length, rest), bytes]);
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    const said = await check();
    console.log(`  ${said ?? "passed"}: ${name}`);
  } catch (why) {
    failed += 1;
    console.log(`  FAILED: ${name}\n    ${why.message.replaceAll("\n", "\n    ")} ${why.cause ?? ""}`);
  }
}
process.exit(failed ? 1 : 0);
