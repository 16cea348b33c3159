import { test } from "node:test";
import assert from "node:assert/strict";
import { acceptOf, fileProblem, guideWords, limitWarning, limitWords, linkProblem, nameIn, sameFile } from "../../static-site/js/file-checks.js";

const limits = { files: 2, kinds: [{ name: "Documents", extensions: [".pdf", ".docx"], maxBytes: 25e6 }, { name: "Videos", extensions: [".mp4"], maxBytes: 5e8 }] };

for (const [file, have, says] of [
  [{ name: "a.PDF", size: 1 }, 0, /^$/],
  [{ name: "a.exe", size: 1 }, 0, /documents, videos/],
  [{ name: "a.pdf", size: 0 }, 0, /empty/],
  [{ name: "a.pdf", size: 26e6 }, 0, /26 MB.*up to 25 MB/],
  [{ name: "a.pdf", size: 1 }, 2, /Remove one/],
])
  test(`A file ${file.name} of ${file.size} bytes beside ${have} others: ${says}`, () => assert.match(fileProblem(file, limits, have), says));

test("The chooser and the page name the same kinds", () => {
  assert.equal(acceptOf(limits), ".pdf,application/pdf,.docx,.mp4,video/mp4");
  assert.equal(limitWords(limits)[1], "Videos up to 500 MB: .mp4");
});

for (const [url, says] of [["", /Paste/], ["hello", /full web address/], ["http://a.org", /https/], ["javascript:alert(1)", /https/],
  ["https://me:pw@a.org", /password/], [" https://a.org/x ", /^$/]])
  test(`A link “${url}”: ${says}`, () => assert.match(linkProblem(url), says));

for (const [file, person, found] of [
  ["Lopez_report.pdf", "Maria López", "lopez"], ["MariaLopez.pdf", "Maria Lopez", "maria"], ["marialopez-1.pdf", "Maria Lopez", "Maria Lopez"],
  ["plan.pdf", "Maria Lopez", ""], ["marian.pdf", "Maria Lopez", ""], ["Al report.pdf", "Al Bo", ""], ["a.pdf", "", ""]])
  test(`In “${file}” of ${person || "nobody"} we find “${found}”`, () => assert.equal(nameIn(file, person), found));

test("The same file has the same name and size", () => {
  assert.ok(sameFile({ name: "a.pdf", size: 3 }, { name: "a.pdf", bytes: 3 }));
  assert.ok(!sameFile({ name: "a.pdf", size: 4 }, { name: "a.pdf", bytes: 3 }));
});

test("A guide is never a limit", () => assert.match(guideWords(1, { from: 100, to: 200 }), /^1 word\. .*more or less is fine/));
test("The limit is told before it hits", () => {
  assert.deepEqual([limitWarning(100, 10000), limitWarning(100, undefined)], ["", ""]);
  assert.equal(limitWarning(9500, 10000), "500 characters left of 10,000.");
  assert.match(limitWarning(10010, 10000), /10 characters too many/);
});
