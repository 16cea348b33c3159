/**
 * Keys of this site's own issuer, from `/.well-known/did.json` alone. Documents of other issuers are never loaded by the browser:
 * their credentials are checked by our server, behind its guards.
 */
import { cannot, isObject } from './quads.js';

/** @typedef {{kind: 'Ed25519', raw: Uint8Array} | {kind: 'ES256', jwk: JsonWebKey}} Key */
/** @typedef {{id: string, keys: Map<string, Key>}} Issuer */

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** @param {any} did the parsed document @returns {Issuer} */
export function issuerOf(did) {
  if (!isObject(did) || typeof did.id !== 'string' || !Array.isArray(did.verificationMethod) || !Array.isArray(did.assertionMethod)) return cannot('The list of our keys could not be read.');
  /** @type {Map<string, Key>} */
  const keys = new Map();
  for (const method of did.verificationMethod) {
    if (!isObject(method) || method.controller !== did.id || !did.assertionMethod.includes(method.id)) continue;
    const key = keyOf(method);
    if (key) keys.set(method.id, key);
  }
  return { id: did.id, keys };
}

/** @param {Record<string, any>} method @returns {Key | null} */
function keyOf(method) {
  if (method.type === 'Multikey') {
    const bytes = base58(method.publicKeyMultibase);
    return bytes?.length === 34 && bytes[0] === 0xed && bytes[1] === 0x01 ? { kind: 'Ed25519', raw: bytes.slice(2) } : null;
  }
  const jwk = method.publicKeyJwk;
  // Only the public part is handed on, whatever else the entry holds.
  return method.type === 'JsonWebKey' && isObject(jwk) && jwk.kty === 'EC' && jwk.crv === 'P-256' ? { kind: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y } } : null;
}

/** Multibase base58-btc (`z…`) of at most 128 letters; null for anything else. @param {unknown} text */
export function base58(text) {
  if (typeof text !== 'string' || !/^z[1-9A-HJ-NP-Za-km-z]{1,128}$/.test(text)) return null;
  const zeros = /^z(1*)/.exec(text)?.[1].length ?? 0;
  let value = [...text.slice(1)].reduce((sum, letter) => sum * 58n + BigInt(alphabet.indexOf(letter)), 0n);
  const bytes = [];
  for (; value > 0n; value >>= 8n) bytes.unshift(Number(value & 255n));
  return Uint8Array.from([...Array(zeros).fill(0), ...bytes]);
}
