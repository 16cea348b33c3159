import { afterEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { scoringLink } from '../../static-site/js/scoring-link.js';

const real = globalThis.fetch;
afterEach(() => { globalThis.fetch = real; });

/** A server with sessions that can end; every call is written down. */
function server({ closed = null } = {}) {
  const s = { calls: [], good: new Set(), count: 0, closed };
  globalThis.fetch = async (path, init) => {
    const token = /Bearer (.+)/.exec(init.headers.Authorization ?? '')?.[1] ?? '';
    s.calls.push([init.method, path, token, init.body]);
    const reply = (status, body) => new Response(JSON.stringify(body), { status });
    if (path.endsWith('/open')) {
      if (s.closed) return reply(409, { type: '/problems/link.closed', detail: 'Closed.', why: s.closed });
      const session = `s${++s.count}`;
      s.good.add(session);
      return reply(200, { session, review: {} });
    }
    return s.good.has(token) ? reply(200, { done: path }) : reply(401, { type: '/problems/link.session-over', detail: 'Over.' });
  };
  return s;
}
globalThis.document ??= { hidden: false };

test('The token goes out in a body by POST, never in an address', async () => {
  const s = server();
  const link = scoringLink('secret', () => {});
  await link.open(); await link.get('review'); await link.post('accept'); await link.put('sheet', {}); await link.askForNew();
  for (const [method, path, , body] of s.calls) {
    assert.doesNotMatch(path, /secret/);
    if (body?.includes('secret')) assert.equal(method, 'POST');
  }
});

test('A session that is over is opened again silently, and the call is made once more', async () => {
  const s = server();
  const link = scoringLink('t', () => assert.fail('not closed'));
  await link.open();
  s.good.clear();
  const answer = await link.put('sheet', { a: 1 });
  assert.ok(answer.ok);
  assert.deepEqual(s.calls.map(c => [c[1].split('/').at(-1), c[2]]), [['open', ''], ['sheet', 's1'], ['open', ''], ['sheet', 's2']]);
});

test('Two calls that find the session over open it once', async () => {
  const s = server();
  const link = scoringLink('t', () => {});
  await link.open();
  s.good.clear();
  await Promise.all([link.get('review'), link.put('sheet', {})]);
  assert.equal(s.calls.filter(c => c[1].endsWith('/open')).length, 2);
});

test('A link that was closed meanwhile is told, and nothing is called again', async () => {
  const s = server();
  let told = null;
  const link = scoringLink('t', problem => { told = problem; });
  await link.open();
  s.good.clear();
  s.closed = 'cancelled';
  const answer = await link.put('sheet', {});
  assert.deepEqual([answer.ok, told.why, s.calls.length], [false, 'cancelled', 3]);
});
