import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellsTheSame, together } from '../../static-site/js/credentials/verdict.js';
import { sample } from './issued.mjs';

const badge = JSON.parse(sample('recipient'));
const id = badge.id.split('/').pop();
const yes = { result: /** @type {const} */ ('valid'), reason: 'It is as the issuer signed it.', badge };
const no = { result: /** @type {const} */ ('invalid'), reason: 'It was changed after it was signed.' };
const open = { result: /** @type {const} */ ('couldNotCheck'), reason: 'Your browser does not know it.' };
const credential = { title: badge.credentialSubject.achievement.name, recipientName: badge.credentialSubject.identifier[1].identityHash, awardedAt: '2026-10-20T14:05:00+00:00', achievementUrl: badge.credentialSubject.achievement.id };

/** @param {Record<string, string>} [results] @param {object} [more] */
function view(results = {}, more = {}) {
  const checks = ['signature', 'status', 'validity', 'issuer'].map((name) => ({ name, result: results[name] ?? 'valid', reason: `Reason of ${name}.` }));
  const summary = checks.some((c) => c.result === 'invalid') ? 'invalid' : checks.some((c) => c.result !== 'valid') ? 'couldNotCheck' : 'valid';
  return { id, checkedAt: '2026-11-24T10:00:00Z', checks, summary, sentence: 'Said.', credential, ...more };
}

test('Both say yes: valid, checked twice', () => {
  const both = together(view(), yes);
  assert.equal(both.summary, 'valid');
  assert.equal(both.title, 'This credential is real and valid');
  assert.equal(both.twice, 'Checked twice: by our server, and by your own browser.');
});

test('The browser says no: never a yes, whatever the server says', () => {
  for (const given of [view(), view({ status: 'couldNotCheck' }), view({ issuer: 'couldNotCheck' }), view({ signature: 'couldNotCheck' }), view({ signature: 'better' })]) {
    const both = together(given, no);
    assert.equal(both.summary, 'couldNotCheck');
    assert.match(both.checks[0].reason, /do not agree.*changed after/);
    assert.match(both.twice, /two answers/);
    assert.doesNotMatch(both.sentence, /does not mean that it is not real/);
  }
});

test('The server says no and the browser yes: could not check, and why', () => {
  const both = together(view({ signature: 'invalid' }), yes);
  assert.equal(both.summary, 'couldNotCheck');
  assert.equal(both.checks[0].result, 'couldNotCheck');
  assert.match(both.checks[0].reason, /do not agree/);
});

test('Taken back stays taken back, also when the two do not agree about the signature', () => {
  assert.equal(together(view({ status: 'invalid' }), yes).title, 'This credential was taken back');
  assert.equal(together(view({ status: 'invalid' }), no).summary, 'invalid');
});

test('Both say no: not valid', () => {
  const both = together(view({ signature: 'invalid' }), no);
  assert.deepEqual([both.summary, both.title], ['invalid', 'This credential is not valid']);
});

test('The browser could not: the server’s answer stands, and the page says who checked', () => {
  const both = together(view(), open);
  assert.equal(both.summary, 'valid');
  assert.match(both.twice, /by our server only.*does not know it/);
});

test('Could not check is no “invalid”, and the reason is read without its prefix', () => {
  const given = view({ status: 'couldNotCheck' });
  given.checks[1].reason = 'Could not check: the list did not answer.';
  const both = together(given, yes);
  assert.equal(both.title, 'We could not check this credential');
  assert.equal(both.sentence, 'The list did not answer. This does not mean that it is not real.');
});

test('Over is not the same as not yet', () => {
  assert.equal(together(view({ validity: 'invalid' }, { credential: { ...credential, validUntil: '2026-11-01T00:00:00Z' } }), yes).title, 'This credential has expired');
  assert.equal(together(view({ validity: 'invalid' }), yes).title, 'This credential is not valid');
});

test('A word that the page does not know is never a yes', () => {
  for (const given of [view({}, { summary: 'fine' }), view({ issuer: 'fine' }), view({}, { checks: [] }), view({}, { checks: undefined }), view({}, { checks: [{ name: 'status', result: 'valid' }] })]) {
    assert.equal(together(given, yes).summary, 'couldNotCheck');
  }
});

test('A page that shows something else than what was signed gets no yes', () => {
  assert.ok(tellsTheSame(view(), badge));
  for (const shown of [{ title: 'Other' }, { recipientName: 'Other' }, { recipientName: undefined }, { awardedAt: '2026-10-21T00:00:00Z' }, { achievementUrl: 'https://other.example/' }]) {
    assert.equal(together(view({}, { credential: { ...credential, ...shown } }), yes).summary, 'couldNotCheck', JSON.stringify(shown));
  }
  assert.equal(together(view({}, { id: 'crd_other' }), yes).summary, 'couldNotCheck');
  assert.equal(together(view({}, { id: badge.id }), yes).summary, 'valid');
});

test('An issuer that we do not know is said so, and is neither a yes nor a no', () => {
  const both = together(view({ issuer: 'couldNotCheck' }), { ...open, reason: 'Another issuer.' });
  assert.deepEqual([both.summary, both.title], ['couldNotCheck', 'We do not know who issued this credential']);
});

test('Texts that the server shows on one line, without marks that turn them around, or cut are the same texts', () => {
  const odd = structuredClone(badge);
  odd.credentialSubject.identifier[1].identityHash = `\u202eRosa\nNúñez ${'x'.repeat(400)}`;
  assert.ok(tellsTheSame(view({}, { credential: { ...credential, recipientName: `Rosa Núñez ${'x'.repeat(288)}…` } }), odd));
  assert.ok(!tellsTheSame(view({}, { credential: { ...credential, recipientName: 'Rosa…' } }), odd));
  odd.credentialSubject.identifier[1].hashed = true;
  assert.ok(tellsTheSame(view({}, { credential: { ...credential, recipientName: null } }), odd));
});
