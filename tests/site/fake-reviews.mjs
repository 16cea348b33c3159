/** Made-up reviews and credential checks in the API's shapes; see fake-tasks.mjs. */

const sheets = new Map();
const states = new Map();
let version = 0;

export const restart = () => { sheets.clear(); states.clear(); };

/** A tiny file of a kind, to look at. @param {string} ext @returns {[string, Buffer]} */
export function sample(ext) {
  if (ext === '.svg' || ext === '.jpg') return ['image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#cde"/><text x="40" y="200" font-size="40">A sign for the lunch line</text></svg>')];
  if (ext === '.pdf') return ['application/pdf', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>')];
  return ['application/octet-stream', Buffer.alloc(16)];
}

function reviewView(token, { rubric, days, lorem }) {
  const accepted = states.get(token) === 'accepted' || token === 'accepted' || token === 'returned';
  const carried = token === 'returned' ? ['part1', 'c1'] : [];
  const base = { id: `rev_${token}`, state: accepted ? 'accepted' : 'offered', microCredential: { slug: 'communication', version: '1.0', title: rubric.title, standard: rubric.standard }, attempt: carried.length ? 2 : 1, hours: 15,
    effortText: 'about 45 minutes', dueAt: days(9), allowed: accepted ? ['submit', 'decline'] : ['accept', 'decline'], flagReasons: [], sheet: sheets.get(token)?.sheet ?? null, version: sheets.get(token)?.version ?? '', savedAt: sheets.get(token)?.savedAt, carried };
  if (!accepted) return base;
  const ids = [...rubric.part1.questions, ...rubric.part2.criteria, ...rubric.part3.questions].map(x => x.id);
  return { ...base, rubric, answers: Object.fromEntries(ids.map(id => [id, `${lorem}\n\n${lorem}`])), evidence: [
    { number: 1, criterion: 'c1', kind: 'file', name: 'evidence-1.pdf', type: 'application/pdf', bytes: 812000, inline: true },
    { number: 2, criterion: 'c1', kind: 'file', name: 'evidence-2.jpg', type: 'image/jpeg', bytes: 412000, inline: true },
    { number: 3, criterion: 'c2', kind: 'file', name: 'evidence-3.mp3', type: 'audio/mpeg', bytes: 1812000, inline: true },
    { number: 4, criterion: 'c2', kind: 'file', name: 'evidence-4.mp4', type: 'video/mp4', bytes: 51812000, inline: true },
    { number: 5, criterion: 'c3', kind: 'file', name: 'evidence-5.docx', type: 'application/vnd.openxmlformats', bytes: 81000, inline: false },
    { number: 6, criterion: 'c3', kind: 'link', name: 'A page', title: 'The page for families', url: 'https://example.org/families', type: '', bytes: 0, inline: false }] };
}

/** @param {string} method @param {string[]} parts @param {any} body @param {string} authorization @param {any} w */
export function review(method, parts, body, authorization, w) {
  const { no, yes, days, mode } = w;
  const [what, n] = parts;
  if (what === 'links') return yes({ sent: true }, 202);
  if (what === 'open') {
    const t = body.token;
    if (['expired', 'replaced', 'decided', 'declined', 'cancelled', 'released', 'reassigned'].includes(t)) return no(409, 'link.closed', 'This link is closed.', { why: t, canAskForNew: t === 'expired' });
    if (!['offered', 'accepted', 'returned'].includes(t)) return no(404, 'link.unknown', 'This link is not known.');
    return yes({ session: `s-${t}-${mode === 'over' ? '' : Date.now()}`, expiresAt: days(0.1), review: reviewView(t, w) });
  }
  const token = /Bearer s-(\w+)-/.exec(authorization)?.[1];
  if (!token || globalThis.sessionsOver?.has(authorization)) return no(401, 'link.session-over', 'Open the link again.');
  if (mode === 'over') { (globalThis.sessionsOver ??= new Set()).add(authorization); }
  if (what === 'review') return yes(reviewView(token, w));
  if (what === 'accept') { states.set(token, 'accepted'); return yes(reviewView(token, w)); }
  if (what === 'decline') return yes({ declined: true });
  if (what === 'sheet') {
    const has = sheets.get(token) ?? { version: '', sheet: null };
    if (mode === 'conflict') return no(409, 'sheet.changed-meanwhile', 'Changed meanwhile.', { sheet: { ...body.sheet, general: 'Written on another device.' }, version: has.version });
    if (body.version !== has.version) return no(409, 'sheet.changed-meanwhile', 'Changed meanwhile.', has);
    const next = { sheet: body.sheet, version: `s${++version}`, savedAt: new Date().toISOString() };
    sheets.set(token, next);
    return yes({ version: next.version, savedAt: next.savedAt, missing: [] });
  }
  if (what === 'evidence') return yes({ url: `${w.blob}/look/evidence-${n}.${['pdf', 'jpg', 'mp3', 'mp4', 'docx'][Number(n) - 1]}`, inline: Number(n) < 5, contentType: '', name: `evidence-${n}`, expiresAt: days(0.1) });
  if (what === 'submit') return yes({ outcome: Object.values(sheets.get(token)?.sheet.criteria ?? {}).every(c => c.level === 'proficient') ? 'earned' : 'notYet' });
  return no(404, 'not-found', 'Nothing here.');
}

/** @param {string[]} parts @param {any} w */
export function verification([, id, what], { rubric, no, yes, days, now }) {
  if (id === 'crd_removed') return no(410, 'credential.removed', 'The holder of this credential asked us to remove it from public view. A copy that they gave you can still be checked.');
  const kind = (id ?? '').replace('crd_', '');
  if (!['valid', 'invalid', 'unsure', 'revoked'].includes(kind)) return no(404, 'not-found', 'There is no credential with this number.');
  if (!what) return yes({ id });
  const check = (name, result, reason) => ({ name, result, reason });
  const checks = [check('signature', kind === 'invalid' ? 'invalid' : 'valid', kind === 'invalid' ? 'The credential was changed after it was signed.' : 'It was signed by the issuer and has not been changed.'),
    check('status', kind === 'revoked' ? 'invalid' : kind === 'unsure' ? 'couldNotCheck' : 'valid', kind === 'revoked' ? 'The issuer took it back.' : kind === 'unsure' ? 'The list of withdrawn credentials could not be reached.' : 'The issuer has not taken it back.'),
    check('validity', 'valid', 'Today is inside its dates.'), check('issuer', 'valid', 'The issuer’s key is published at its address.')];
  const summary = kind === 'valid' ? 'valid' : kind === 'unsure' ? 'couldNotCheck' : 'invalid';
  return yes({ id, checkedAt: now(), checks, summary, sentence: { valid: 'This credential is real and valid.', invalid: 'This credential is not valid.', couldNotCheck: 'We could not check everything just now. Try again in a few minutes.' }[summary],
    credential: { title: rubric.title, standard: rubric.standard, level: 'Proficient', awardedAt: days(-30), hours: 15, issuerName: 'ESP Micro-credentials', achievementUrl: '/api/achievements/communication/1.0', recipientName: kind === 'valid' ? 'Rosa Delgado' : undefined, rubricVersion: '1.0',
      results: rubric.part2.criteria.map(c => ({ criterion: c.title, level: 'Proficient' })), criteriaText: rubric.competency } });
}
