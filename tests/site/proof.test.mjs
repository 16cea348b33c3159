import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { base58, issuerOf } from '../../static-site/js/credentials/did.js';
import { checkById, checkBytes } from '../../static-site/js/credentials/own-check.js';
import { checkBadge, checkJwt } from '../../static-site/js/credentials/proof.js';
import { changes, inSvg, itxt, names, png, sample, svg, token, tokenKeys, vector, vectors } from './issued.mjs';

const did = JSON.parse(sample('did'));
const issuer = issuerOf(did);
const key = await tokenKeys(did.id);
const withToken = { ...did, verificationMethod: [...did.verificationMethod, key.method], assertionMethod: [...did.assertionMethod, key.id] };
const both = issuerOf(withToken);

test('Each issued sample is found unchanged', async () => {
  for (const name of names) {
    const own = await checkBadge(sample(name), issuer);
    assert.deepEqual([own.result, own.reason], ['valid', 'It is as the issuer signed it.'], name);
  }
});

test('The issued token and the pictures with the badge inside are found unchanged', async () => {
  const get = site({ '/.well-known/did.json': sample('did') });
  assert.equal((await checkJwt(vector('issued/recipient.jwt'), issuer)).result, 'valid');
  for (const ending of ['json', 'png', 'svg', 'jwt']) assert.equal((await checkBytes(readFileSync(join(vectors, `issued/recipient.${ending}`)), get)).result, 'valid', ending);
});

test('The published Open Badges example is found unchanged with its published key', async () => {
  const published = JSON.parse(vector('openbadges-3.0/vector.json'));
  const id = 'https://example.edu/issuers/565049';
  const method = { id: `${id}#${published.publicKeyMultibase}`, type: 'Multikey', controller: id, publicKeyMultibase: published.publicKeyMultibase };
  const own = await checkBadge(vector('openbadges-3.0/signed.json'), issuerOf({ id, verificationMethod: [method], assertionMethod: [method.id] }));
  assert.equal(own.result, 'valid');
});

test('No single change of any value passes', async () => {
  let tried = 0;
  for (const name of ['plain', 'recipient']) {
    for (const [where, changed] of changes(JSON.parse(sample(name)))) {
      tried++;
      assert.notEqual((await checkBadge(JSON.stringify(changed), issuer)).result, 'valid', `${name}: ${where}`);
    }
  }
  assert.ok(tried > 300, `${tried} changes`);
});

test('No single changed byte of the text passes, unless the text means the same', async () => {
  const text = sample('plain');
  const same = JSON.stringify(JSON.parse(text));
  for (let at = 0; at < text.length; at += 17) {
    const changed = text.slice(0, at) + (text[at] === 'q' ? 'r' : 'q') + text.slice(at + 1);
    let meaning = '';
    try { meaning = JSON.stringify(JSON.parse(changed)); } catch { /* no JSON: must not pass either */ }
    if (meaning !== same) assert.notEqual((await checkBadge(changed, issuer)).result, 'valid', `byte ${at}`);
  }
});

for (const [what, change, result, why] of /** @type {[string, (b: any) => void, string, RegExp][]} */ ([
  ['changed', (b) => { b.name = 'Another name'; }, 'invalid', /changed after/],
  ['not signed', (b) => { delete b.proof; }, 'invalid', /not signed/],
  ['a key of somebody else', (b) => { b.proof[0].verificationMethod = 'did:web:evil.example#z6Mk'; }, 'invalid', /someone else/],
  ['a key that is not the issuer’s', (b) => { b.proof[0].verificationMethod = `${b.issuer.id}#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi`; }, 'invalid', /not one of the issuer/],
  ['a signature of the wrong length', (b) => { b.proof[0].proofValue = 'z11'; }, 'invalid', /not a signature/],
  ['another suite', (b) => { b.proof[0].cryptosuite = 'ecdsa-rdfc-2019'; }, 'couldNotCheck', /cryptosuite/],
  ['another purpose', (b) => { b.proof[0].proofPurpose = 'authentication'; }, 'couldNotCheck', /proofPurpose/],
  ['two proofs', (b) => { b.proof.push(b.proof[0]); }, 'couldNotCheck', /does not know/],
])) {
  test(`A badge that is ${what}: ${result}`, async () => {
    const badge = JSON.parse(sample('plain'));
    change(badge);
    const own = await checkBadge(JSON.stringify(badge), issuer);
    assert.equal(own.result, result);
    assert.match(own.reason, why);
  });
}

