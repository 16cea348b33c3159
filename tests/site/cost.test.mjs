// The cost model: its page shows what it prints, and its sums are what its parts say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { billOf, LINES, pageWith, report, runsOf, usageOf } from '../../infra/cost/cost.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const journey = JSON.parse(read('infra/cost/journey.json'));
const prices = JSON.parse(read('infra/cost/prices.json'));
const small = journey.sizes[0];

test('The page shows what the calculator prints', () => {
  assert.equal(read('docs/cost.md'), pageWith(read('docs/cost.md')));
  assert.ok(read('docs/cost.md').includes(report()));
});

test('Everything used has a price on one line of the bill, and every price is used', () => {
  const used = new Set(journey.sizes.flatMap((size) => Object.keys(usageOf(size, journey))));
  assert.deepEqual([...used].sort(), Object.keys(prices.prices).sort());
  assert.deepEqual(Object.values(LINES).flat().sort(), Object.keys(prices.prices).sort());
});

test('Every price names its page and unit, and whether somebody has checked it', () => {
  for (const [name, price] of Object.entries(prices.prices)) {
    assert.ok(price.price > 0, name);
    assert.match(price.source, /^https:\/\/azure\.microsoft\.com\/pricing\//, name);
    assert.ok(price.unit.length > 0, name);
    assert.ok(price.checked === null || /^\d{4}-\d{2}-\d{2}$/.test(price.checked), name);
  }
});

test('People do only what the measured journey knows', () => {
  for (const name of Object.keys(runsOf(journey))) assert.ok(journey.functions[name], name);
  for (const [name, f] of Object.entries(journey.functions)) assert.ok(f.runs !== undefined || journey.people[name] > 0, `nobody is said to do ${name}`);
});

test('The bill is the sum of its lines, worked out by hand for one line', () => {
  const { lines, month } = billOf(small, journey, prices);
  assert.ok(Math.abs(Object.values(lines).reduce((a, b) => a + b, 0) - month) < 1e-9);
  const scanned = (journey.assumed.files * journey.assumed.megabytesPerFile * small.esps * small.credentialsPerEspAndYear) / 12 / 1024;
  assert.ok(Math.abs(usageOf(small, journey).scanGb - scanned) < 1e-9);
  assert.ok(Math.abs(lines['Malware scan, by size'] - scanned * prices.prices.scanGb.price) < 1e-9);
});

test('What is free each month costs nothing, and no more than that is taken off', () => {
  const { free, price } = prices.prices.logGb;
  const logs = (esps) => billOf({ ...small, esps }, journey, prices).lines.Logs;
  const gb = (esps) => usageOf({ ...small, esps }, journey).logGb;
  assert.equal(logs(1), 0);
  assert.ok(Math.abs(logs(5e6) - (gb(5e6) - free) * price) < 1e-6);
});

test('Twice as many people cost at most twice as much', () => {
  for (const size of journey.sizes) {
    const [once, twice] = [billOf(size, journey, prices), billOf({ ...size, esps: size.esps * 2 }, journey, prices)];
    assert.ok(twice.month > once.month);
    const overFree = 2 * Object.values(prices.prices).reduce((sum, p) => sum + ((p.free ?? 0) / (p.per ?? 1)) * p.price, 0);
    assert.ok(twice.month <= once.month * 2 + overFree);
  }
});
