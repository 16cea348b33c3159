/** The browser's own check of a credential: loads what it needs from this site, and nothing from anywhere else. */
import { extract } from './baked.js';
import { issuerOf } from './did.js';
import { checkBadge, checkJwt, couldNot } from './proof.js';
import { CannotCheck, parse } from './quads.js';

/** @typedef {import('./proof.js').Own} Own */

/** @param {string} path @returns {Promise<string | null>} null when there is no answer or no yes */
async function load(path) {
  try {
    const response = await fetch(path, { headers: { Accept: 'application/json, text/plain' }, signal: AbortSignal.timeout(20_000), credentials: 'omit' });
    // Read in any case: an answer that is left lying keeps its connection.
    const text = await response.text();
    return response.ok ? text : null;
  } catch {
    return null;
  }
}

/**
 * One of ours by its number: the JSON as it is published, or the JWT where the browser does not know Ed25519.
 * @param {string} id @param {(path: string) => Promise<string | null>} [get]
 * @returns {Promise<Own>}
 */
export async function checkById(id, get = load) {
  const [did, badge] = await Promise.all([get('/.well-known/did.json'), get(`/api/credentials/${encodeURIComponent(id)}`)]);
  if (did === null || badge === null) return couldNot('Your browser could not load it from here.');
  return guarded(async () => {
    const issuer = issuerOf(parse(did));
    const first = await checkBadge(badge, issuer);
    if (!first.lacking) return first;
    const jwt = await get(`/api/credentials/${encodeURIComponent(id)}/jwt`);
    return jwt === null ? first : checkJwt(jwt.trim(), issuer);
  });
}

/** A file or a pasted text. @param {Uint8Array} bytes @param {(path: string) => Promise<string | null>} [get] @returns {Promise<Own>} */
export async function checkBytes(bytes, get = load) {
  const did = await get('/.well-known/did.json');
  if (did === null) return couldNot('Your browser could not load our keys.');
  return guarded(async () => {
    const issuer = issuerOf(parse(did));
    const { kind, text } = extract(bytes);
    return kind === 'jwt' || kind !== 'json' && !text.startsWith('{') ? checkJwt(text, issuer) : checkBadge(text, issuer);
  });
}

/** @param {() => Promise<Own>} check */
async function guarded(check) {
  try {
    return await check();
  } catch (error) {
    if (error instanceof CannotCheck) return couldNot(error.message);
    throw error;
  }
}
