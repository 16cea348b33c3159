/**
 * Finds the credential in what a person gives: JSON, a compact JWT, or a picture with the credential inside (Open Badges 3.0, 5.3):
 * PNG in one iTXt chunk `openbadgecredential`, SVG in one `<openbadges:credential>`. Two in one picture are refused: nobody could say which is meant.
 */
import { cannot } from './quads.js';

/** @typedef {{kind: 'json' | 'jwt' | 'png' | 'svg', text: string}} Found `text` is JSON or a compact JWT */

/** Said in words before anything is sent. */
export const mostBytes = 1024 * 1024;

const keyword = 'openbadgecredential';
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Three parts of base64url. @param {string} text */
export const isJwt = text => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** @param {Uint8Array} bytes @returns {Found} */
export function extract(bytes) {
  if (pngStart.every((b, i) => bytes[i] === b)) return { kind: 'png', text: one(inPng(bytes)) };
  const text = utf8(bytes).replace(/^\ufeff/, '').trim();
  if (text.startsWith('<')) return { kind: 'svg', text: one(inSvg(text)) };
  if (text.startsWith('{')) return { kind: 'json', text };
  return isJwt(text) ? { kind: 'jwt', text } : cannot('It is not a credential that your browser can read.');
}

/** @param {string[]} found */
const one = found => found.length === 1 ? found[0] : cannot(found.length === 0 ? 'There is no credential in this picture.' : 'There are two credentials in this picture.');

/** @param {Uint8Array} bytes */
function utf8(bytes) {
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch { return cannot('It is not text.'); }
}

/** @param {Uint8Array} bytes */
function inPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  for (let at = pngStart.length; ;) {
    if (at + 12 > bytes.length) return cannot('The picture ends too early.');
    const [length, kind] = [view.getUint32(at), String.fromCharCode(...bytes.subarray(at + 4, at + 8))];
    if (length > bytes.length - at - 12) return cannot('The picture ends too early.');
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'iTXt' && named(data)) found.push(itxt(data));
    if (kind === 'IEND') return found;
    at += 12 + length;
  }
}

/** @param {Uint8Array} data */
const named = data => data[keyword.length] === 0 && String.fromCharCode(...data.subarray(0, keyword.length)) === keyword;

/** Keyword, 0, compressed?, method, language, 0, translated keyword, 0, text. @param {Uint8Array} data */
function itxt(data) {
  if (data[keyword.length + 1] !== 0) return cannot('The credential in this picture is compressed, which the standard does not allow.');
  const language = data.indexOf(0, keyword.length + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  return translated < 0 ? cannot('The credential in this picture is cut off.') : utf8(data.subarray(translated + 1)).trim();
}

/** @param {string} svg */
function inSvg(svg) {
  if (/<!(DOCTYPE|ENTITY)/i.test(svg)) return cannot('This picture declares things of its own, which could change its text.');
  const found = [];
  // Comments and CDATA are passed over as a whole: what stands in them is no element.
  const parts = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<openbadges:credential((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
  for (let part = parts.exec(svg); part; part = parts.exec(svg)) {
    if (part[1] === undefined) continue;
    const jwt = /\sverify\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(part[1]);
    const inner = part[2] ? '' : /^((?:<!\[CDATA\[[^]*?\]\]>|[^<])*)<\/openbadges:credential\s*>/.exec(svg.slice(parts.lastIndex))?.[1] ?? cannot('The credential in this picture is cut off.');
    found.push(inner.trim() ? written(inner).trim() : (jwt?.[1] ?? jwt?.[2] ?? '').trim());
  }
  return found;
}

const entities = /** @type {Record<string, string>} */ ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" });

/** The text of an element. @param {string} inner */
const written = inner => inner.replace(/<!\[CDATA\[([^]*?)\]\]>|&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, cdata, decimal, hexadecimal, name) =>
  cdata ?? (name ? entities[name] ?? cannot('This picture has a sign that your browser does not know.') : character(decimal ? Number(decimal) : parseInt(hexadecimal, 16))));

/** @param {number} code */
const character = code => code <= 0x10ffff ? String.fromCodePoint(code) : cannot('This picture has a sign that is none.');
