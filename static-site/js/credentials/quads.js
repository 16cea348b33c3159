/**
 * The canonical N-Quads (RDFC-1.0) of a badge of the known shape, straight from its JSON: lines in code point order, each once; nodes without an id named
 * `_:c14n0…` in the order of their first-degree hashes. Two such nodes of equal hash would need the standard's second half: refused, as on the server.
 * All refusals are `CannotCheck` with a sentence; none of them says that a badge is wrong.
 */
import { badge, contexts, proofOptions, purposes } from './shape.js';

/** @typedef {import('./shape.js').Shape} Shape @typedef {import('./shape.js').Member} Member */
/** @typedef {{blank: number} | string} Term a node without id, or a term as N-Quads write it @typedef {{subject: Term, predicate: string, object: Term}} Quad */

const longest = 256 * 1024;
const mostBlankNodes = 64;

/** The browser does not know enough to say yes or no. */
export class CannotCheck extends Error {}

/** @param {string} why @returns {never} */
export const cannot = why => { throw new CannotCheck(why); };

/**
 * JSON whose meaning is the same for every reader: no member twice, not too large.
 * @param {string} text
 * @returns {any}
 */
export function parse(text) {
  if (text.length > longest) cannot('It is larger than 256 KB.');
  let value;
  try { value = JSON.parse(text); } catch { cannot('It is not JSON.'); }
  /** @type {(Set<string> | null)[]} */
  const open = [];
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (name) {
      const [names, key] = [open.at(-1), JSON.parse(name)];
      if (names?.has(key)) cannot(`It has “${short(key)}” twice in one place.`);
      names?.add(key);
    }
  }
  return value;
}

/** The canonical document of a badge, without its proof. @param {any} json */
export async function canonicalBadge(json) {
  if (!isObject(json)) cannot('It is not a credential.');
  const { '@context': context, proof, ...rest } = json;
  if (!sameList(context, contexts)) cannot('It has another form than the badges that your browser can check here.');
  return canonical(quadsOf(rest, badge));
}

/** The canonical options of a proof. @param {any} proof */
export async function canonicalProof(proof) {
  if (!isObject(proof)) cannot('Its signature has a form that your browser does not know.');
  const { proofValue, ...options } = proof;
  return canonical(quadsOf(options, proofOptions));
}

