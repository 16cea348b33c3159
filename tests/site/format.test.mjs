import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, count, day, daysUntil, dueDay, fullDay, list, moment, time, words } from '../../static-site/js/format.js';

const zone = 'America/New_York';
const now = new Date('2026-11-24T18:00:00Z'); // Tuesday, 1 PM in New York
const at = { now, zone };
const plain = (/** @type {string} */ text) => text.replaceAll('\u00a0', ' ');

test('Dates are written out, with the year only when it is another', () => {
  assert.equal(day('2026-12-09T15:00:00Z', at), 'December 9');
  assert.equal(day('2027-03-01T15:00:00Z', at), 'March 1, 2027');
  assert.equal(fullDay('2026-12-09T15:00:00Z', at), 'December 9, 2026');
});

test('The day is the reader’s, not that of UTC', () => {
  assert.equal(day('2026-12-10T03:00:00Z', at), 'December 9');
  assert.equal(day('2027-01-01T03:00:00Z', at), 'December 31');
});

test('Near moments are said as people say them', () => {
  assert.equal(plain(moment('2026-11-24T15:42:00Z', at)), 'today at 10:42 AM');
  assert.equal(plain(moment('2026-11-23T21:05:00Z', at)), 'yesterday at 4:05 PM');
  assert.equal(moment('2026-11-20T21:05:00Z', at), 'November 20');
  assert.equal(plain(time('2026-11-24T15:42:00Z', { zone, withZone: true })), '10:42 AM EST');
});

test('Due days name the weekday within a week', () => {
  assert.equal(dueDay('2026-11-24T23:00:00Z', at), 'today');
  assert.equal(dueDay('2026-11-25T23:00:00Z', at), 'tomorrow');
  assert.equal(dueDay('2026-11-27T23:00:00Z', at), 'Friday, November 27');
  assert.equal(dueDay('2026-12-09T23:00:00Z', at), 'December 9');
});

test('Days are counted by the calendar, also over the change of clocks', () => {
  assert.equal(daysUntil('2026-11-25T05:01:00Z', { now: new Date('2026-11-25T04:59:00Z'), zone }), 1);
  assert.equal(daysUntil('2026-11-02T12:00:00Z', { now: new Date('2026-10-31T12:00:00Z'), zone }), 2);
  assert.equal(daysUntil('2026-11-23T12:00:00Z', at), -1);
});

test('Sizes are written as phones write them', () => {
  assert.deepEqual([0, 999, 1000, 812_345, 999_499, 999_500, 4_200_000, 12_000_000, 1_500_000_000].map(bytes),
    ['0 bytes', '999 bytes', '1 KB', '812 KB', '999 KB', '1 MB', '4.2 MB', '12 MB', '1.5 GB']);
});

test('Counts agree with their noun', () => {
  assert.equal(count(1, 'file'), '1 file');
  assert.equal(count(0, 'file'), '0 files');
  assert.equal(count(1200, 'reply', 'replies'), '1,200 replies');
});

test('Lists end with "and"', () => {
  assert.equal(list(['A']), 'A');
  assert.equal(list(['A', 'B', 'C']), 'A, B and C');
});

test('Words are counted by white space', () => {
  assert.equal(words('  '), 0);
  assert.equal(words(' one\n two\u00a0three – four '), 5);
});