test('Another issuer’s badge is not checked here, whatever is in its own documents', async () => {
  const own = await checkBadge(sample('other-issuer'), issuer);
  assert.equal(own.result, 'couldNotCheck');
  assert.match(own.reason, /another issuer/);
});

test('A token by ES256 is found unchanged, and no changed character passes', async () => {
  const jwt = await token(JSON.parse(sample('recipient')), key);
  assert.equal((await checkJwt(jwt, both)).result, 'valid');
  for (let at = 0; at < jwt.length - 1; at += 13) {
    if (jwt[at] === '.') continue;
    const changed = jwt.slice(0, at) + (jwt[at] === 'A' ? 'B' : 'A') + jwt.slice(at + 1);
    assert.notEqual((await checkJwt(changed, both)).result, 'valid', `character ${at}`);
  }
});

test('Tokens without a signature, by another algorithm, with foreign parts or foreign keys do not pass', async () => {
  const badge = JSON.parse(sample('recipient'));
  const stranger = { ...(await tokenKeys(did.id)), id: key.id };
  const [head, body] = (await token(badge, key)).split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const [what, jwt, result] of /** @type {[string, string, string][]} */ ([
    ['none', `${none}.${body}.`, 'invalid'],
    ['mark left out', `${head}.${body}.`, 'invalid'],
    ['a stranger’s signature', await token(badge, stranger), 'invalid'],
    ['HMAC', await token(badge, key, {}, { alg: 'HS256' }), 'couldNotCheck'],
    ['RS256', await token(badge, key, {}, { alg: 'RS256' }), 'couldNotCheck'],
    ['unknown critical header', await token(badge, key, {}, { crit: ['b64'] }), 'couldNotCheck'],
    ['key of another issuer', await token(badge, key, {}, { kid: 'did:web:evil.example#k' }), 'invalid'],
    ['an Ed25519 key named', await token(badge, key, {}, { kid: did.verificationMethod[0].id }), 'invalid'],
    ['another id', await token(badge, key, { jti: 'https://esp.example/other' }), 'invalid'],
    ['another holder', await token(badge, key, { sub: 'https://esp.example/other' }), 'invalid'],
    ['another beginning', await token(badge, key, { nbf: 1 }), 'invalid'],
    ['another issuer in iss', await token(badge, key, { iss: 'did:web:evil.example' }), 'invalid'],
    ['another issuer’s credential', await token({ ...badge, issuer: { id: 'did:web:evil.example' } }, key, {}, { kid: 'did:web:evil.example#k' }), 'couldNotCheck'],
    ['two parts', `${head}.${body}`, 'couldNotCheck'],
    ['four parts', `${head}.${body}.a.b`, 'couldNotCheck'],
    ['no base64url', 'a+.b/.c=', 'couldNotCheck'],
    ['nothing', '', 'couldNotCheck'],
  ])) assert.equal((await checkJwt(jwt, both)).result, result, what);
});

