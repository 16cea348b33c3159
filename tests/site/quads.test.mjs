import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byCodePoint, canonicalBadge, canonicalProof, CannotCheck, parse } from '../../static-site/js/credentials/quads.js';
import { cryptosuite } from '../tools/node_modules/@digitalcredentials/eddsa-rdfc-2022-cryptosuite/lib/index.js';
import { loader } from '../tools/offline.mjs';
import { dice, names, sample, vector } from './issued.mjs';

const documentLoader = loader({ strict: true });
const independent = (/** @type {any} */ { proof, ...document }) => cryptosuite.canonize(document, { documentLoader });

/** @param {any} json @param {RegExp} why */
const refused = (json, why) => assert.rejects(canonicalBadge(json), (error) => error instanceof CannotCheck && why.test(error.message));

test('The published Open Badges example has the published canonical document and proof options, byte for byte', async () => {
  const signed = parse(vector('openbadges-3.0/signed.json'));
  assert.equal(await canonicalBadge(signed), vector('openbadges-3.0/document-canon.txt'));
  assert.equal(await canonicalProof(signed.proof), vector('openbadges-3.0/proof-canon.txt'));
});

test('The W3C’s example has the published canonical proof options; its credential is of another shape and is not checked', async () => {
  const signed = parse(vector('w3c-eddsa-rdfc-2022/signedDataInt.json'));
  assert.equal(await canonicalProof(signed.proof), vector('w3c-eddsa-rdfc-2022/proofCanonDataInt.txt'));
  await refused(signed, /another form/);
});

test('What we issue has the canonical document that an independent implementation finds', async () => {
  for (const name of names) assert.equal(await canonicalBadge(parse(sample(name))), await independent(parse(sample(name))), name);
});

const pieces = ['a', 'Z', ' ', 'é', 'مرحبا', '中文', '😀', '👩‍🏫', '"', '\\', '\n', '\t', '\r', '\b', '\f', '\u0001', '\u007f', '\u0085', '<b>', '_:b0', '^^<x>', '\\u0041', '\u2028', '\ufb51', '\ud840\udc00', ']]>'];

test('Badges of the shape’s whole breadth have the canonical document that an independent implementation finds', async () => {
  const roll = dice(7);
  const some = () => Array.from({ length: 1 + Math.floor(roll() * 8) }, () => pieces[Math.floor(roll() * pieces.length)]).join('');
  const maybe = (/** @type {any} */ part) => (roll() < 0.5 ? part : {});
  for (let round = 0; round < 60; round++) {
    const badge = parse(sample(names[round % 2]));
    const { achievement } = badge.credentialSubject;
    Object.assign(badge, maybe({ name: some() }), maybe({ description: some() }), maybe({ validUntil: '2031-01-01T00:00:00Z' }));
    Object.assign(badge.issuer, maybe({ name: some() }), maybe({ url: some() }));
    Object.assign(achievement, { name: some() }, maybe({ image: { id: 'https://esp.example/images/badges/x.png', type: 'Image', caption: some() } }), maybe({ creditsAvailable: Math.floor(roll() * 40) }));
    achievement.tag = [`0${some()}`, `1${some()}`];
    if (roll() < 0.5) delete achievement.criteria.id;
    if (roll() < 0.5) delete badge.evidence[0].id;
    if (roll() < 0.5) delete badge.awardedDate;
    if (roll() < 0.3) for (const result of badge.credentialSubject.result) delete result.id;
    achievement.alignment = [{ type: ['Alignment'], targetName: some(), targetUrl: 'https://esp.example/', ...maybe({ targetType: some() }) }];
    assert.equal(await canonicalBadge(badge), await independent(badge), `round ${round}`);
  }
});

test('Two parts without an id that say the same are refused; a statement said twice counts once', async () => {
  const twice = parse(sample('plain'));
  twice.credentialSubject.identifier = [twice.credentialSubject.identifier[1], twice.credentialSubject.identifier[1]];
  await refused(twice, /cannot be told apart/);
  const tags = parse(sample('plain'));
  tags.credentialSubject.achievement.tag = ['same', 'same'];
  assert.equal(await canonicalBadge(tags), await independent(tags));
});

