import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { files, site, stale } from '../tools/pages.mjs';

test('The committed pages equal what the generator writes', async () => {
  assert.deepEqual(await stale(), [], 'run: node tests/tools/pages.mjs');
});

test('No HTML file lies in the site without a source', async () => {
  const owned = await files();
  const lying = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html')).map((name) => name.replaceAll('\\', '/'));
  assert.deepEqual(lying.filter((name) => !owned.has(name)), []);
});

test('Every page has one heading, a title, a description and a main region, and nothing inline', async () => {
  for (const [path, text] of await files()) {
    if (!path.endsWith('.html')) continue;
    assert.equal(text.match(/<h1[ >]/g)?.length, 1, `${path}: one h1`);
    assert.match(text, /<title>[^<]{5,}<\/title>/, path);
    assert.match(text, /<meta name="description" content="[^"]{20,}">/, path);
    assert.match(text, /<main id="main"/, path);
    assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i, `${path}: nothing inline`);
    assert.doesNotMatch(text, /(?:src|href)="(?:https?:)?\/\/[^"]*\.(?:js|css|woff2?)"/, `${path}: nothing from elsewhere`);
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]);
    assert.equal(new Set(ids).size, ids.length, `${path}: ids are unique`);
  }
});

test('Every local address in a page leads to a file', async () => {
  const owned = await files();
  const later = /^\/(login|\.auth|verify|c|submit|score|admin|api)(\/|\?|$)/;
  const missing = [];
  for (const [path, text] of owned) {
    if (!path.endsWith('.html')) continue;
    for (const [, address] of text.matchAll(/(?:href|src)="(\/[^"#?]*)[^"]*"/g)) {
      if (later.test(address)) continue;
      const file = address.slice(1) + (address.endsWith('/') ? 'index.html' : '');
      if (!owned.has(file) && (await readFile(join(site, file)).catch(() => null)) === null) missing.push(`${path} → ${address}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('Every module that a page loads or preloads has all its imports preloaded', async () => {
  for (const [path, text] of await files()) {
    if (!path.endsWith('.html')) continue;
    const preloaded = new Set([...text.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map((m) => m[1]));
    for (const address of preloaded) {
      const source = await readFile(join(site, address), 'utf8');
      for (const [, specifier] of source.matchAll(/^import [^;]*?from '(\.[^']+)'/gm)) {
        const target = join(dirname(address), specifier).replaceAll('\\', '/');
        assert.ok(preloaded.has(target), `${path}: preload ${target} (imported by ${address})`);
      }
    }
  }
});
