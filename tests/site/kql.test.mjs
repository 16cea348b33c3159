import assert from 'node:assert/strict';
import test from 'node:test';
import { made, names, query, uses, views } from '../../infra/dashboards/build.mjs';
import { readFileSync } from 'node:fs';
import { analyze } from '../tools/kusto.mjs';

for (const name of names()) {
  test(`The query ${name} is right, answers the columns that it says, and names things in the one way`, () => {
    const { text, columns, about } = query(name);
    const found = analyze(text);
    assert.deepEqual(found.errors, []);
    assert.deepEqual(found.columns, columns);
    assert.ok(about.length > 10, 'It says what it answers.');
    const used = uses(text);
    assert.deepEqual({ names: found.names, dimensions: found.dimensions }, { names: used.names, dimensions: used.dimensions });
  });
}

test('A wrong query is found out: a table, a column, a function or an operator that is none', () => {
  for (const wrong of ['AppMetricks | take 1', 'AppMetrics | where Nmae == "x"', 'AppMetrics | summarize percentiel(Sum, 5)', 'AppMetrics | wher Sum > 1', 'AppMetrics | where Sum > "x"', 'AppMetrics | project Properties.a.b(']) {
    assert.notDeepEqual(analyze(wrong).errors, [], wrong);
  }
});

test('A name that is no literal would be seen', () => {
  assert.match(analyze('let n = "x"; AppMetrics | where Name == n').names[0], /not a literal/);
});

test('Dashboard and workbook are what their sources make', () => {
  for (const [name, text] of Object.entries(made())) assert.equal(readFileSync(new URL(`../../infra/dashboards/${name}`, import.meta.url), 'utf8'), text, `Run node infra/dashboards/build.mjs: ${name}`);
});

test('Every query is shown or watched, and no tile lacks its query', () => {
  const shown = views().views.flatMap((v) => v.tiles.map((t) => t.query));
  assert.equal(new Set(shown).size, shown.length);
  assert.deepEqual([...shown, ...names().filter((n) => n.startsWith('alert-'))].sort(), names());
});

test('Charts have a time or a name first, and numbers after it', () => {
  for (const tile of views().views.flatMap((v) => v.tiles)) {
    const { columns } = query(tile.query);
    assert.ok(columns.length >= 2, tile.query);
    assert.equal(tile.chart === 'line', columns[0] === 'TimeGenerated', tile.query);
  }
});

test('The tiles of the dashboard lie inside it and on no other', () => {
  const { parts } = JSON.parse(made()['dashboard.json']).lenses[0];
  const taken = new Set();
  for (const { position: p } of parts) {
    assert.ok(p.x >= 0 && p.x + p.colSpan <= views().columns);
    for (let x = p.x; x < p.x + p.colSpan; x++) {
      for (let y = p.y; y < p.y + p.rowSpan; y++) {
        assert.ok(!taken.has(`${x},${y}`), `Two tiles at ${x},${y}.`);
        taken.add(`${x},${y}`);
      }
    }
  }
});

test('Every alert has its query and a heading of the runbook', () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const bicep = read('infra/modules/alerts.bicep');
  const anchors = [...read('docs/operations.md').matchAll(/^#{2,3} (.+)$/gm)].map((m) => m[1].toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-'));
  const wanted = [...bicep.matchAll(/anchor: '([^']+)'/g)].map((m) => m[1]);
  assert.deepEqual(wanted.filter((a) => !anchors.includes(a)), []);
  const watched = [...bicep.matchAll(/queries\/(alert-[a-z-]+)\.kql/g)].map((m) => m[1]);
  assert.deepEqual(watched.sort(), names().filter((n) => n.startsWith('alert-')));
  assert.equal(wanted.length, watched.length);
});
