/**
 * Checks a signature in the browser itself, by WebCrypto: a badge with the proof of suite `eddsa-rdfc-2022` (Ed25519), or the same credential as
 * VC-JWT (ES256). Only with keys of this site's own issuer. Answers are values; nothing here throws because of what a document says.
 */
import { base58 } from './did.js';
import { CannotCheck, canonicalBadge, canonicalProof, isObject, parse, sha256 } from './quads.js';

/** @typedef {import('./did.js').Issuer} Issuer @typedef {import('./did.js').Key} Key */
/**
 * `badge`: what was signed, once it is known. `lacking`: this browser lacks the algorithm, another form of the credential may do.
 * @typedef {{result: 'valid' | 'invalid' | 'couldNotCheck', reason: string, badge?: any, lacking?: boolean}} Own
 */

/** @param {string} reason @returns {Own} */
export const couldNot = reason => ({ result: 'couldNotCheck', reason });
/** @param {string} reason @returns {Own} */
const invalid = reason => ({ result: 'invalid', reason });

const otherIssuer = 'It comes from another issuer. Only our server can load the keys of others.';

/** A badge as JSON text. @param {string} text @param {Issuer} issuer @returns {Promise<Own>} */
export const checkBadge = (text, issuer) => answered(async () => {
  const badge = parse(text);
  const document = await canonicalBadge(badge);
  const proof = Array.isArray(badge.proof) && badge.proof.length === 1 ? badge.proof[0] : badge.proof;
  if (proof === undefined) return invalid('It is not signed.');
  const options = await canonicalProof(proof);
  const key = keyFor(badge.issuer.id, proof.verificationMethod, issuer, 'Ed25519');
  if ('result' in key) return key;
  const signature = base58(proof.proofValue);
  if (signature?.length !== 64) return invalid('Its signature is not a signature.');
  const signed = Uint8Array.from([...await sha256(options), ...await sha256(document)]);
  return verdict(await verify(key, signature, signed), badge);
});

/** A credential as compact JWT. @param {string} jwt @param {Issuer} issuer @returns {Promise<Own>} */
export const checkJwt = (jwt, issuer) => answered(async () => {
  const [head, body, mark, ...more] = jwt.split('.');
  if (!body || mark === undefined || more.length > 0) return couldNot('It is not a signed token.');
  const [header, payload] = [head, body].map(part => parse(new TextDecoder('utf-8', { fatal: true }).decode(decoded(part))));
  if (!isObject(header) || !isObject(payload)) return couldNot('It is not a signed token.');
  if (header.alg === 'none' || mark === '') return invalid('It is not signed.');
  if (header.alg !== 'ES256' || header.crit !== undefined) return couldNot('It is signed in a way that your browser cannot check here.');
  const badge = isObject(payload.vc) ? payload.vc : payload;
  const issuerId = isObject(badge.issuer) ? badge.issuer.id : badge.issuer;
  if (typeof issuerId !== 'string' || typeof header.kid !== 'string') return couldNot('It does not say whose signature it is.');
  const key = keyFor(issuerId, header.kid, issuer, 'ES256');
  if ('result' in key) return key;
  const answer = verdict(await verify(key, decoded(mark), new TextEncoder().encode(`${head}.${body}`)), badge);
  const sameNames = payload.iss === issuerId && payload.jti === badge.id && payload.sub === badge.credentialSubject?.id && payload.nbf === Date.parse(badge.validFrom) / 1000;
  if (answer.result === 'valid' && !sameNames) return invalid('The token and the credential in it do not belong together.');
  return answer;
});

/**
 * The key, or why there is none.
 * @param {string} issuerId @param {string} method @param {Issuer} issuer @param {Key['kind']} kind
 * @returns {Key | Own}
 */
function keyFor(issuerId, method, issuer, kind) {
  if (!method.startsWith(`${issuerId}#`)) return invalid('It is signed with a key of someone else than its issuer.');
  if (issuerId !== issuer.id) return couldNot(otherIssuer);
  const key = issuer.keys.get(method);
  return key?.kind === kind ? key : invalid('The key it is signed with is not one of the issuer’s.');
}

/** @param {boolean} good @param {any} badge @returns {Own} */
const verdict = (good, badge) => good ? { result: 'valid', reason: 'It is as the issuer signed it.', badge } : invalid('It was changed after it was signed.');

/** The algorithm is missing in this browser. */
class Lacking extends CannotCheck {}

/** @param {Key} key @param {Uint8Array} signature @param {Uint8Array} signed */
async function verify(key, signature, signed) {
  const bytes = /** @type {(b: Uint8Array) => BufferSource} */ (b => /** @type {any} */ (b));
  const [algorithm, how] = key.kind === 'Ed25519' ? [{ name: 'Ed25519' }, { name: 'Ed25519' }] : [{ name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }];
  let imported;
  try {
    imported = key.kind === 'Ed25519' ? await crypto.subtle.importKey('raw', bytes(key.raw), algorithm, false, ['verify']) : await crypto.subtle.importKey('jwk', key.jwk, algorithm, false, ['verify']);
  } catch (error) {
    // Browsers differ in how they say that they do not know an algorithm; a broken key of our own is no "no" either.
    throw new Lacking(error instanceof Error && error.name === 'DataError' ? 'Our own key could not be read.' : `Your browser does not know this kind of signature (${key.kind}).`);
  }
  return crypto.subtle.verify(how, imported, bytes(signature), bytes(signed));
}

/** @param {() => Promise<Own>} check @returns {Promise<Own>} */
async function answered(check) {
  if (!globalThis.crypto?.subtle) return couldNot('Your browser checks signatures only on a secure connection (https).');
  try {
    return await check();
  } catch (error) {
    if (error instanceof CannotCheck) return { ...couldNot(error.message), lacking: error instanceof Lacking };
    return couldNot('It is not written as your browser can read it.');
  }
}

/** @param {string} text @returns {Uint8Array} */
const decoded = text => /^[\w-]*$/.test(text) ? Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0)) : Uint8Array.of(0xff);
