// The real server is killed in the middle of its work, again and again. Nothing that it
// acknowledged is lost, it starts again each time, and a command sent twice has one receipt.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LAW_MILLIS_MAX, LONG } from "./fixture/patience.mjs";
import { Player, newStream } from "./fixture/player.mjs";
import { Server } from "./fixture/server.mjs";

const KILLS = LONG ? 20 : 5;
const WRITERS = 8;
/** The server dies after this many more acknowledgements, at most. */
const ACKNOWLEDGED_MAX = 120;
const SEED = Number(process.env.FARLANTERN_SEED ?? Math.floor(Math.random() * 2 ** 31));

let server;
before(async () => (server = await Server.open({ settings: { FARLANTERN_LOG: "warn" } })));
after(() => server?.close());

const LAW = `a server killed ${KILLS} times loses nothing that it acknowledged (seed ${SEED})`;

test(LAW, { timeout: LAW_MILLIS_MAX }, async () => {
  const chance = mulberry32(SEED);
  const writers = [];
  for (let number = 0; number < WRITERS; number += 1) writers.push(await Writer.begin(server.url, number));

  for (let kill = 0; kill < KILLS; kill += 1) {
    const until = Math.ceil(chance() * ACKNOWLEDGED_MAX);
    let acknowledged = 0;
    let dead = null;
    const heard = () => {
      acknowledged += 1;
      // In the middle of what the others have asked for.
      if (acknowledged === until) dead = server.kill();
      return dead !== null;
    };
    await Promise.all(writers.map((writer) => writer.writeUntil(heard)));
    await dead;
    await server.start();
    for (const writer of writers) await writer.settle();
  }

  for (const writer of writers) await writer.compare();
  const written = writers.reduce((sum, { done }) => sum + done.length, 0);
  assert.ok(written > KILLS * WRITERS, `${written} commands were written`);

  await server.stop();
  const { code, said } = await server.run("rebuild");
  assert.equal(code, 0, said);
  assert.match(said, /Everything agrees/);
});

/** One player who renames one character for ever, and remembers every answer. */
class Writer {
  /** Commands with the answer that was heard, in the order of their making. */
  done = [];
  /** Sent, and no answer heard. */
  open = null;
  #count = 0;

  constructor(player, number) {
    this.player = player;
    this.number = number;
    this.stream = newStream();
  }

  static async begin(url, number) {
    const writer = new Writer(await Player.begin(url), number);
    await writer.#write(writer.player.create(writer.stream, `Writer ${number}`));
    return writer;
  }

  /** Writes until `heard` says that the server is gone, or it shows. */
  async writeUntil(heard) {
    for (;;) {
      this.#count += 1;
      this.open = this.player.rename(this.stream, `Writer ${this.number} time ${this.#count}`);
      try {
        await this.#write(this.open);
      } catch (error) {
        if (error.status === undefined) return; // Nobody answered: whether it was done is not known.
        throw error;
      }
      this.open = null;
      if (heard()) return;
    }
  }

  /** After the restart: what was acknowledged has the same receipt, what was not gets one. */
  async settle() {
    const again = this.done.slice(-3);
    for (const { command, answer } of again) {
      assert.deepEqual((await this.player.send(command)).receipt, answer.receipt, "the same bytes, the same receipt");
    }
    if (this.open) await this.#write(this.open);
    this.open = null;
  }

  /** At the end: every command, once, in order, and every receipt again. */
  async compare() {
    const { events } = await this.player.get(`/characters/${this.stream}/history`);
    const ids = this.done.map(({ receipt }) => receipt.command);
    assert.deepEqual(events.map((event) => event.command), ids);
    for (const [index, { receipt }] of this.done.entries()) {
      const sequence = String(index + 1);
      assert.deepEqual(receipt.outcome, { applied: { stream: this.stream, first: sequence, last: sequence } });
    }
    for (const { command, answer } of this.done) {
      assert.deepEqual((await this.player.send(command)).receipt, answer.receipt);
    }
  }

  async #write(command) {
    const answer = await this.player.send(command);
    this.done.push({ command, answer, receipt: this.player.receipt(command, answer) });
  }
}

/** Chance from a seed, so that a failure can be had again. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
