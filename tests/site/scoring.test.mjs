import { test } from "node:test";
import assert from "node:assert/strict";
import { choiceWords, deadLinkWords, needsComment, outcomeOf, progress, scoredIds, wholeSheet } from "../../static-site/js/scoring.js";

const rubric = { part1: { title: "About you" }, part3: { title: "Looking back" }, levels: [{ key: "basic", name: "Basic" }, { key: "proficient", name: "Proficient" }],
  part2: { criteria: [{ id: "c1", title: "Listen" }, { id: "c2", title: "Fit" }] } };
const full = (more = {}) => wholeSheet(rubric, [], { parts: { part1: { pass: true, comment: "" }, part3: { pass: true, comment: "" } },
  criteria: { c1: { level: "proficient", comment: "" }, c2: { level: "proficient", comment: "" } }, ...more });

test("All parts are scored in reading order", () => assert.deepEqual(scoredIds(rubric), ["part1", "c1", "c2", "part3"]));

test("An empty sheet has a place for everything but carried parts", () => {
  const sheet = wholeSheet(rubric, ["part1", "c2"], null);
  assert.deepEqual([Object.keys(sheet.parts), Object.keys(sheet.criteria)], [["part3"], ["c1"]]);
  assert.deepEqual(Object.keys(progress(rubric, ["part1", "c2"], sheet).missing), ["c1", "part3"]);
});

test("Equal sheets are equal texts, whatever order they came in", () => {
  const a = wholeSheet(rubric, [], { general: "g", criteria: { c2: { comment: "x", level: "basic" }, c1: { level: null, comment: "" } } });
  const b = wholeSheet(rubric, [], { criteria: { c1: { comment: "", level: null }, c2: { level: "basic", comment: "x" } }, general: "g" });
  assert.equal(JSON.stringify(a), JSON.stringify(b));
});

test("A comment is needed below passing and only there", () => {
  const sheet = full({ criteria: { c1: { level: "basic", comment: " " }, c2: { level: "proficient", comment: "" } } });
  assert.deepEqual([needsComment(sheet, "c1"), needsComment(sheet, "c2"), needsComment(sheet, "part1")], [true, false, false]);
  const p = progress(rubric, [], sheet);
  assert.deepEqual([p.done, p.total], [3, 4]);
  assert.match(p.missing.c1, /what to change in “Listen”/);
});

test("Nothing chosen needs a choice, not a comment", () => {
  assert.equal(needsComment(wholeSheet(rubric, [], null), "c1"), false);
  assert.match(progress(rubric, [], wholeSheet(rubric, [], null)).missing.part1, /pass or not yet/);
});

test("Earned takes all that was open", () => {
  assert.equal(outcomeOf(full()), "earned");
  assert.equal(outcomeOf(full({ parts: { part1: { pass: true, comment: "" }, part3: { pass: false, comment: "x" } } })), "notYet");
  assert.equal(outcomeOf(wholeSheet(rubric, [], null)), "notYet");
});

test("Choices have words", () => assert.deepEqual([choiceWords(rubric, full(), "part1"), choiceWords(rubric, full(), "c1"), choiceWords(rubric, wholeSheet(rubric, [], null), "c1")], ["Pass", "Proficient", ""]));

test("Every dead link says what to do", () => {
  for (const why of ["expired", "replaced", "decided", "declined", "cancelled", "released", "reassigned", "something new"])
    assert.ok(deadLinkWords(why).title && deadLinkWords(why).text);
});
