import { test, describe } from "node:test";
import assert from "node:assert/strict";
import { begin, keptOf, LONGEST, LOOK_AGAIN, pauseBefore, QUIET, step, unsent } from "../../static-site/js/autosave.js";

const server = (text = "old", version = "v1", savedAt = "2026-11-24T10:00:00Z") => ({ text, version, savedAt });
const kept = (text, version = "v1", more = {}) => ({ text, version, unsure: [], at: 5, ...more });

/** Runs happenings one after another; the last step's effects are returned. */
const after = (first, ...happenings) => happenings.reduce((s, e) => step(s.state, e), first);
const typed = (text, at = 1000) => ({ type: "typed", text, at });
const due = { type: "due" };
const savedAs = (version, at = 3000) => ({ type: "saved", version, savedAt: "2026-11-24T10:42:00Z", at });
const failed = (kind, more = {}) => ({ type: "failed", kind, ...more });
const conflict = (text, version = "v9") => failed("conflict", { theirs: server(text, version) });
const choose = which => ({ type: "choose", which, at: 9000 });
const sends = s => s.effects.filter(e => e.do === "send");
const does = (s, what) => s.effects.some(e => e.do === what);

/** One state of every phase and reason, with a way to it. */
const STATES = {
  idle: begin(server(), []),
  waiting: after(begin(server(), []), typed("new")),
  sending: after(begin(server(), []), typed("new"), due),
  "later, offline": after(begin(server(), []), typed("new"), due, failed("offline")),
  "later, server": after(begin(server(), []), typed("new"), due, failed("server")),
  "later, signed out": after(begin(server(), []), typed("new"), due, failed("signedOut")),
  conflict: after(begin(server(), []), typed("new"), due, conflict("theirs")),
  "stopped, too long": after(begin(server(), [], 4), typed("much too long")),
  "stopped, refused": after(begin(server(), []), typed("new"), due, failed("refused", { sentence: "It is locked." })),
};
const HAPPENINGS = {
  typed: typed("newer", 4000), due, flush: { type: "flush" }, wake: { type: "wake" }, saved: savedAs("v2"),
  offline: failed("offline"), server: failed("server"), signedOut: failed("signedOut"),
  conflict: conflict("theirs"), refused: failed("refused", { sentence: "No." }),
  mine: choose("mine"), theirs: choose("theirs"), both: choose("both"),
};

describe("every state and every happening", () => {
  for (const [from, { state }] of Object.entries(STATES))
    for (const [what, happening] of Object.entries(HAPPENINGS))
      test(`${from} + ${what} keeps what was written and tells the truth`, () => {
        const next = step(state, happening);
        const wanted = what === "typed" ? "newer" : state.phase === "conflict" && what === "theirs" ? "theirs"
          : state.phase === "conflict" && what === "both" ? `${state.text}\n\ntheirs` : state.text;
        assert.equal(next.state.text, wanted, "the text on the screen changes only by typing or by choice");
        assert.equal(next.state.phase === "idle", next.state.text === next.state.saved && next.state.unsure.length === 0
          && next.state.phase !== "conflict", "idle means that the server has it, and nothing else does");
        assert.equal(does(next, "forget") && next.state.phase !== "idle", false, "nothing is forgotten before the server has it");
        assert.equal(sends(next).length > 1, false);
        assert.equal(next.state.phase === "sending", next.state.sent !== null);
        if (happening.type === "typed" && next.state.phase !== "idle") assert.ok(does(next, "keep"), "a key is kept at once");
        for (const e of sends(next)) assert.deepEqual([e.text, e.version], [next.state.text, next.state.version]);
      });
});

test("A key is sent after a short quiet, well within two seconds", () => {
  const s = after(begin(server(), []), typed("a"));
  assert.deepEqual(s.effects, [{ do: "keep" }, { do: "timer", ms: QUIET }]);
  assert.ok(QUIET < 2000);
});

test("Someone who never pauses is saved all the same", () => {
  const s = after(begin(server(), []), typed("a", 1000), typed("ab", 1000 + LONGEST - 300));
  assert.deepEqual(s.effects.at(-1), { do: "timer", ms: 300 });
});

test("Keys pressed while a save is under way are saved after it, on the new version", () => {
  const s = after(begin(server(), []), typed("a"), due, typed("ab"), savedAs("v2"));
  assert.equal(s.state.phase, "waiting");
  assert.deepEqual(sends(after(s, due)), [{ do: "send", text: "ab", version: "v2" }]);
});

test("Typing back what the server has needs no save", () => {
  const s = after(begin(server("old"), []), typed("older"), typed("old"));
  assert.equal(s.state.phase, "idle");
  assert.ok(does(s, "forget") && does(s, "noTimer"));
});

test("Typing back is no proof when an earlier send may have arrived", () => {
  const s = after(begin(server("old"), []), typed("new"), due, failed("server"), typed("old"), due);
  assert.deepEqual(sends(s), [{ do: "send", text: "old", version: "v1" }]);
});

test("Offline waits for the connection and looks again by itself", () => {
  const s = STATES["later, offline"];
  assert.deepEqual(s.effects.at(-1), { do: "timer", ms: LOOK_AGAIN });
  assert.equal(sends(after(s, { type: "wake" })).length, 1);
});

