import { test } from "node:test";
import assert from "node:assert/strict";
import { answersOf, changedSince, isStarted, isWithScorer, lastDecided, nextStep, outcomeWords, pendingEvidence, reportRows, taskHref, taskState, toRevise } from "../../static-site/js/submission.js";

const rubric = { part1: { title: "About you", questions: [{ id: "p1-1" }, { id: "p1-2" }] }, part3: { title: "Looking back", questions: [{ id: "p3-1" }] },
  part2: { criteria: [{ id: "c1", title: "Listen" }] }, levels: [{ key: "basic", name: "Basic" }] };
const task = (id, more = {}) => ({ id, kind: "questions", title: id, done: false, locked: false, missing: [], ...more });
const view = (more = {}) => ({ id: "sub_1", status: "draft", editable: true, tasks: [task("part1", { done: true }), task("c1"), task("part3")], answers: {}, evidence: [], attempts: [], ...more });
const returned = (more = {}) => view({ status: "returned", tasks: [task("part1", { done: true, locked: true }), task("c1", { done: true }), task("part3", { done: true })],
  attempts: [{ number: 1, submittedAt: "2026-11-01", decidedAt: "2026-11-09", outcome: "notYet", results: { part1: { outcome: "pass", met: true, comment: "" }, c1: { outcome: "basic", met: false, comment: "Show two." } } }], ...more });

test("The first open task is next", () => assert.deepEqual(nextStep(view()), { task: "c1", words: "c1" }));
test("With all done the check page is next", () => assert.equal(nextStep(view({ tasks: [task("part1", { done: true })] })).task, "check"));
test("Read-only work has no next step", () => assert.equal(nextStep(view({ editable: false })), null));
test("Work that came back starts with what to revise", () => assert.deepEqual(nextStep(returned()), { task: "c1", words: "Revise “c1”" }));
test("What was revised is not asked for again", () => {
  const v = returned({ answers: { c1: { text: "x", savedAt: "2026-11-10" } } });
  assert.deepEqual(changedSince(v, rubric), ["c1"]);
  assert.equal(nextStep(v, changedSince(v, rubric)).words, "Check your answers and send again");
});
test("Evidence added counts as a change", () => assert.deepEqual(changedSince(returned({ evidence: [{ criterion: "c1", addedAt: "2026-11-10" }] }), rubric), ["c1"]));
test("Nothing is to revise outside of returned work", () => assert.deepEqual([toRevise(view()), toRevise(returned())], [[], ["c1"]]));
test("Three statuses are one to the person", () => assert.deepEqual(["draft", "submitted", "offered", "inReview"].map(status => isWithScorer({ status })), [false, true, true, true]));
test("Task pages know their fields", () => assert.deepEqual([answersOf(rubric, "part1"), answersOf(rubric, "c1"), answersOf(rubric, "statements")], [["p1-1", "p1-2"], ["c1"], []]));
test("A task with text or evidence is started", () => {
  assert.equal(isStarted(view(), rubric, "c1"), false);
  assert.ok(isStarted(view({ evidence: [{ criterion: "c1" }] }), rubric, "c1") && isStarted(view({ answers: { "p1-2": { text: "x" } } }), rubric, "part1"));
});
test("States are words", () => {
  const t = task("c1");
  assert.deepEqual([taskState(t, true, true, false), taskState({ ...t, locked: true }, false, true, false), taskState({ ...t, done: true }, false, true, true),
    taskState({ ...t, done: true }, false, true, false), taskState(t, false, true, false), taskState(t, false, false, false)].map(s => s.text),
  ["Not sent yet, kept on this device", "Passed, nothing to do", "To revise", "Done", "Started", "Not started"]);
});
test("Addresses of tasks", () => assert.deepEqual([taskHref("s", ""), taskHref("s", "c1"), taskHref("s", "profile")], ["/submit/?id=s", "/submit/?id=s&task=c1", "/profile/?back=%2Fsubmit%2F%3Fid%3Ds"]));
test("A report lists all that is scored", () => {
  assert.deepEqual(reportRows(rubric, lastDecided(returned())).map(r => [r.id, r.result?.outcome]), [["part1", "pass"], ["c1", "basic"], ["part3", undefined]]);
  assert.deepEqual([outcomeWords(rubric, { outcome: "notYet" }), outcomeWords(rubric, { outcome: "basic" })], ["Not yet", "Basic"]);
});
test("Unfinished uploads are found", () => assert.equal(pendingEvidence(view({ evidence: [{ state: "ready" }, { state: "checking" }, { state: "uploading" }] })).length, 2));
