import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { api, worthRetrying } from '../../static-site/js/api.js';
import { ownPath } from '../../static-site/js/session.js';
import { summary, withId } from '../../static-site/js/errors.js';

const real = globalThis.fetch;
afterEach(() => (globalThis.fetch = real));

/** @type {any[]} */
let calls = [];
/** @param {() => Response} answer */
function answering(answer) {
  calls = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ path, /** @type {any} */ init) => {
    calls.push({ path, ...init });
    return answer();
  });
}

test('A change carries JSON, also when it has nothing to say', async () => {
  answering(() => Response.json({ id: 1 }, { status: 201 }));
  assert.deepEqual(await api.post('/api/x'), { ok: true, status: 201, data: { id: 1 } });
  assert.equal(calls[0].headers['Content-Type'], 'application/json');
  assert.equal(calls[0].body, '{}');
});

test('A refusal is a value with its code, sentence, fields and facts', async () => {
  answering(() => Response.json({ type: '/problems/submission.already-started', title: 't', status: 409, detail: 'Started.', errors: { a: 'b' }, submission: 'sub_1' }, { status: 409 }));
  const { ok, problem } = await api.post('/api/submissions', {});
  assert.equal(ok, false);
  assert.equal(problem?.code, 'submission.already-started');
  assert.equal(problem?.detail, 'Started.');
  assert.deepEqual(problem?.errors, { a: 'b' });
  assert.equal(problem?.submission, 'sub_1');
  assert.equal(worthRetrying(/** @type {any} */ (problem)), false);
});

test('No connection is the problem "offline", and worth trying again', async () => {
  globalThis.fetch = async () => { throw new TypeError('Failed to fetch'); };
  const { problem } = await api.get('/api/x');
  assert.equal(problem?.code, 'offline');
  assert.ok(worthRetrying(/** @type {any} */ (problem)));
});

test('An outage without a problem in its body still gets a sentence and says when to come back', async () => {
  answering(() => new Response('<html>', { status: 503, headers: { 'Retry-After': '7' } }));
  const { problem } = await api.get('/api/x');
  assert.equal(problem?.code, 'platform.unavailable');
  assert.match(problem?.detail ?? '', /Nothing is lost/);
  assert.equal(problem?.retryAfter, 7);
});

test('An answer without a body is fine where none is due, and a page in place of JSON is a problem', async () => {
  answering(() => new Response(null, { status: 204 }));
  assert.deepEqual(await api.delete('/api/x'), { ok: true, status: 204, data: undefined });
  answering(() => new Response('<html>', { status: 200 }));
  assert.equal((await api.get('/api/x')).problem?.code, 'platform.unreadable');
});

test('A scorer’s session goes in the header', async () => {
  answering(() => Response.json({}));
  await api.get('/api/scoring/review', { token: 's1' });
  assert.equal(calls[0].headers.Authorization, 'Bearer s1');
});

test('After sign-in people come back to this site only', () => {
  assert.equal(ownPath('/submit/?id=1#a'), '/submit/?id=1#a');
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:x', '/a\\b', '', null]) assert.equal(ownPath(bad), '/my-work/', String(bad));
});

test('The error summary links to each field, escaped, in the given order', () => {
  const text = String(summary({ name: 'Enter your <name>.', 'p1-1': 'Write more.' }));
  assert.match(text, /role="alert" tabindex="-1" aria-labelledby="error-summary-title"/);
  assert.match(text, /<li><a href="#name">Enter your &lt;name&gt;\.<\/a><\/li><li><a href="#p1-1">Write more\.<\/a><\/li>/);
});

test('An error is described first and leaves the hint when it goes', () => {
  assert.equal(withId('name-hint', 'name-error', true), 'name-error name-hint');
  assert.equal(withId('name-error name-hint', 'name-error', true), 'name-error name-hint');
  assert.equal(withId('name-error name-hint', 'name-error', false), 'name-hint');
});
