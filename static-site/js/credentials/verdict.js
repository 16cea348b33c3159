/** Two checks, one answer: what our server found and what the visitor's own browser found. Never a yes against the browser's no. */

/** @typedef {import('./proof.js').Own} Own */
/** @typedef {'valid' | 'invalid' | 'couldNotCheck'} Result @typedef {{name: string, result: Result, reason: string}} Check */
/**
 * @typedef {object} Verdict
 * @property {Result} summary
 * @property {string} title one sentence
 * @property {string} sentence why; may be empty
 * @property {Check[]} checks
 * @property {string} twice who checked the signature, in words
 */

const results = ['valid', 'invalid', 'couldNotCheck'];

/** A word from the server that the page does not know is never a yes. @param {any} check @returns {Check} */
const read = check => ({ name: String(check?.name ?? ''), result: results.includes(check?.result) ? check.result : 'couldNotCheck', reason: String(check?.reason ?? '') });

/**
 * @param {any} view the server's answer
 * @param {Own} found
 * @returns {Verdict}
 */
export function together(view, found) {
  /** @type {Own} */
  const own = found.result === 'valid' && !tellsTheSame(view, found.badge) ? { result: 'invalid', reason: 'What our server says about it is not what stands in it.' } : found;
  /** @type {Check[]} */
  const checks = (Array.isArray(view.checks) ? view.checks : []).map(read);
  const signature = checks.find(c => c.name === 'signature');
  const disagree = signature !== undefined && own.result !== 'couldNotCheck' && signature.result !== own.result;
  if (signature && disagree) {
    signature.reason = `Our server and your browser do not agree. Our server says: ${signature.reason} Your browser says: ${own.reason}`;
    signature.result = 'couldNotCheck';
  }
  const said = /** @type {Result} */ (results.includes(view.summary) ? view.summary : 'couldNotCheck');
  const failed = checks.find(c => c.result === 'invalid');
  // The page adds up by itself, so that no single word makes it green.
  const open = disagree || said === 'couldNotCheck' || checks.length === 0 || !signature || checks.some(c => c.result === 'couldNotCheck');
  const summary = failed ? 'invalid' : open ? 'couldNotCheck' : said;
  return { summary, ...inWords(summary, failed, checks, disagree, view), checks, twice: twice(own, disagree) };
}

/** @param {Pick<Own, 'result' | 'reason'>} own @param {boolean} disagree */
function twice(own, disagree) {
  if (disagree) return 'Checked twice, with two answers. Please tell us about it, and do not rely on this credential until you hear from us.';
  return own.result === 'couldNotCheck' ? `Checked by our server only. Your own browser could not check it: ${own.reason}` : 'Checked twice: by our server, and by your own browser.';
}

/**
 * @param {Result} summary @param {Check | undefined} failed @param {Check[]} checks @param {boolean} disagree @param {any} view
 * @returns {{title: string, sentence: string}}
 */
function inWords(summary, failed, checks, disagree, view) {
  if (summary === 'valid') return { title: 'This credential is real and valid', sentence: 'It stands as it was signed, and nobody took it back.' };
  if (disagree && summary !== 'invalid') return { title: 'We could not check this credential', sentence: 'Our server and your own browser found different things. Do not rely on it.' };
  if (summary === 'couldNotCheck') {
    if (checks.every(c => c.result === 'valid' || c.name === 'issuer') && checks.length > 1) return { title: 'We do not know who issued this credential', sentence: 'It is unchanged since it was signed and nobody took it back. But we cannot say who the issuer is: ask them.' };
    const why = checks.find(c => c.result === 'couldNotCheck')?.reason.replace(/^Could not check: ./, found => found.at(-1)?.toUpperCase() ?? '') ?? String(view.sentence ?? '');
    return { title: 'We could not check this credential', sentence: `${why} This does not mean that it is not real.` };
  }
  const reason = failed?.reason ?? String(view.sentence ?? '');
  if (failed?.name === 'signature') return { title: 'This credential is not valid', sentence: `${reason} Do not rely on what it says.` };
  if (failed?.name === 'status') return { title: 'This credential was taken back', sentence: `${reason} It no longer counts.` };
  if (failed?.name === 'validity' && view.credential?.validUntil && Date.parse(view.credential.validUntil) <= Date.parse(view.checkedAt)) return { title: 'This credential has expired', sentence: 'It was real, but its time is over.' };
  return { title: 'This credential is not valid', sentence: reason };
}

/** Does the page show what was signed? @param {any} view @param {any} badge */
export function tellsTheSame(view, badge) {
  const shown = view.credential;
  const achievement = badge?.credentialSubject?.achievement;
  const id = String(badge?.id ?? '');
  if (!achievement || (id !== view.id && !id.endsWith(`/${view.id}`))) return false;
  if (!shown) return true;
  const name = (badge.credentialSubject.identifier ?? []).find((/** @type {any} */ i) => i.identityType === 'name' && !i.hashed)?.identityHash;
  return sameText(shown.title, achievement.name) && (name === undefined ? !shown.recipientName : sameText(shown.recipientName, name))
    && Date.parse(shown.awardedAt) === Date.parse(badge.awardedDate ?? badge.validFrom) && (!shown.achievementUrl || shown.achievementUrl === achievement.id);
}

/** The server shows texts on one line, without marks that turn them around, and cuts long ones. @param {unknown} shown @param {unknown} signed */
function sameText(shown, signed) {
  const [a, b] = [shown, signed].map(text => String(text ?? '').replace(/[\p{C}\p{Z}]/gu, ''));
  return a === b || a.endsWith('…') && a.length > 100 && b.startsWith(a.slice(0, -1));
}