/** @param {any} json @param {Shape} shape @returns {Quad[]} */
function quadsOf(json, shape) {
  /** @type {Quad[]} */
  const quads = [];
  let blanks = 0;
  /** @param {any} value @param {Shape} shape @returns {Term} */
  const write = (value, shape) => {
    if (!isObject(value)) return cannot(`${capital(shape.name)} is not an object.`);
    const { id, type, ...members } = value;
    checkHead(value, shape);
    if (id === undefined && (blanks += 1) > mostBlankNodes) cannot('It has too many parts without an id.');
    const node = id === undefined ? { blank: blanks } : iri(id);
    for (const name of shape.classes ?? []) quads.push({ subject: node, predicate: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', object: `<${name}>` });
    for (const [name, held] of Object.entries(members)) {
      const member = Object.hasOwn(shape.members, name) ? shape.members[name] : cannot(`${capital(shape.name)} has a member that your browser does not know: “${short(name)}”.`);
      for (const object of objects(name, held, member)) quads.push({ subject: node, predicate: member.to, object });
    }
    return node;
  };
  /** @param {string} name @param {any} held @param {Member} member @returns {Term[]} */
  const objects = (name, held, member) => {
    if (member.kind === 'one') return [write(held, /** @type {Shape} */ (member.shape))];
    if (member.kind !== 'many' && member.kind !== 'texts') return [plain(name, held, member)];
    if (!Array.isArray(held) || held.length === 0) return cannot(`“${name}” is not a list with something in it.`);
    return held.map(item => member.kind === 'texts' ? plain(name, item, member) : write(item, /** @type {Shape} */ (member.shape)));
  };
  write(json, shape);
  return quads;
}

/** @param {Record<string, unknown>} value @param {Shape} shape */
function checkHead(value, shape) {
  const typed = shape.type === undefined ? !Object.hasOwn(value, 'type') : Array.isArray(shape.type) ? sameList(value.type, shape.type) : value.type === shape.type;
  if (!typed) cannot(`${capital(shape.name)} has another type than your browser knows.`);
  if (shape.id === 'must' && value.id === undefined || shape.id === 'none' && Object.hasOwn(value, 'id')) cannot(`${capital(shape.name)} has ${shape.id === 'must' ? 'no' : 'an'} id.`);
  for (const [name, member] of Object.entries(shape.members)) if (member.must && !Object.hasOwn(value, name)) cannot(`“${name}” of ${shape.name} is missing.`);
  if (shape.either && !shape.either.some(name => Object.hasOwn(value, name))) cannot(`${capital(shape.name)} says nothing.`);
}

/** A value that is no object. @param {string} name @param {any} held @param {Member} member @returns {string} */
function plain(name, held, member) {
  const wrong = () => cannot(`“${name}” is not written as your browser knows it.`);
  if (member.kind === 'flag') return typeof held === 'boolean' ? literal(String(held), member.datatype) : wrong();
  if (member.kind === 'whole') return Number.isInteger(held) && held >= 0 && held < 2 ** 31 ? literal(String(held), member.datatype) : wrong();
  if (typeof held !== 'string' || member.is && held !== member.is) return wrong();
  if (member.kind === 'iri') return iri(member.is ? purposes[held] : held);
  if (member.kind === 'index' && !(/^(0|[1-9]\d{0,9})$/.test(held) && Number(held) < 2 ** 31)) return wrong();
  if (member.kind === 'time' && !isTime(held)) return wrong();
  return literal(held, member.datatype);
}

/** @param {string} text */
const isTime = text => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text.replace('Z', '.000Z');

/** @param {unknown} id */
const iri = id => typeof id === 'string' && /^[a-z][a-z0-9.+-]*:[\w.~:/?#[\]@!$&'()*+,;=%-]+$/i.test(id) ? `<${id}>`
  : cannot(`“${short(String(id))}” is not a full address or identifier.`);

const escapes = /** @type {Record<string, string>} */ ({ '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' });

/** @param {string} text @param {string} [datatype] */
function literal(text, datatype) {
  if (text === '' || /[\p{Surrogate}\ufffe\uffff]/u.test(text)) cannot('A text in it is empty or has a character that is none.');
  const safe = text.replace(/["\\\u0000-\u001f\u007f]/g, c => escapes[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  return datatype ? `"${safe}"^^<${datatype}>` : `"${safe}"`;
}

/** @param {Quad[]} all */
async function canonical(all) {
  // A set has each statement once, also before it is written with `_:a` and `_:z`.
  const quads = [...new Map(all.map(q => [line(q, n => `_:#${n}`), q])).values()];
  const blanks = [...new Set(quads.flatMap(q => [q.subject, q.object]).flatMap(t => typeof t === 'string' ? [] : [t.blank]))];
  const hashes = await Promise.all(blanks.map(async self => {
    const mentions = quads.filter(q => [q.subject, q.object].some(t => typeof t !== 'string' && t.blank === self));
    return { self, hash: hex(await sha256(lines(mentions, blank => blank === self ? '_:a' : '_:z'))) };
  }));
  if (new Set(hashes.map(h => h.hash)).size < hashes.length) cannot('Two parts of it without an id say the same, so they cannot be told apart.');
  const order = hashes.sort((a, b) => a.hash < b.hash ? -1 : 1).map(h => h.self);
  return lines(quads, blank => `_:c14n${order.indexOf(blank)}`);
}

/** @param {Quad[]} quads @param {(blank: number) => string} label */
const lines = (quads, label) => quads.map(q => line(q, label)).sort(byCodePoint).join('');

/** @param {Quad} quad @param {(blank: number) => string} label */
function line(quad, label) {
  const [subject, object] = [quad.subject, quad.object].map(t => typeof t === 'string' ? t : label(t.blank));
  return `${subject} <${quad.predicate}> ${object} .\n`;
}

/** UTF-16 puts what lies beyond U+FFFF before U+E000; the standard wants code points. @param {string} a @param {string} b */
export function byCodePoint(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const [x, y] = [a, b].map(s => i < s.length ? s.charCodeAt(i) : -1).map(c => c >= 0xe000 ? c - 0x800 : c >= 0xd800 ? c + 0x2000 : c);
  return x - y;
}

/** @param {string | Uint8Array} data */
export const sha256 = async data => new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (typeof data === 'string' ? new TextEncoder().encode(data) : data)));

/** @param {Uint8Array} bytes */
const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} a @param {readonly string[]} b */
const sameList = (a, b) => Array.isArray(a) && a.length === b.length && a.every((item, i) => item === b[i]);

/** @param {string} text */
const short = text => text.length > 60 ? `${text.slice(0, 60)} …` : text;

/** @param {string} text */
const capital = text => text[0].toUpperCase() + text.slice(1);