test('Keys count only when the issuer’s document says that they may sign', () => {
  assert.equal(both.keys.size, 3);
  assert.equal(issuerOf({ ...withToken, assertionMethod: [] }).keys.size, 0);
  assert.equal(issuerOf({ ...withToken, verificationMethod: withToken.verificationMethod.map((/** @type {any} */ m) => ({ ...m, controller: 'did:web:evil.example' })) }).keys.size, 0);
  assert.equal(issuerOf({ ...did, verificationMethod: [{ ...did.verificationMethod[0], publicKeyMultibase: 'z6Mk' }] }).keys.size, 0);
  for (const broken of [null, {}, [], { id: did.id, verificationMethod: {}, assertionMethod: [] }]) assert.throws(() => issuerOf(broken), /could not be read/);
});

test('Base58 is read as published, and nothing else', () => {
  assert.deepEqual(base58('z11233QC4'), Uint8Array.from([0, 0, 0x28, 0x7f, 0xb4, 0xcd]));
  assert.deepEqual(base58('z2NEpo7TZRRrLZSi2U'), new TextEncoder().encode('Hello World!'));
  for (const no of [undefined, '', 'z', 'z0', 'zO', 'u11', `z${'2'.repeat(200)}`]) assert.equal(base58(no), null);
});

/** @param {Record<string, string>} answers */
const site = (answers) => async (/** @type {string} */ path) => answers[path] ?? null;

test('By its number: the badge as it is published; the token where the browser lacks Ed25519; else said so', async () => {
  const id = JSON.parse(sample('recipient')).id.split('/').pop();
  const all = { '/.well-known/did.json': JSON.stringify(withToken), [`/api/credentials/${id}`]: sample('recipient'), [`/api/credentials/${id}/jwt`]: `${await token(JSON.parse(sample('recipient')), key)}\n` };
  assert.equal((await checkById(id, site(all))).result, 'valid');
  const { [`/api/credentials/${id}/jwt`]: jwt, ...noToken } = all;
  assert.ok(jwt);

  const real = crypto.subtle;
  const without = {
    importKey: (/** @type {any[]} */ ...given) => given[2].name === 'Ed25519' ? Promise.reject(new DOMException('no', 'NotSupportedError')) : real.importKey(.../** @type {[any, any, any, any, any]} */ (given)),
    digest: real.digest.bind(real), verify: real.verify.bind(real),
  };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  Object.defineProperty(globalThis, 'crypto', { value: { subtle: without }, configurable: true });
  try {
    assert.equal((await checkById(id, site(all))).result, 'valid');
    const own = await checkById(id, site(noToken));
    assert.equal(own.result, 'couldNotCheck');
    assert.match(own.reason, /Ed25519/);
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    assert.match((await checkById(id, site(all))).reason, /secure connection/);
  } finally {
    Object.defineProperty(globalThis, 'crypto', /** @type {PropertyDescriptor} */ (before));
  }
});

test('Without an answer from the site nothing is said about the credential', async () => {
  for (const answers of [{}, { '/.well-known/did.json': sample('did') }, { '/.well-known/did.json': '<html>', '/api/credentials/x': '{}' }]) {
    assert.equal((await checkById('x', site(answers))).result, 'couldNotCheck');
    assert.equal((await checkBytes(Buffer.from(sample('plain')), site({ '/.well-known/did.json': '{}' }))).result, 'couldNotCheck');
  }
});

test('Files: JSON, token, PNG and SVG with either inside', async () => {
  const get = site({ '/.well-known/did.json': JSON.stringify(withToken) });
  const jwt = await token(JSON.parse(sample('recipient')), key);
  for (const [what, file] of /** @type {[string, string | Buffer][]} */ ([
    ['json', `\ufeff ${sample('plain')}\n`], ['token', `${jwt}\n`], ['png', png(itxt(sample('plain')))], ['png with a token', png(itxt(jwt))],
    ['svg', svg(inSvg(sample('plain')))], ['svg with a token', svg(`<openbadges:credential verify="${jwt}"/>`)],
  ])) assert.equal((await checkBytes(Buffer.from(file), get)).result, 'valid', what);
  assert.equal((await checkBytes(png(itxt(sample('plain').replace('Delgado', 'Delgada'))), get)).result, 'invalid');
});
