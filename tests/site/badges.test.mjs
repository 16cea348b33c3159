import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { site } from '../tools/pages.mjs';
import { chunks, look } from '../tools/png.mjs';

const badges = join(site, 'images', 'badges');
const { microCredentials } = JSON.parse(await readFile(join(site, 'catalog', 'index.json'), 'utf8'));

test('Every micro-credential has its badge as SVG and as PNG, and no badge is left over', async () => {
  const expected = microCredentials.flatMap((/** @type {any} */ m) => [`${m.slug}.png`, `${m.slug}.svg`]);
  assert.deepEqual((await readdir(badges)).sort(), expected.sort());
});

test('Every PNG is 600 by 600, with transparency, small, and free of chunks that a baked one must not have', async () => {
  for (const { slug } of microCredentials) {
    const png = await readFile(join(badges, `${slug}.png`));
    assert.deepEqual(look(png), { width: 600, height: 600, depth: 8, colour: 6 }, slug);
    assert.deepEqual(chunks(png).map((c) => c.type), ['IHDR', 'IDAT', 'IEND'], slug);
    assert.ok(png.length < 60_000, `${slug}: ${png.length} bytes`);
  }
});
