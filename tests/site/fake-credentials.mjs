/** Made-up answers about credentials, in the API's shapes, from the issued samples: for looking at the pages in each of their states. No rule lives here. */
import { extract } from '../../static-site/js/credentials/baked.js';
import { issuerOf } from '../../static-site/js/credentials/did.js';
import { checkBadge, checkJwt } from '../../static-site/js/credentials/proof.js';
import { inSvg, itxt, png, sample, svg, token, tokenKeys } from './issued.mjs';

const idOf = (/** @type {any} */ badge) => badge.id.split('/').pop();
const no = (/** @type {number} */ status, /** @type {string} */ code, /** @type {string} */ detail) => ({ status, body: { type: `/problems/${code}`, title: code, status, detail } });
const gone = no(404, 'not-found', 'There is nothing here, or it is not yours to see.');

const did = JSON.parse(sample('did'));
const key = await tokenKeys(did.id);
did.verificationMethod.push(key.method);
did.assertionMethod.push(key.id);
const issuer = issuerOf(did);

/** @type {Map<string, {text: string, results: Record<string, [string, string]>}>} */
const known = new Map();
for (const [name, results] of /** @type {[string, Record<string, [string, string]>][]} */ ([
  ['recipient', {}],
  ['plain', { status: ['couldNotCheck', 'Could not check: the list of revoked credentials did not answer.'] }],
  ['revoked', { status: ['invalid', 'The issuer has revoked it.'] }],
  ['expired', { validity: ['invalid', 'It was valid until 2026-10-27T14:05:00Z.'] }],
])) known.set(idOf(JSON.parse(sample(name))), { text: sample(name), results });
const changed = sample('recipient').replace('Delgado', 'Delgada');
/** The server says "changed", and a server that does not notice it. */
known.set(`crd_${'a'.repeat(32)}`, { text: changed.replaceAll(idOf(JSON.parse(sample('recipient'))), `crd_${'a'.repeat(32)}`), results: { signature: ['invalid', 'It was changed after it was signed.'] } });
known.set(`crd_${'b'.repeat(32)}`, { text: changed.replaceAll(idOf(JSON.parse(sample('recipient'))), `crd_${'b'.repeat(32)}`), results: {} });

export const ids = /** @type {Record<string, string>} */ ({ valid: [...known.keys()][0], unreachable: [...known.keys()][1], revoked: [...known.keys()][2], expired: [...known.keys()][3], changed: `crd_${'a'.repeat(32)}`, disagree: `crd_${'b'.repeat(32)}`, unknown: `crd_${'0'.repeat(32)}` });

/** @param {any} badge @param {Record<string, [string, string]>} results @param {object} [more] */
function view(badge, results, more) {
  const good = /** @type {Record<string, string>} */ ({ signature: 'It is as the issuer signed it.', status: 'The issuer has not revoked it.', validity: badge.validUntil ? 'Its end date has not come.' : 'It has no end date.', issuer: 'It names us as the issuer, and our signature proves it.' });
  const checks = Object.keys(good).map((name) => ({ name, result: results[name]?.[0] ?? 'valid', reason: results[name]?.[1] ?? good[name] }));
  const failed = checks.find((c) => c.result === 'invalid');
  const summary = failed ? 'invalid' : checks.some((c) => c.result === 'couldNotCheck') ? 'couldNotCheck' : 'valid';
  const { achievement, identifier, result } = badge.credentialSubject;
  const levels = Object.fromEntries(achievement.resultDescription.map((/** @type {any} */ d) => [d.id, d]));
  return {
    id: idOf(badge), checkedAt: new Date().toISOString(), checks, summary,
    sentence: failed ? `This credential is not valid. ${failed.reason}` : summary === 'valid' ? 'This credential is real and valid.' : 'We could not check all of this credential.',
    credential: {
      title: achievement.name, description: badge.description, imageUrl: achievement.image?.id, standard: 'Communication', level: 'Proficient', awardedAt: badge.awardedDate, validUntil: badge.validUntil, hours: achievement.creditsAvailable,
      issuerName: badge.issuer.name, achievementUrl: achievement.id, recipientName: identifier.find((/** @type {any} */ i) => i.identityType === 'name')?.identityHash, rubricVersion: achievement.version,
      results: result.map((/** @type {any} */ r) => ({ criterion: levels[r.resultDescription].name, level: levels[r.resultDescription].rubricCriterionLevel.find((/** @type {any} */ l) => l.id === r.achievedLevel).name })),
      criteriaText: achievement.description,
    },
    ...more,
  };
}

