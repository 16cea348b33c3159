/**
 * Makes the PNG of each badge from its SVG, by Chromium: `node tests/tools/badge-images.mjs`. 600 × 600 pixels, transparent outside the badge.
 * The PNGs are checked in: what they look like depends on the machine's fonts, and whoever serves them needs no browser.
 * Each is packed once more, since browsers pack for speed. Chromium: `ESP_CHROMIUM` or `/usr/bin/chromium`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { repack } from './png.mjs';

const badges = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'static-site', 'images', 'badges');
const chromium = process.env.ESP_CHROMIUM ?? '/usr/bin/chromium';
const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const folder = await mkdtemp(join(tmpdir(), 'badge-images-'));
try {
  for (const name of (await readdir(badges)).filter((n) => n.endsWith('.svg')).sort()) {
    const shot = join(folder, 'shot.png');
    const page = join(folder, 'page.html');
    await writeFile(page, `<!doctype html><style>*{margin:0}svg{display:block}</style>${await readFile(join(badges, name), 'utf8')}`);
    await promisify(execFile)(chromium, [...quiet, `--user-data-dir=${join(folder, 'profile')}`, '--window-size=600,600', '--force-device-scale-factor=1', '--default-background-color=00000000', `--screenshot=${shot}`, `file://${page}`]);
    const png = repack(await readFile(shot));
    const file = name.replace(/\.svg$/, '.png');
    await writeFile(join(badges, file), png);
    console.log(`wrote static-site/images/badges/${file}: ${png.length} bytes`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
