import { test, describe } from "node:test";
import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { backOff, blockCount, blockId, blockUrl, checkPause, hashOfHashes, lanes, upload } from "../../static-site/js/upload.js";

const digest = bytes => webcrypto.subtle.digest("SHA-256", bytes);
const sha = bytes => createHash("sha256").update(bytes).digest();
const content = Buffer.from("abcdefghij");                                  // blocks of 4: abcd efgh ij
const wanted = createHash("sha256").update(Buffer.concat([sha("abcd"), sha("efgh"), sha("ij")])).digest("hex");

/** A storage and a server that answer as told: `puts` is a list of answers used up one by one, then all is well. */
function world({ puts = [], links = [], completes = [], already = [] } = {}) {
  const w = { stored: new Map(already.map(n => [n, content.subarray(n * 4, n * 4 + 4).toString()])), linkCount: 0, hash: "", waits: [], phases: [], seen: [], used: [] };
  w.hold = null;
  w.ports = {
    link: async () => links.shift() ?? { ok: true, upload: { url: `https://blob/x?sig=${++w.linkCount}`, blockBytes: 4 }, uploadedBlocks: [...w.stored.keys()] },
    put: async (url, body, signal, moved) => {
      w.used.push(url);
      moved(body.size / 2);
      if (w.hold) await Promise.race([w.hold, new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason)))]);
      const answer = puts.shift() ?? { ok: true };
      if (answer.ok) w.stored.set(Number(atob(decodeURIComponent(url.split("blockid=")[1]))), Buffer.from(await body.arrayBuffer()).toString());
      return answer;
    },
    complete: async hash => { w.hash = hash; return completes.shift() ?? { ok: true }; },
    pause: async ms => { w.waits.push(ms); },
    digest, random: () => 0.5,
    changed: p => { w.seen.push(p); if (w.phases.at(-1) !== p.phase) w.phases.push(p.phase); },
  };
  return w;
}
const link = { url: "https://blob/x?sig=0", blockBytes: 4 };
const run = async (w, first = link, file = new Blob([content])) => { const u = upload(file, first, w.ports, lanes(1)); await u.start(); return u; };

