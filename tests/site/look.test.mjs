import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { site } from '../tools/pages.mjs';

const css = await readFile(join(site, 'css/site.css'), 'utf8');

/** @param {string} block */
const tokens = (block) => Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6})\b/g)].map((m) => [m[1], m[2]]));
const light = tokens(/^:root \{[^}]*\}/m.exec(css)?.[0] ?? '');
const dark = { ...light, ...tokens(/prefers-color-scheme: dark\) \{\s*:root \{[^}]*\}/.exec(css)?.[0] ?? '') };

/** @param {string} hex */
function luminance(hex) {
  const full = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join('') : hex.slice(1);
  const [r, g, b] = [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

for (const [name, t] of Object.entries({ light, dark })) {
  test(`In ${name} mode text stands out by 6 : 1 or more, and borders by 3 : 1`, () => {
    for (const ground of ['paper', 'wash']) {
      for (const text of ['ink', 'muted', 'link', 'good', 'warn', 'bad', 'action']) assert.ok(contrast(t[text], t[ground]) >= 6, `${text} on ${ground}: ${contrast(t[text], t[ground]).toFixed(2)}`);
      assert.ok(contrast(t.border, t[ground]) >= 3, `border on ${ground}`);
    }
    for (const kind of ['good', 'warn', 'bad']) for (const text of [kind, 'ink', 'link']) assert.ok(contrast(t[text], t[`${kind}-wash`]) >= 5.5, `${text} on ${kind}-wash: ${contrast(t[text], t[`${kind}-wash`]).toFixed(2)}`);
    assert.ok(contrast(t['on-action'], t.action) >= 6, 'button');
    assert.ok(contrast(t['on-action'], t['action-dark']) >= 6, 'button under the pointer');
    assert.ok(contrast('#ffffff', t.header) >= 6, 'header');
    assert.ok(contrast(t['on-bus'], t.bus) >= 6, 'next');
  });
}

test('The start page with all that it loads stays under 60 KB compressed, and the style sheet under 20 KB raw', async () => {
  const page = await readFile(join(site, 'index.html'), 'utf8');
  const addresses = new Set(['/index.html', ...[...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js|svg))"/g)].map((m) => m[1])]);
  let total = 0;
  for (const address of addresses) total += gzipSync(await readFile(join(site, address))).length;
  assert.ok(total < 60_000, `${total} bytes`);
  assert.ok(Buffer.byteLength(css) < 20_000, `${Buffer.byteLength(css)} bytes of CSS`);
});

test('Each page of credentials with all that it loads stays under 60 KB compressed', async () => {
  for (const name of ['verify/index.html', 'credentials/index.html', 'credentials/transcript/index.html']) {
    const page = await readFile(join(site, name), 'utf8');
    const addresses = new Set([name, ...[...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js|svg))"/g)].map((m) => m[1])]);
    let total = 0;
    for (const address of addresses) total += brotliCompressSync(await readFile(join(site, address))).length;
    assert.ok(total < 60_000, `${name}: ${total} bytes`);
  }
});

test('The content policy has no way around it, and every response carries the protecting headers', async () => {
  const { globalHeaders: headers } = JSON.parse(await readFile(join(site, 'staticwebapp.config.json'), 'utf8'));
  const policy = headers['Content-Security-Policy'];
  assert.match(policy, /^default-src 'none';/);
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /style-src 'self';/);
  assert.match(policy, /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy, /unsafe|\*|data:|https?:/);
  assert.equal(headers['X-Content-Type-Options'], 'nosniff');
  assert.equal(headers['Referrer-Policy'], 'no-referrer');
  assert.equal(headers['X-Frame-Options'], 'DENY');
});

test('No module or style sheet loads from elsewhere, and markup is written in one place', async () => {
  for (const name of await readdir(site, { recursive: true })) {
    if (!/\.(js|css)$/.test(name)) continue;
    const text = await readFile(join(site, name), 'utf8');
    assert.doesNotMatch(text, /@import|url\(|import\s*\(?['"]https?:|from ['"]https?:/, name);
    if (!name.endsWith('html.js')) assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
  }
});

test('Every emblem and badge is an image with a name, and holds nothing that runs', async () => {
  const { microCredentials } = JSON.parse(await readFile(join(site, 'catalog/index.json'), 'utf8'));
  for (const { slug, standard } of microCredentials) {
    for (const kind of ['emblems', 'badges']) {
      const svg = await readFile(join(site, `images/${kind}/${slug}.svg`), 'utf8');
      assert.match(svg, /role="img" aria-label/, slug);
      assert.match(svg, new RegExp(standard), slug);
      assert.doesNotMatch(svg, /<script|href=|\son/i, slug);
    }
  }
});
