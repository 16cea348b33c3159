/**
 * Writes the site's HTML from the sources in `pages/`: `node tests/tools/pages.mjs`.
 * With `--check` it writes nothing and ends with 1 when a committed file differs. No dependency but node.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layout } from './pages/layout.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const site = join(here, '..', '..', 'static-site');

/**
 * What page sources may read.
 * @typedef {{microCredentials: any[], policies: any}} Sources
 */

/** @returns {Promise<Sources>} */
async function sources() {
  const read = async (/** @type {string} */ name) => JSON.parse(await readFile(join(site, 'catalog', name), 'utf8'));
  const { microCredentials } = await read('index.json');
  return {
    microCredentials: await Promise.all(microCredentials.map((/** @type {any} */ entry) => read(entry.href.replace('/catalog/', '')))),
    policies: await read('policies.json'),
  };
}

/**
 * Every file that the generator owns: path inside static-site → text.
 * @returns {Promise<Map<string, string>>}
 */
export async function files() {
  const given = await sources();
  const written = new Map();
  const add = (/** @type {string} */ path, /** @type {string} */ text) => {
    if (written.has(path)) throw new Error(`Two sources write ${path}.`);
    written.set(path, text);
  };
  for (const name of (await readdir(join(here, 'pages'))).filter((n) => n.endsWith('.page.mjs')).sort()) {
    const source = await import(`./pages/${name}`);
    for (const page of [await source.default(given)].flat()) add(fileOf(page.path), layout(page).toString());
  }
  const { images } = await import('./pages/images.mjs');
  for (const [path, text] of images(given.microCredentials)) add(path, text);
  return written;
}

/** @param {string} path of a page */
const fileOf = (path) => path.slice(1) + (path.endsWith('/') ? 'index.html' : '');

/**
 * Paths of committed files that differ from their sources.
 * @returns {Promise<string[]>}
 */
export async function stale() {
  const differing = [];
  for (const [path, text] of await files()) {
    const committed = await readFile(join(site, path), 'utf8').catch(() => null);
    if (committed?.replaceAll('\r\n', '\n') !== text) differing.push(path);
  }
  return differing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const differing = await stale();
  if (process.argv.includes('--check')) {
    for (const path of differing) console.error(`static-site/${path} differs from its source: run node tests/tools/pages.mjs`);
    process.exitCode = differing.length > 0 ? 1 : 0;
  } else {
    const all = await files();
    for (const path of differing) {
      await mkdir(dirname(join(site, path)), { recursive: true });
      await writeFile(join(site, path), all.get(path) ?? '');
      console.log(`wrote static-site/${path}`);
    }
    console.log(`${all.size} files, ${differing.length} changed`);
  }
}
