import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const tsc = join(here, '..', 'tools', 'node_modules', '.bin', 'tsc');

test('The types in the comments hold', { skip: existsSync(tsc) ? false : 'run npm ci in tests/tools' }, () => {
  const run = spawnSync(tsc, ['-p', join(here, 'tsconfig.json')], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