describe("names and sums", () => {
  test("block names are base64 of six digits", () => assert.deepEqual([blockId(0), atob(blockId(12))], ["MDAwMDAw", "000012"]));
  test("a block's address carries its name", () => assert.equal(blockUrl("u?s=1", 0), "u?s=1&comp=block&blockid=MDAwMDAw"));
  test("counts", () => assert.deepEqual([1, 4, 5].map(n => blockCount(n, 4)), [1, 1, 2]));
  test("the hash is over the blocks' hashes", async () =>
    assert.equal(await hashOfHashes([sha("abcd"), sha("efgh"), sha("ij")].map(b => new Uint8Array(b).buffer), digest), wanted));
  test("pauses grow to half a minute and scatter", () => {
    assert.deepEqual([1, 2, 3, 4, 5, 6, 20].map(n => backOff(n, 0.5)), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    assert.ok(backOff(3, 0) < backOff(3, 1));
  });
  test("looks at a checked file get patient", () => assert.deepEqual([0, 1, 2, 3, 9].map(checkPause), [1000, 2000, 3000, 5000, 10000]));
});

test("A file goes up in blocks and is closed with its hash", async () => {
  const w = world();
  const u = await run(w);
  assert.deepEqual([[...w.stored.values()].join(""), w.hash, u.progress().phase], ["abcdefghij", wanted, "checking"]);
  assert.deepEqual(w.phases, ["queued", "sending", "finishing", "checking"]);
});

test("Progress moves inside a block and never runs backward", async () => {
  const w = world();
  await run(w);
  const sent = w.seen.map(p => p.sentBytes);
  assert.ok(sent.includes(2) && sent.includes(6));
  assert.deepEqual(sent, [...sent].sort((a, b) => a - b));
});

test("A failed block is sent again after a pause", async () => {
  const w = world({ puts: [{ ok: true }, { ok: false, kind: "server" }, { ok: false, kind: "offline" }] });
  await run(w);
  assert.deepEqual([w.waits, [...w.stored.values()].join("")], [[1000, 2000], "abcdefghij"]);
  assert.ok(w.seen.some(p => p.phase === "retrying" && p.why === "offline"));
});

test("An expired link is replaced at once, and what is there is not sent again", async () => {
  const w = world({ puts: [{ ok: true }, { ok: false, kind: "expired" }] });
  await run(w);
  assert.deepEqual([w.linkCount, w.waits.length, w.used.filter(u => u.includes(encodeURIComponent(blockId(0)))).length], [1, 0, 1]);
  assert.ok(w.used.at(-1).startsWith("https://blob/x?sig=1"));
});

test("A link that is refused again and again does not make a tight loop", async () => {
  const w = world({ puts: Array(4).fill({ ok: false, kind: "expired" }) });
  await run(w);
  assert.equal(w.waits.length, 3);
});

test("A failure without a reason gets a fresh link in the end", async () => {
  const w = world({ puts: Array(3).fill({ ok: false, kind: "server" }) });
  await run(w);
  assert.deepEqual([w.waits.length, w.linkCount, w.used.at(-1).startsWith("https://blob/x?sig=1")], [3, 1, true]);
});

test("After a reload only missing blocks are sent, and the hash covers all", async () => {
  const w = world({ already: [0, 2] });
  await run(w, null);
  assert.deepEqual([w.used.length, w.hash], [1, wanted]);
});

test("Blocks that the server misses are sent again", async () => {
  const w = world({ completes: [{ ok: false, kind: "refused", missing: [1] }] });
  const u = await run(w);
  assert.deepEqual([w.used.length, u.progress().phase], [4, "checking"]);
});

test("A lost answer to the finish is asked for again", async () => {
  const w = world({ completes: [{ ok: false, kind: "offline" }] });
  assert.equal((await run(w)).progress().phase, "checking");
});

test("A refusal ends it with the server's sentence", async () => {
  const w = world({ links: [{ ok: false, kind: "refused", sentence: "This submission was sent." }] });
  const u = await run(w, null);
  assert.deepEqual([u.progress().phase, u.progress().sentence], ["failed", "This submission was sent."]);
});

test("Pause stops in the middle of a block; resume goes on where it was", async () => {
  const w = world();
  const u = upload(new Blob([content]), link, w.ports, lanes(1));
  let release;
  w.hold = new Promise(r => { release = r; });
  const going = u.start();
  await new Promise(r => setTimeout(r, 5));
  u.pause();
  await going;
  assert.deepEqual([u.progress().phase, u.progress().sentBytes, w.stored.size], ["paused", 0, 0]);
  w.hold = null; release();
  await u.resume();
  assert.equal(u.progress().phase, "checking");
});

test("A file that cannot be read any more says so", async () => {
  const w = world();
  const file = { size: 10, slice: () => ({ size: 4, arrayBuffer: async () => { throw new DOMException("gone", "NotReadableError"); } }) };
  const u = await run({ ...w, ports: { ...w.ports, put: async () => ({ ok: true }) } }, link, file);
  assert.deepEqual([u.progress().phase], ["failed"]);
  assert.match(u.progress().sentence, /choose it again/);
});

test("One file at a time; a paused one lets the next go", async () => {
  const lane = lanes(1), a = world(), b = world();
  a.hold = new Promise(() => {});
  const first = upload(new Blob([content]), link, a.ports, lane), second = upload(new Blob([content]), link, b.ports, lane);
  const going = [first.start(), second.start()];
  await new Promise(r => setTimeout(r, 5));
  assert.equal(second.progress().phase, "queued");
  first.pause();
  await Promise.all(going);
  assert.equal(second.progress().phase, "checking");
});
