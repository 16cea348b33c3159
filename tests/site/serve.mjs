/**
 * Serves the site for looking at it: `node tests/site/serve.mjs [port] [state]`. Headers, rewrites and the 404 page as in
 * staticwebapp.config.json; answers of the API made up by fake-api.mjs. The state can also be set by opening `/?state=empty`
 * (kept in a cookie): out, new, empty, busy, slow, down, broken, conflict.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { site } from '../tools/pages.mjs';
import { answer } from './fake-api.mjs';
import { credentials } from './fake-credentials.mjs';

const config = JSON.parse(await readFile(join(site, 'staticwebapp.config.json'), 'utf8'));
/** @type {Record<string, string>} */
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

/**
 * @param {number} port 0 takes a free one
 * @param {string} [first] the state for requests without a cookie
 * @returns {Promise<import('node:http').Server>}
 */
export function serve(port, first = 'busy') {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(config.globalHeaders)) response.setHeader(name, String(value).replaceAll('{storage-origin}', 'http://127.0.0.1:4449'));
    response.removeHeader('Strict-Transport-Security');
    const asked = url.searchParams.get('state');
    if (asked) response.setHeader('Set-Cookie', `state=${asked}; Path=/`);
    const state = asked ?? /state=([a-z]+)/.exec(request.headers.cookie ?? '')?.[1] ?? first;
    if (/^\/(api|\.auth|\.well-known)\//.test(url.pathname)) {
      const body = await bytes(request);
      const up = !['down', 'broken', 'slow', 'out'].includes(state);
      const made = (up ? await credentials(request.method ?? 'GET', url.pathname, body, state) : null) ?? await answer(request.method ?? 'GET', url.pathname, body.toString('utf8'), state);
      if (!made) return void request.socket.destroy();
      response.writeHead(made.status, { 'Content-Type': 'type' in made && typeof made.type === 'string' ? made.type : made.status < 400 ? 'application/json' : 'application/problem+json', 'Cache-Control': 'no-store' });
      return void response.end(made.body === undefined ? '' : typeof made.body === 'string' || Buffer.isBuffer(made.body) ? made.body : JSON.stringify(made.body));
    }
    if (url.pathname === '/login') return void response.writeHead(302, { Location: `${url.searchParams.get('to')}` }).end();
    await file(url.pathname.startsWith('/c/') ? '/verify/' : url.pathname, request, response);
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

/**
 * @param {string} path
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function file(path, request, response) {
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const bytes = name.includes('..') ? null : await readFile(join(site, name)).catch(() => null);
  const body = bytes ?? (await readFile(join(site, '404.html')));
  response.setHeader('Content-Type', bytes ? (types[extname(name)] ?? 'application/octet-stream') : 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-cache');
  const zip = /gzip/.test(String(request.headers['accept-encoding']));
  if (zip) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(bytes ? 200 : 404).end(zip ? gzipSync(body) : body);
}

/** @param {import('node:http').IncomingMessage} request */
async function bytes(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

if (process.argv[1]?.endsWith('serve.mjs')) {
  await serve(Number(process.argv[2] ?? 4400), process.argv[3]);
  console.log(`http://127.0.0.1:${process.argv[2] ?? 4400}/`);
}