/** @param {Buffer} bytes */
async function given(bytes) {
  if (bytes.length > 1024 * 1024) return no(413, 'verification.too-large', 'This is larger than 1 MiB. A credential is small: is it the right file?');
  let found;
  try {
    found = extract(new Uint8Array(bytes));
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    return no(400, /two/.test(said) ? 'verification.two-badges' : /no credential/.test(said) ? 'verification.no-badge' : 'verification.unknown-kind',
      /two/.test(said) ? 'There are two badges in this picture, so nobody could say which one is meant. Check each badge from its own file.' : /no credential/.test(said) ? 'There is no badge inside this picture. Ask for the file that was downloaded from the badge’s own page.' : 'This is not a credential that we can read. Choose the file that was downloaded: JSON, JWT, PNG or SVG.');
  }
  const asJson = found.text.startsWith('{');
  const own = asJson ? await checkBadge(found.text, issuer) : await checkJwt(found.text, issuer);
  const badge = asJson ? JSON.parse(found.text) : JSON.parse(Buffer.from(found.text.split('.')[1], 'base64url').toString());
  const ours = badge.issuer.id === did.id;
  const results = { ...known.get(idOf(badge))?.results, ...(own.result === 'invalid' ? { signature: /** @type {[string, string]} */ (['invalid', own.reason]) } : {}) };
  if (!ours) return { status: 200, body: view(badge, { issuer: ["couldNotCheck", "Could not check: it names another issuer, whom we do not know."] }, { id: badge.id, kind: found.kind, ours, credential: { ...view(badge, {}).credential, criteriaText: undefined } }) };
  return { status: 200, body: view(badge, results, { id: badge.id, kind: found.kind, ours }) };
}

/** @type {Map<string, boolean>} */
const hidden = new Map();

/** What stands in the portfolio. @param {(days: number) => string} ago */
export const earned = (ago) => ['valid', 'unreachable', 'revoked'].map((name, index) => ({
  id: ids[name], title: ['Communicating Well at Work', 'Reporting What Matters', 'Using Technology Well'][index], standard: ['Communication', 'Reporting', 'Technology'][index], awardedAt: ago(30 + index * 40), status: name === 'revoked' ? 'revoked' : 'issued',
  verifyUrl: `/c/${ids[name]}`, shown: !hidden.get(ids[name]), ...(name === 'revoked' ? { revokedAt: ago(2), revokedReason: 'It was issued by mistake: the work was scored twice, and the second score did not pass.' } : {}),
}));

/** @param {string} method @param {string} path @param {Buffer} body @param {string} state @returns {Promise<{status: number, body?: unknown, type?: string} | null>} null: not about credentials */
export async function credentials(method, path, body, state) {
  if (path === '/.well-known/did.json') return { status: 200, body: did };
  if (path === '/api/verification' && method === 'POST') return given(body);
  if (path === '/api/transcript') {
    return state === 'empty' || state === 'new' ? no(409, 'transcript.empty', 'Nothing is earned yet.') : { status: 200, body: {
      name: 'Rosa Delgado', issuer: 'ESP Micro-credentials', totalHours: 45,
      entries: ['valid', 'unreachable', 'expired'].map((name, index) => ({ id: ids[name], title: ['Communicating Well at Work', 'Reporting What Matters', 'Using Technology Well'][index], standard: ['Communication', 'Reporting', 'Technology'][index], level: 'Proficient', awardedAt: '2026-10-20T14:05:00Z', hours: 15, verifyUrl: `https://esp.example/c/${ids[name]}` })),
    } };
  }
  const [, id, what] = /^\/api\/credentials\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  if (!id) return null;
  const one = known.get(id);
  if (!one) return gone;
  const badge = JSON.parse(one.text);
  if (what === 'sharing') {
    hidden.set(id, !JSON.parse(body.toString()).shown);
    return { status: 200, body: earned((days) => new Date(Date.now() - days * 86_400_000).toISOString()).find((c) => c.id === id) };
  }
  if (hidden.get(id)) return gone;
  if (!what) return { status: 200, body: badge };
  if (what === 'verification') return { status: 200, body: view(badge, one.results) };
  if (what === 'jwt') return { status: 200, body: await token(badge, key), type: 'text/plain' };
  if (what === 'badge.png') return { status: 200, body: png(itxt(one.text)), type: 'image/png' };
  if (what === 'badge.svg') return { status: 200, body: svg(inSvg(one.text)), type: 'image/svg+xml' };
  return gone;
}
