import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { download } from '../../static-site/js/admin/download.js';
import { afterErasure, fileName, personActs, personDeed } from '../../static-site/js/admin/people.js';

const real = globalThis.fetch;
afterEach(() => (globalThis.fetch = real));

const id = 'sub_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7';

/** Asks for a file from an API that answers so, and tells what was sent, saved, and said on the way. @param {() => Response} answer */
async function asked(answer) {
  /** @type {any[]} */
  const calls = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ path, /** @type {any} */ init) => {
    calls.push({ path, ...init });
    return answer();
  });
  /** @type {{file: Blob, name: string}[]} */
  const saved = [];
  /** @type {number[]} */
  const came = [];
  const result = await download('/api/manage/people/export', { who: id, reason: 'They asked.' }, 'records.zip', (bytes) => came.push(bytes), (file, name) => saved.push({ file, name }));
  return { calls, saved, came, result };
}

/** @param {Uint8Array[]} chunks @param {boolean} [breaks] */
const stream = (chunks, breaks = false) => new ReadableStream({
  pull(to) {
    const next = chunks.shift();
    if (next) to.enqueue(next);
    else if (breaks) to.error(new TypeError('network error'));
    else to.close();
  },
});

test('A file is saved whole under its name, and says on the way how much has come', async () => {
  const { calls, saved, came, result } = await asked(() => new Response(stream([new Uint8Array([80, 75]), new Uint8Array([3, 4, 5])]), { headers: { 'Content-Type': 'application/zip' } }));
  assert.deepEqual(result, { ok: true, status: 200, data: { bytes: 5 } });
  assert.deepEqual(came, [2, 5]);
  assert.equal(saved[0].name, 'records.zip');
  assert.deepEqual([...new Uint8Array(await saved[0].file.arrayBuffer())], [80, 75, 3, 4, 5]);
  assert.equal(calls[0].method, 'POST');
  assert.equal(calls[0].headers['Content-Type'], 'application/json');
  assert.deepEqual(JSON.parse(calls[0].body), { who: id, reason: 'They asked.' });
});

test('A file that breaks off is not saved at all', async () => {
  const { saved, result } = await asked(() => new Response(stream([new Uint8Array([80, 75])], true)));
  assert.equal(result.ok, false);
  assert.equal(result.problem?.code, 'download.broken');
  assert.equal(saved.length, 0);
});

test('A refusal of a file is a problem like any other, and nothing is saved', async () => {
  const { saved, result } = await asked(() => Response.json({ type: '/problems/person.several', title: 'person.several', status: 409, detail: 'Several people have this address.' }, { status: 409 }));
  assert.equal(result.problem?.code, 'person.several');
  assert.equal(result.problem?.detail, 'Several people have this address.');
  assert.equal(saved.length, 0);
  const offline = await asked(() => { throw new TypeError('Failed to fetch'); });
  assert.equal(offline.result.problem?.code, 'offline');
});

test('Each action for a person asks the API for what it says, and leaves other kinds alone', () => {
  assert.deepEqual(personDeed('erase', id, 'They asked.')?.body, { who: id, reason: 'They asked.', confirm: id });
  assert.equal(personDeed('erase', id, 'x')?.file, undefined);
  assert.deepEqual(personDeed('export', 'lee@prairie.example', 'They asked.')?.body, { who: 'lee@prairie.example', reason: 'They asked.' });
  assert.match(personDeed('export', 'lee@prairie.example', 'x')?.unknown ?? '', /this e-mail address/);
  assert.match(personDeed('erase', id, 'x')?.unknown ?? '', /this number/);
  assert.equal(personDeed('revoke', id, 'x'), null);
});

test('Erasing asks for the number once more and says what goes and what stays; nothing that was typed becomes markup', () => {
  const drawn = personActs(id).toString();
  assert.match(drawn, new RegExp(`data-type="${id}"`));
  for (const words of ['What goes', 'What stays', 'This cannot be undone']) assert.match(drawn, new RegExp(words));
  assert.doesNotMatch(personActs('"><img src=x onerror=alert(1)>@x').toString(), /<img/);
});

test('The name of a file says whose data it is, in characters that every system takes', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  assert.equal(fileName(id, now), `records-${id}-2026-11-24.zip`);
  assert.equal(fileName('lee.lane@prairie.example', now), 'records-lee.lane-prairie.example-2026-11-24.zip');
  assert.doesNotMatch(fileName('../a/b:c*@x', now), /[/:*@]/);
});

test('After an erasure has begun it is said by when it is done, where to see that, and what to do if it is not', () => {
  const begun = { person: 'per_0123456789abcdef0123456789abcdef', doneBy: '2026-11-24T09:00:00Z' };
  const drawn = afterErasure(id, begun).toString();
  for (const part of [begun.person, `/admin/submission/?id=${id}`, '/admin/#dead', '/admin/health/#log']) assert.ok(drawn.includes(part), part);
  // An address never stands in a link: links are kept in histories and logs.
  assert.doesNotMatch(afterErasure('lee@prairie.example', begun).toString(), /href="[^"]*lee/);
});