for (const [what, change, why] of /** @type {[string, (badge: any) => void, RegExp][]} */ ([
  ['a member that is not known', (b) => { b.credentialSubject.achievement.extra = 'x'; }, /“extra”/],
  ['a member named like the prototype’s', (b) => { b.credentialSubject.achievement.toString = 'x'; }, /“toString”/],
  ['an empty list', (b) => { b.evidence = []; }, /“evidence”/],
  ['an object where a list stands', (b) => { b.evidence = b.evidence[0]; }, /“evidence”/],
  ['an empty text', (b) => { b.name = ''; }, /empty/],
  ['half a surrogate pair', (b) => { b.name = 'a\ud83d'; }, /character that is none/],
  ['null', (b) => { b.name = null; }, /“name”/],
  ['a number where text stands', (b) => { b.name = 7; }, /“name”/],
  ['hours with a fraction', (b) => { b.credentialSubject.achievement.creditsAvailable = 1.5; }, /“creditsAvailable”/],
  ['a day that is none', (b) => { b.validFrom = '2026-02-30T00:00:00Z'; }, /“validFrom”/],
  ['a time of another form', (b) => { b.validFrom = '2026-02-03T00:00:00+01:00'; }, /“validFrom”/],
  ['an index with a zero before it', (b) => { b.credentialStatus.statusListIndex = '07'; }, /“statusListIndex”/],
  ['another purpose of the status', (b) => { b.credentialStatus.statusPurpose = 'suspension'; }, /“statusPurpose”/],
  ['a relative address', (b) => { b.credentialStatus.statusListCredential = '/list'; }, /full address/],
  ['an address with a space', (b) => { b.id = 'https://esp.example/a b'; }, /full address/],
  ['a blank node’s label as id', (b) => { b.id = '_:b0'; }, /full address/],
  ['no id of the credential', (b) => { delete b.id; }, /no id/],
  ['an id where there is none', (b) => { b.credentialSubject.identifier[0].id = 'https://esp.example/i'; }, /an id/],
  ['criteria that say nothing', (b) => { b.credentialSubject.achievement.criteria = {}; }, /says nothing/],
  ['types in another order', (b) => { b.type.reverse(); }, /another type/],
  ['a third context', (b) => { b['@context'].push('https://example.org/'); }, /another form/],
  ['too many parts without an id', (b) => { b.credentialSubject.result = Array.from({ length: 70 }, (_, i) => ({ type: ['Result'], resultDescription: `x:${i}`, achievedLevel: `y:${i}` })); }, /too many parts/],
])) {
  test(`Not checked, and said why: ${what}`, async () => {
    const badge = parse(sample('plain'));
    change(badge);
    await refused(badge, why);
  });
}

test('JSON that readers could read in two ways is refused', () => {
  for (const text of ['{"a":1,"a":2}', '{"x":[{"a":1,"\\u0061":2}]}', '{"a":{"b":1,"c":"}","b":2}}']) assert.throws(() => parse(text), /twice/);
  for (const text of ['{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '{"a":"\\"b\\":1","b":"{","c":"}"}']) assert.deepEqual(parse(text), JSON.parse(text));
  assert.throws(() => parse('{'), /not JSON/);
  assert.throws(() => parse(`"${'a'.repeat(256 * 1024)}"`), /larger/);
  assert.throws(() => parse('['.repeat(100_000)), CannotCheck);
});

test('Lines are ordered as code points are, beyond U+FFFF too', () => {
  const texts = ['', 'a', 'ab', 'b', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', 'a\u{1f600}', 'a\ufb51', 'a\ud840\udc00'];
  const sorted = [...texts].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
  assert.deepEqual([...texts].sort(byCodePoint), sorted);
  assert.deepEqual([...texts].reverse().sort(byCodePoint), sorted);
});
