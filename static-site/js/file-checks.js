/**
 * What can be said about a chosen file or a link before it is sent. The server decides; this saves a wait.
 * Limits come from the submission's view, so they are written down in one place only.
 *
 * @typedef {{name: string, extensions: string[], maxBytes: number}} Kind
 * @typedef {{answerCharacters?: number, files: number, kinds: Kind[]}} Limits
 */
import { bytes } from './format.js';

/**
 * @param {{name: string, size: number}} file
 * @param {Limits} limits
 * @param {number} have  files there already
 * @returns {string} '' when nothing speaks against it, else a sentence that says what to do
 */
export function fileProblem(file, limits, have) {
  const kind = limits.kinds.find(k => k.extensions.some(e => file.name.toLowerCase().endsWith(e)));
  if (have >= limits.files) return `You have ${limits.files} files already, the most there can be. Remove one to add “${file.name}”.`;
  if (!kind) return `We cannot take “${file.name}”. Choose one of these kinds: ${limits.kinds.map(k => k.name.toLowerCase()).join(', ')} (${limits.kinds.flatMap(k => k.extensions).join(', ')}).`;
  if (file.size === 0) return `“${file.name}” is empty. Check the file and choose it again.`;
  if (file.size > kind.maxBytes) return `“${file.name}” is ${bytes(file.size)}. ${kind.name} can be up to ${bytes(kind.maxBytes)}. Make it smaller, or share it as a link.`;
  return '';
}

/** Phones offer the camera and the recorder only when media types are named, not for endings alone. @type {Record<string, string>} */
const media = {
  '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.gif': 'image/gif', '.webp': 'image/webp', '.mp4': 'video/mp4', '.m4v': 'video/mp4',
  '.mov': 'video/quicktime', '.webm': 'video/webm', '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4', '.wav': 'audio/wav', '.ogg': 'audio/ogg', '.pdf': 'application/pdf',
};

/** For the file chooser's `accept`. @param {Limits} limits */
export const acceptOf = limits => [...new Set(limits.kinds.flatMap(k => k.extensions).flatMap(e => media[e] ? [e, media[e]] : [e]))].join(',');

/** One line for each kind: 'Videos up to 500 MB: .mp4, .mov'. @param {Limits} limits */
export const limitWords = limits => limits.kinds.map(k => `${k.name} up to ${bytes(k.maxBytes)}: ${k.extensions.join(', ')}`);

/** @param {string} url @returns {string} '' or a sentence */
export function linkProblem(url) {
  if (!url.trim()) return 'Paste the link’s address.';
  let parsed;
  try { parsed = new URL(url.trim()); } catch { return 'This is not a full web address. It should start with https://'; }
  if (parsed.protocol !== 'https:') return 'The link must start with https://';
  if (parsed.username || parsed.password) return 'The link holds a user name or password. Share it in a way that needs none.';
  return '';
}

/**
 * The part of a file name that is part of the person's name, so that it can be renamed: scorers should not know whose it is.
 * Whole words only, three letters or more, accents and case aside.
 * @param {string} fileName
 * @param {string} person
 * @returns {string} the word found, or ''
 */
export function nameIn(fileName, person) {
  const words = split(person).filter(w => w.length > 2);
  const name = split(fileName.replace(/\.[^.]*$/, ''));
  const whole = words.join('');
  return words.find(w => name.includes(w)) ?? (whole.length > 5 && name.some(n => n.includes(whole)) ? person.trim() : '');
}

/** Words of a name: 'MariaLopez_report-2' is maria, lopez, report. @param {string} text */
const split = text => text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}]+/u).filter(Boolean);

/** The same file again, for going on after a reload. @param {{name: string, size: number}} file @param {{name: string, bytes?: number}} evidence */
export const sameFile = (file, evidence) => file.name === evidence.name && file.size === evidence.bytes;

/**
 * Where a text stands against its guide; a guide is never a limit.
 * @param {number} count @param {{from: number, to: number}|undefined} guide
 */
export function guideWords(count, guide) {
  const words = count === 1 ? '1 word' : `${count} words`;
  return guide ? `${words}. Most people write ${guide.from} to ${guide.to}; more or less is fine.` : words;
}

/** Told before the limit hits: the last tenth, and past it. @param {number} length @param {number|undefined} limit */
export function limitWarning(length, limit) {
  if (!limit || length < limit * 0.9) return '';
  const left = limit - length;
  return left >= 0 ? `${left.toLocaleString('en-US')} characters left of ${limit.toLocaleString('en-US')}.`
    : `${(-left).toLocaleString('en-US')} characters too many. The most is ${limit.toLocaleString('en-US')}.`;
}
