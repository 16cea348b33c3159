import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { cell, csv } from '../../static-site/js/admin/csv.js';
import { deedText, hoursSince, howLong, mailText, outcomeText, percent, reviewText, statusText } from '../../static-site/js/admin/words.js';
import { bars } from '../../static-site/js/admin/bars.js';
import { compare, table } from '../../static-site/js/admin/table.js';
import { act } from '../../static-site/js/admin/act.js';

test('No cell of an exported table begins with what a spreadsheet would run', () => {
  for (const first of ['=', '+', '-', '@', '\t', '\r']) {
    assert.equal(cell(`${first}cmd|' /C calc'!A0`)[1], "'", JSON.stringify(first));
    assert.doesNotMatch(csv(['a'], [[`${first}x`]]).replaceAll('"', ''), /(^|,|\n)[=+\-@\t]/);
  }
  assert.equal(cell('plain'), '"plain"');
  assert.equal(cell('say "yes", now'), '"say ""yes"", now"');
  assert.equal(cell(null), '""');
  assert.equal(cell(-5), '"\'-5"');
  assert.equal(csv(['A', 'B'], [[1, 'x,y'], [2, 'line\nbreak']]), '"A","B"\r\n"1","x,y"\r\n"2","line\nbreak"\r\n');
});

test('Codes of the platform read as words, and an unknown one as it is', () => {
  assert.equal(statusText('inReview'), 'Being read');
  assert.equal(reviewText('released'), 'Taken back: too late');
  assert.equal(deedText('read-person'), 'Looked who it is');
  assert.equal(outcomeText('done'), 'Done');
  assert.equal(outcomeText('submission.changed-meanwhile'), 'Refused (submission.changed-meanwhile)');
  assert.equal(mailText('review-invitation'), 'Review invitation');
  for (const words of [statusText, reviewText, deedText]) assert.equal(words('something-new'), 'something-new');
  assert.deepEqual([0, 1.5, 47, 48, 240].map(howLong), ['less than an hour', '1 hour', '47 hours', '2 days', '10 days']);
  assert.equal(hoursSince('2026-11-24T06:00:00Z', new Date('2026-11-24T09:00:00Z')), 3);
  assert.deepEqual([null, undefined, 0, 0.875].map(percent), ['–', '–', '0 %', '88 %']);
});

test('Bars say their numbers in text, and the longest is whole', () => {
  const drawn = bars('Work', [{ label: 'Sent', value: 4 }, { label: '15 days', value: 1, late: true }]).toString();
  assert.match(drawn, /width="100"/);
  assert.match(drawn, /width="25"/);
  assert.match(drawn, /aria-hidden="true"/);
  assert.match(drawn, /15 days[^]*late/);
  assert.match(bars('None', [{ label: 'Sent', value: 0 }]).toString(), /width="0"/);
});

test('A table has a caption, heads, a head for each row, and says when it is empty', () => {
  const spec = { id: 't', caption: 'Scorers', empty: 'Nobody.', rows: [{ n: 10 }, { n: 9 }], columns: [{ name: 'N', number: true, value: (/** @type {any} */ r) => r.n }] };
  const drawn = table(spec, { column: 0, down: false }).toString();
  assert.match(drawn, /<caption>Scorers<\/caption>/);
  assert.match(drawn, /aria-sort="ascending"/);
  assert.ok(drawn.indexOf('>9<') < drawn.indexOf('>10<'));
  assert.match(table({ ...spec, rows: [] }).toString(), /Nobody\./);
  assert.deepEqual(['walk-10', 'walk-9', null].sort(compare), [null, 'walk-9', 'walk-10']);
});

test('What was typed by others stays text in a table and in a form', () => {
  const nasty = '"><img src=x onerror=alert(1)>';
  const drawn = table({ id: 't', caption: 'c', empty: '', rows: [{ n: nasty }], columns: [{ name: 'N', value: (/** @type {any} */ r) => r.n }] }).toString();
  assert.doesNotMatch(drawn, /<img/);
  assert.doesNotMatch(act({ id: 'a', kind: 'k', about: nasty, title: 't', what: nasty, button: 'b' }).toString(), /<img/);
});

test('Every status, state of a review and deed that the platform knows has words', async () => {
  const read = (/** @type {string} */ name) => readFile(new URL(`../../functions/${name}`, import.meta.url), 'utf8');
  const values = (/** @type {string} */ source, /** @type {string} */ name) => [...(new RegExp(`enum ${name}\\s*\\{([^}]*)\\}`).exec(source)?.[1] ?? '').matchAll(/^ {4}(\w+),/gm)].map((m) => m[1][0].toLowerCase() + m[1].slice(1));
  const deeds = [...(/class Deed\s*\{([^}]*)\}/.exec(await read('Esp.App/Admin/AdminLog.cs'))?.[1] ?? '').matchAll(/"([a-z-]+)"/g)].map((m) => m[1]);
  const known = [
    [statusText, values(await read('Esp.Domain/Lifecycle.cs'), 'SubmissionStatus')],
    [reviewText, values(await read('Esp.Domain/Review.cs'), 'ReviewState')],
    [deedText, deeds],
  ];
  for (const [words, names] of /** @type {[(name: string) => string, string[]][]} */ (known)) {
    assert.ok(names.length >= 7, String(names.length));
    for (const name of names) assert.notEqual(words(name), name);
  }
});