test("A server that does not answer is asked with growing pauses, at most every half minute", () => {
  let s = STATES.sending;
  const pauses = [];
  for (let i = 0; i < 7; i++) {
    s = after(s, failed("server"));
    pauses.push(s.effects.at(-1).ms);
    s = after(s, due);
  }
  assert.deepEqual(pauses, [2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  assert.equal(pauseBefore(1), 2000);
});

test("Signed out waits for the person", () => {
  const s = STATES["later, signed out"];
  assert.ok(does(s, "noTimer"));
  assert.equal(sends(after(s, { type: "wake" })).length, 1);
});

test("A save whose answer was lost is not taken for a stranger's text", () => {
  const s = after(STATES["later, server"], typed("newer"), due, conflict("new", "v2"));
  assert.deepEqual(sends(s), [{ do: "send", text: "newer", version: "v2" }]);
});

test("The same text from two windows is no conflict", () => {
  const s = after(STATES.sending, conflict("new", "v2"));
  assert.deepEqual([s.state.phase, s.state.version], ["idle", "v2"]);
});

test("A version that moved under an unchanged text is no conflict", () => {
  assert.deepEqual(sends(after(STATES.sending, conflict("old", "v2"))), [{ do: "send", text: "new", version: "v2" }]);
});

test("A server that refuses its own version does not make a tight loop", () => {
  let s = STATES.sending, count = 0;
  while (s.state.phase === "sending" && count++ < 20) s = after(s, conflict("old", `v${count}`));
  assert.equal(s.state.phase, "later");
  assert.ok(count < 6);
});

test("In a conflict nothing is sent until the person chooses, and typing goes on", () => {
  const s = after(STATES.conflict, typed("mine, longer"), due, { type: "wake" }, { type: "flush" });
  assert.deepEqual([s.state.phase, s.state.text, s.state.theirs.text], ["conflict", "mine, longer", "theirs"]);
});

for (const [which, text] of [["mine", "new"], ["both", "new\n\ntheirs"]])
  test(`Choosing ${which} sends on top of the other's version`, () => {
    assert.deepEqual(sends(after(STATES.conflict, choose(which), due)), [{ do: "send", text, version: "v9" }]);
  });

test("Choosing theirs sends nothing", () => {
  const s = after(STATES.conflict, choose("theirs"));
  assert.deepEqual([s.state.phase, s.state.text, s.state.version], ["idle", "theirs", "v9"]);
});

test("A conflict can follow a conflict", () => {
  const s = after(STATES.conflict, choose("mine"), due, conflict("third", "v10"));
  assert.deepEqual([s.state.phase, s.state.theirs.text], ["conflict", "third"]);
});

test("Too long is told, kept, and sent as soon as it fits", () => {
  const s = STATES["stopped, too long"];
  assert.ok(does(s, "keep"));
  assert.equal(after(s, typed("fits")).state.phase, "waiting");
});

test("A refusal stops sending and keeps on keeping", () => {
  const s = after(STATES["stopped, refused"], typed("more"), due);
  assert.deepEqual([s.state.phase, s.state.text], ["stopped", "more"]);
});

test("Leaving the page sends what waits", () => assert.equal(sends(after(STATES.waiting, { type: "flush" })).length, 1));

describe("coming back", () => {
  test("with nothing kept is idle", () => assert.equal(begin(server(), []).state.phase, "idle"));

  test("with kept text on the same version sends it", () => {
    const s = begin(server(), [kept("new")]);
    assert.deepEqual([s.state.text, s.state.phase], ["new", "waiting"]);
  });

  test("with what the server already has forgets it", () => {
    const s = begin(server(), [kept("old", "v0", { id: "w1" })]);
    assert.deepEqual([s.state.phase, s.effects], ["idle", [{ do: "forgetOther", id: "w1" }]]);
  });

  test("after a save whose answer was lost goes on from the server's version", () => {
    const s = after(begin(server("half", "v2"), [kept("half and more", "v1", { unsure: ["half"] })]), due);
    assert.deepEqual(sends(s), [{ do: "send", text: "half and more", version: "v2" }]);
  });

  test("to an answer that changed meanwhile asks", () => {
    const s = begin(server("theirs", "v2"), [kept("new", "v1")]);
    assert.deepEqual([s.state.phase, s.state.text, s.state.theirs.text], ["conflict", "new", "theirs"]);
  });

  test("with texts of two closed windows loses neither", () => {
    const s = begin(server(), [kept("one", "v1", { id: "w1", at: 1 }), kept("two", "v1", { id: "w2", at: 2 })]);
    assert.deepEqual([s.state.phase, s.state.text, s.state.theirs.text, s.state.theirs.where], ["conflict", "two", "one", "device"]);
    const both = after(s, choose("both"));
    assert.ok(does(both, "forgetOther"));
    assert.deepEqual(sends(after(both, due)), [{ do: "send", text: "two\n\none", version: "v1" }]);
  });

  test("with three texts and a changed answer asks three times at most", () => {
    let s = begin(server("theirs", "v2"), [kept("a", "v1", { id: "1", at: 1 }), kept("b", "v1", { id: "2", at: 2 }), kept("c", "v1", { at: 3 })]);
    let asked = 0;
    while (s.state.phase === "conflict") { asked++; s = after(s, choose("both")); }
    assert.equal(asked, 3);
    for (const text of ["a", "b", "c", "theirs"]) assert.ok(s.state.text.includes(text));
  });
});

test("What is kept names the send that is under way", () => {
  assert.deepEqual(keptOf(STATES.sending.state, 7), { text: "new", version: "v1", at: 7, unsure: ["new"] });
  assert.ok(unsent(STATES.sending.state));
});
