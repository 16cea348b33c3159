import { test } from "node:test";
import assert from "node:assert/strict";
import { autosave, oneAtATime, savingWords } from "../../static-site/js/autosave-run.js";
import { keptFor } from "../../static-site/js/kept.js";

/** A clock that only moves when told. */
function fakeClock() {
  let now = 0, timers = [];
  return {
    now: () => now,
    after: (ms, run) => { const t = { at: now + ms, run }; timers.push(t); return () => { timers = timers.filter(x => x !== t); }; },
    async pass(ms) {
      now += ms;
      for (const t of timers.filter(t => t.at <= now)) { timers = timers.filter(x => x !== t); t.run(); }
      await settled();
    },
  };
}
const settled = async () => { for (let i = 0; i < 8; i++) await Promise.resolve(); };

/** One answer on a server with versions; `mode` plays the network. */
function fakeServer(text = "") {
  const s = { text, version: text ? "1" : "", count: 0, mode: "up" };
  s.save = async (value, version) => {
    if (s.mode === "down") return { ok: false, kind: "offline" };
    if (version !== s.version) return { ok: false, kind: "conflict", theirs: { text: s.text, version: s.version, savedAt: "t" } };
    s.text = value; s.version = String(++s.count + 100);
    return s.mode === "answer lost" ? { ok: false, kind: "server" } : { ok: true, version: s.version, savedAt: "t" };
  };
  return s;
}

function fakeStorage() {
  const map = new Map();
  return { map, get length() { return map.size; }, key: i => [...map.keys()][i], getItem: k => map.get(k) ?? null,
    setItem: (k, v) => { map.set(k, v); }, removeItem: k => { map.delete(k); } };
}

function open(server, clock, storage, window, others = new Set()) {
  const seen = [];
  const run = autosave({ text: server.text, version: server.version, savedAt: "" }, 10000, {
    save: server.save, clock, store: keptFor("sub", "p1", others, storage, window), changed: (s, here) => seen.push([s.phase, here]) });
  return { run, seen };
}

test("A key reaches the server within two seconds, and then the device forgets it", async () => {
  const clock = fakeClock(), server = fakeServer(), storage = fakeStorage();
  const { run } = open(server, clock, storage, "w");
  run.typed("Hello");
  assert.equal(storage.map.size, 1);
  await clock.pass(1999);
  assert.deepEqual([server.text, storage.map.size, run.state().phase], ["Hello", 0, "idle"]);
});

test("Written offline, window closed, opened again: it is there, and goes out", async () => {
  const clock = fakeClock(), server = fakeServer(), storage = fakeStorage();
  server.mode = "down";
  const first = open(server, clock, storage, "w");
  first.run.typed("On the bus");
  await clock.pass(2000);
  first.run.close();
  assert.equal(server.text, "");

  server.mode = "up";
  const { run } = open(server, clock, storage, "another");
  assert.equal(run.state().text, "On the bus");
  await clock.pass(2000);
  assert.deepEqual([server.text, storage.map.size], ["On the bus", 0]);
});

test("Back online sends at once", async () => {
  const clock = fakeClock(), server = fakeServer(), storage = fakeStorage();
  server.mode = "down";
  const { run } = open(server, clock, storage, "w");
  run.typed("Hi");
  await clock.pass(2000);
  server.mode = "up";
  run.wake();
  await settled();
  assert.equal(server.text, "Hi");
});

test("A device that cannot keep says so", () => {
  const storage = { ...fakeStorage(), length: 0, setItem: () => { throw new Error("full"); } };
  const { run, seen } = open(fakeServer(), fakeClock(), storage, "w");
  run.typed("x");
  assert.deepEqual(seen.at(-1), ["waiting", false]);
});

test("Saves of one submission go one after another, also past a failure", async () => {
  const queue = oneAtATime(), order = [];
  const work = (n, fails = false) => queue(async () => { order.push(`${n} starts`); await settled(); order.push(`${n} ends`); if (fails) throw new Error(); });
  const all = [work(1), work(2, true), work(3)];
  await Promise.allSettled(all);
  assert.deepEqual(order, ["1 starts", "1 ends", "2 starts", "2 ends", "3 starts", "3 ends"]);
});

test("The words for saving are true in every state", () => {
  const say = (state, here = true) => savingWords({ savedAt: "", limit: 0, text: "", ...state }, here, () => "10:42").text;
  assert.equal(say({ phase: "idle", savedAt: "x" }), "Saved 10:42");
  assert.equal(say({ phase: "sending" }), "Saving …");
  assert.equal(say({ phase: "later", why: "offline" }), "Not sent yet: you are offline, kept on this device");
  assert.match(say({ phase: "later", why: "offline" }, false), /leave this page open/);
  assert.match(say({ phase: "later", why: "server" }), /keep trying/);
  assert.match(say({ phase: "later", why: "signedOut" }), /signed out/);
  assert.match(say({ phase: "stopped", why: "tooLong", text: "abcdef", limit: 4 }), /Take out 2/);
  assert.match(say({ phase: "stopped", why: "refused", sentence: "It is locked." }), /It is locked/);
  assert.match(say({ phase: "conflict" }), /another window/);
});

/** A seeded source of numbers, so that a failing walk can be walked again. */
function dice(seed) { return n => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; }; }

for (let seed = 1; seed <= 200; seed++)
  test(`Two windows, a bad line, closing and choosing: nothing is lost (walk ${seed})`, async () => {
    const roll = dice(seed), clock = fakeClock(), server = fakeServer(), storage = fakeStorage();
    const windows = new Map();
    const alive = new Set();          // each word typed, until a person chose to drop it
    let words = 0;
    const openNew = () => {
      const name = `w${words++}`;
      windows.set(name, open(server, clock, storage, name, new Set([...windows.keys()])).run);
    };
    const texts = () => [server.text, ...[...storage.map.values()].map(v => JSON.parse(v).text), ...[...windows.values()].map(w => w.state().text)];

    for (let i = 0; i < 60; i++) {
      if (windows.size === 0 || (roll(8) === 0 && windows.size < 2)) openNew();
      const [name, run] = [...windows][roll(windows.size)];
      switch (roll(7)) {
        case 0: case 1: { const word = `<${words++}>`; alive.add(word); run.typed(run.state().text + word); break; }
        case 2: server.mode = ["up", "up", "down", "answer lost"][roll(4)]; break;
        case 3: run.wake(); break;
        case 4: windows.delete(name); run.close(); break;
        case 5: if (run.state().phase === "conflict") run.choose("both"); break;
        default: await clock.pass(roll(4000));
      }
      await settled();
      const all = texts().join("\n");
      for (const word of alive) assert.ok(all.includes(word), `${word} is lost at move ${i}`);
    }

    server.mode = "up";
    if (windows.size === 0) openNew();
    for (let i = 0; i < 40; i++) {
      for (const run of windows.values()) { if (run.state().phase === "conflict") run.choose("both"); run.wake(); }
      await clock.pass(30000);
      if (i === 20) { for (const run of windows.values()) run.close(); windows.clear(); await settled(); openNew(); }
    }
    for (const word of alive) assert.ok(server.text.includes(word), `${word} never reached the server`);
    assert.equal(storage.map.size, 0);
  });
