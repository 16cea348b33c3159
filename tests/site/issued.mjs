/** The issued samples (tests/vectors/issued), and pictures and tokens made from them, for the tests and the made-up API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync, crc32 as zlibCrc } from 'node:zlib';

export const vectors = fileURLToPath(new URL('../vectors/', import.meta.url));
/** @param {string} path */
export const vector = (path) => readFileSync(join(vectors, path), 'utf8');
/** @param {string} name */
export const sample = (name) => vector(`issued/${name}.json`);
export const names = ['plain', 'recipient', 'expired', 'revoked'];

/** @param {Buffer} bytes */
function crc(bytes) {
  if (zlibCrc) return zlibCrc(bytes);
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** @param {string} kind @param {Buffer} data */
export function chunk(kind, data) {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(named));
  return Buffer.concat([length, named, sum]);
}

/** @param {string} text @param {number} [compressed] */
export const itxt = (text, compressed = 0) => chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0', 'latin1'), Buffer.from([compressed, 0]), Buffer.from('en\0\0'), Buffer.from(text)]));

/** A picture of one pixel with the chunks in it. @param {...Buffer} chunks */
export function png(...chunks) {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), ...chunks, chunk('IDAT', deflateSync(Buffer.from([0, 0]))), chunk('IEND', Buffer.alloc(0))]);
}

/** @param {...string} inner */
export const svg = (...inner) => `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 1 1">${inner.join('')}<circle r="1"/></svg>`;
/** @param {string} json */
export const inSvg = (json) => `<openbadges:credential><![CDATA[${json.replaceAll(']]>', ']]]]><![CDATA[>')}]]></openbadges:credential>`;

/** A key pair for tokens, and the entry of it in a did document. @param {string} issuer */
export async function tokenKeys(issuer) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const id = `${issuer}#token-key`;
  return { privateKey: pair.privateKey, id, method: { id, type: 'JsonWebKey', controller: issuer, publicKeyJwk: { kty, crv, x, y } } };
}

/** @param {object | string | Uint8Array} part */
const base64url = (part) => Buffer.from(typeof part === 'object' && !(part instanceof Uint8Array) ? JSON.stringify(part) : part).toString('base64url');

/** @param {any} badge @param {{privateKey: CryptoKey, id: string}} key @param {object} [claims] @param {object} [header] */
export async function token(badge, key, claims = {}, header = {}) {
  const { proof, ...rest } = badge;
  const head = base64url({ alg: 'ES256', typ: 'JWT', kid: key.id, ...header });
  const body = base64url({ ...rest, iss: badge.issuer.id, jti: badge.id, nbf: Date.parse(badge.validFrom) / 1000, sub: badge.credentialSubject.id, ...claims });
  const mark = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, Buffer.from(`${head}.${body}`));
  return `${head}.${body}.${base64url(new Uint8Array(mark))}`;
}

/** Each single value changed alone, each member left out: [where, the changed copy]. @param {any} root */
export function* changes(root) {
  for (const path of paths(root, [])) {
    for (const leaveOut of [false, true]) {
      const copy = structuredClone(root);
      const holder = path.slice(0, -1).reduce((node, key) => node[key], copy);
      const key = path[path.length - 1];
      const value = holder[key];
      if (leaveOut) Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key];
      else if (typeof value === 'object') continue;
      else holder[key] = typeof value === 'string' ? `${value}x` : typeof value === 'number' ? value + 1 : !value;
      yield /** @type {[string, any]} */ ([`${leaveOut ? 'without ' : ''}${path.join('.')}`, copy]);
    }
  }
}

/** @param {any} node @param {string[]} path @returns {Generator<string[]>} */
function* paths(node, path) {
  for (const [key, value] of Object.entries(node)) {
    yield [...path, key];
    if (value !== null && typeof value === 'object') yield* paths(value, [...path, key]);
  }
}

/** Numbers that look random and are the same each run. @param {number} seed */
export function dice(seed) {
  let state = seed;
  return () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
}
