/**
 * Made-up submissions, reviews and credentials in the API's shapes, kept in memory, for looking at the task pages in each state.
 * `node tests/site/fake-tasks.mjs [port]` serves the site with them; storage answers on port + 1. Nothing here decides what the real API decides.
 *   /submit/?id=sub_fresh|draft|full|returned|revised|waiting|earned|withdrawn|expired|revoked   /score/#offered|accepted|returned|expired|decided|…   /verify/?id=crd_valid|invalid|unsure|revoked|removed
 *   POST /fake {"mode":"up|down|out|slow|conflict|changed|expired-link","restart":true}
 */
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { site } from '../tools/pages.mjs';
import { restart, review, verification } from './fake-reviews.mjs';

const config = JSON.parse(await readFile(join(site, 'staticwebapp.config.json'), 'utf8'));
const rubric = JSON.parse(await readFile(join(site, 'catalog/communication.1.0.json'), 'utf8'));
const types = /** @type {Record<string, string>} */ ({ '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' });
const now = () => new Date().toISOString();
const days = n => new Date(Date.now() + n * 86_400_000).toISOString();
const answerIds = [...rubric.part1.questions, ...rubric.part2.criteria, ...rubric.part3.questions].map(x => x.id);
const lorem = 'I work with about sixty students a day, two other aides and the front office. Most of what I need to know comes over the radio, so I learned to say it back before I act. ';

const made = new Map();
let mode = 'up', port = 4450, saves = 0;

const limits = { answerCharacters: 10000, files: 20, kinds: [
  { name: 'Documents', extensions: ['.pdf', '.docx', '.txt'], maxBytes: 25e6 }, { name: 'Pictures', extensions: ['.jpg', '.jpeg', '.png'], maxBytes: 25e6 },
  { name: 'Sound', extensions: ['.mp3', '.m4a'], maxBytes: 100e6 }, { name: 'Videos', extensions: ['.mp4', '.mov'], maxBytes: 500e6 }] };
const file = (id, criterion, name, state, more = {}) => ({ id, criterion, kind: 'file', name, title: '', bytes: 812000, type: 'application/pdf', state, addedAt: days(-3), ...more });

function submission(kind) {
  const full = !['fresh', 'draft'].includes(kind);
  const s = { id: `sub_${kind}`, kind, status: { fresh: 'draft', draft: 'draft', full: 'draft', waiting: 'inReview', revised: 'returned' }[kind] ?? kind,
    answers: {}, evidence: [], statements: { integrity: full, privacy: full, policyVersion: '1.0' }, attempts: [], carried: [], version: 'v1', removed: new Map() };
  const write = (ids, at = days(-5)) => ids.forEach(id => { s.answers[id] = { text: (lorem + lorem).trim(), version: 'a1', savedAt: at, words: 66 }; });
  if (kind === 'draft') { write(['p1-1', 'p1-2', 'p1-3', 'c1']); s.evidence.push(file('evd_1', 'c1', 'handoff-notes.pdf', 'ready'), file('evd_2', 'c1', 'radio-clip.mp3', 'refused', { refusal: 'This sound file could not be opened. Save it again as MP3 and choose it again.' }), file('evd_4', 'c1', 'Rosa Delgado shift.jpg', 'uploading', { bytes: 9_000_000, uploadedBlocks: [0], blockBytes: 4194304 })); }
  if (full) { write(answerIds); rubric.part2.criteria.forEach((c, i) => s.evidence.push(file(`evd_${i}9`, c.id, `evidence-${c.id}.pdf`, 'ready')));
    s.evidence.push({ id: 'evd_link', criterion: 'c2', kind: 'link', name: 'Two signs', title: 'Two signs for the lunch line', url: 'https://example.org/signs', state: 'ready', addedAt: days(-2) }); }
  if (['returned', 'revised', 'earned', 'revoked'].includes(kind)) {
    const results = Object.fromEntries(['part1', ...rubric.part2.criteria.map(c => c.id), 'part3'].map((id, i) => [id, { outcome: /^part/.test(id) ? 'pass' : 'proficient', met: true, comment: i === 1 ? 'Two clear talks, and I can see the words you used to check.' : '' }]));
    const earned = kind === 'earned' || kind === 'revoked';
    if (!earned) {
      results.c2 = { outcome: 'basic', met: false, comment: 'Both signs are clear. Please say in your note what about the people made you change the words.\n\nOne more example would help.' };
      s.carried = Object.keys(results).filter(id => results[id].met);
    }
    s.attempts.push({ number: 1, submittedAt: days(-12), decidedAt: days(-1), outcome: earned ? 'earned' : 'notYet', results, generalComment: 'Thank you for your work. It was a pleasure to read.' });
    if (kind === 'revised') s.answers.c2.savedAt = now();
  }
  return s;
}

function view(s) {
  const editable = ['draft', 'returned'].includes(s.status);
  const filled = ids => ids.every(id => s.answers[id]?.text.trim());
  const lacks = (ids, of) => ids.filter(id => !s.answers[id]?.text.trim()).map(id => `${of} ${ids.indexOf(id) + 1} has no answer.`);
  const task = (id, kind, title, done, missing) => ({ id, kind, title, done, locked: s.carried.includes(id), missing: done ? [] : missing });
  const q = p => rubric[p].questions.map(x => x.id);
  const tasks = [task('profile', 'profile', 'About you', s.kind !== 'fresh', ['Tell us your career family.']), task('part1', 'questions', rubric.part1.title, filled(q('part1')), lacks(q('part1'), 'Question')),
    ...rubric.part2.criteria.map(c => { const has = s.evidence.some(e => e.criterion === c.id && e.state !== 'refused'); return task(c.id, 'criterion', c.title, has && filled([c.id]), [...(has ? [] : ['Add evidence.']), ...(filled([c.id]) ? [] : ['Write the note.'])]); }),
    task('part3', 'questions', rubric.part3.title, filled(q('part3')), lacks(q('part3'), 'Question')), task('statements', 'statements', 'Two statements', s.statements.integrity && s.statements.privacy, ['Agree to both statements.'])];
  const waiting = ['submitted', 'offered', 'inReview'].includes(s.status);
  return { id: s.id, microCredential: { slug: 'communication', version: '1.0', title: rubric.title, standard: rubric.standard }, status: s.status, statusText: s.status, ball: editable ? 'you' : waiting ? 'scorer' : 'nobody', nextText: '',
    startedAt: days(-20), finishBy: s.status === 'expired' ? days(-2) : days(160), submittedAt: editable ? undefined : days(-4), dueAt: waiting ? days(15) : undefined, decidedAt: s.attempts[0]?.decidedAt, keptUntil: ['earned', 'withdrawn', 'revoked'].includes(s.status) ? days(179) : undefined, workRemovedAt: s.status === 'expired' ? days(-1) : undefined, tasksDone: tasks.filter(t => t.done).length, tasksTotal: tasks.length,
    attempt: s.attempts.length + 1, updatedAt: now(), version: s.version, allowed: editable ? ['submit', 'withdraw'] : waiting ? ['withdraw'] : [], editable, answers: s.answers, evidence: s.evidence, statements: s.statements, tasks,
    warnings: s.kind === 'full' ? ['Your note on “Listen and check that you understood” may have a name in it: “Mr. Brown”.'] : [], attempts: s.attempts, carried: s.carried,
    history: [{ at: days(-20), text: 'You started.' }, ...(s.attempts.length ? [{ at: days(-12), text: 'You sent your work.' }, { at: days(-1), text: ['earned', 'revoked'].includes(s.status) ? 'A scorer finished. You earned it.' : 'A scorer finished. One part needs more.' }] : []), ...(s.status === 'revoked' ? [{ at: days(0), text: 'We took the credential back.' }] : []), ...(waiting ? [{ at: days(-4), text: 'You sent your work.' }] : [])],
    limits, credential: s.status === 'earned' ? { id: 'crd_valid', verifyUrl: '/verify/?id=crd_valid', status: 'issued' } : undefined };
}

const no = (status, code, detail, more) => ({ status, body: { type: `/problems/${code}`, title: code, status, detail, ...more } });
const yes = (body, status = 200) => ({ status, body });
const link = eid => ({ url: `http://127.0.0.1:${port + 1}/blob/${eid}?sig=${mode === 'expired-link' ? 'old' : 'ok'}`, blockBytes: 4194304, expiresAt: days(1) });
/** @type {Map<string, Map<number, Buffer>>} */
const blocks = new Map();

async function api(method, path, body, authorization) {
  if (path === '/fake') { mode = body.mode ?? mode; if (body.restart) { made.clear(); blocks.clear(); restart(); } return yes({ mode }); }
  if (path === '/.auth/me') return yes({ clientPrincipal: mode === 'out' ? null : { identityProvider: 'local', userId: '1', userDetails: 'rosa@example.org', userRoles: ['anonymous', 'authenticated'] } });
  if (mode === 'down') return no(503, 'platform.unavailable', 'Our service did not answer. Nothing is lost. Wait a moment, then try again.');
  if (mode === 'slow') await new Promise(done => setTimeout(done, 3000));
  if (mode === 'out' && !/credentials|scoring/.test(path)) return no(401, 'sign-in.needed', 'Sign in to go on.');
  if (path === '/api/profile') return yes({ name: 'Rosa Delgado', complete: true });
  const parts = path.split('/').slice(2);
  if (parts[0] === 'scoring') return review(method, parts.slice(1), body, authorization, { rubric, no, yes, days, lorem, blob: `http://127.0.0.1:${port + 1}`, mode });
  if (parts[0] === 'credentials') return verification(parts, { rubric, no, yes, days, now });
  if (parts[0] !== 'submissions') return no(404, 'not-found', 'There is nothing here, or it is not yours to see.');
  const kind = (parts[1] ?? '').replace('sub_', '');
  if (!['fresh', 'draft', 'full', 'returned', 'revised', 'waiting', 'earned', 'withdrawn', 'expired', 'revoked'].includes(kind)) return no(404, 'not-found', 'There is nothing here, or it is not yours to see.');
  const s = made.get(kind) ?? made.set(kind, submission(kind)).get(kind);
  return change(s, method, parts.slice(2), body);
}

function change(s, method, [what, id, more], body) {
  if (!what) return yes(view(s));
  if (what === 'answers') {
    const a = s.answers[id] ?? { text: '', version: '' };
    if (mode === 'conflict') { mode = 'up'; s.answers[id] = { text: 'Written on my phone on the bus: I asked two questions, then I repeated the plan.', version: `a${++saves}`, savedAt: now(), words: 14 }; }
    const has = s.answers[id] ?? a;
    if (body.version !== has.version) return no(409, 'answer.changed-meanwhile', 'This answer was changed in another window.', { text: has.text, version: has.version, savedAt: has.savedAt });
    s.version = `v${++saves}`;
    s.answers[id] = { text: body.text, version: `a${saves}`, savedAt: now(), words: 1 };
    return yes({ answerId: id, ...s.answers[id], submissionVersion: s.version });
  }
  if (what === 'statements') { s.statements = { ...s.statements, ...body }; return yes(view(s)); }
  if (what === 'withdraw') { s.status = 'withdrawn'; return yes(view(s)); }
  if (what === 'submit') {
    if (mode === 'changed') { mode = 'up'; return no(409, 'submission.changed-meanwhile', 'Changed meanwhile.'); }
    const open = view(s).tasks.filter(t => !t.done);
    if (open.length) return no(400, 'submission.incomplete', 'Some parts are not done.', { errors: Object.fromEntries(open.map(t => [t.id, `${t.title}: ${t.missing.join(' ')}`])) });
    if (body.version !== s.version) return no(409, 'submission.changed-meanwhile', 'Changed meanwhile.');
    s.status = 'submitted';
    return yes(view(s));
  }
  return evidence(s, method, id, more, body);
}

function evidence(s, method, id, more, body) {
  if (!id) {
    if (body.kind === 'link') { const e = { id: `evd_n${++saves}`, criterion: body.criterion, kind: 'link', name: body.title, title: body.title, url: body.url, state: 'ready', addedAt: now() }; s.evidence.push(e); return yes({ evidence: e }, 201); }
    if (/wrong/.test(body.name)) return no(400, 'evidence.type-not-allowed', 'We cannot take this kind of file. Choose a document, picture, sound or video.');
    const e = file(`evd_n${++saves}`, body.criterion, body.name, 'uploading', { bytes: body.bytes, uploadedBlocks: [], addedAt: now() });
    s.evidence.push(e);
    return yes({ evidence: e, upload: link(e.id) }, 201);
  }
  const e = s.evidence.find(x => x.id === id) ?? s.removed.get(id);
  if (!e) return no(404, 'not-found', 'There is nothing here.');
  if (method === 'DELETE') { s.removed.set(id, e); s.evidence = s.evidence.filter(x => x !== e); return yes(undefined, 204); }
  if (more === 'restore') { if (!s.evidence.includes(e)) s.evidence.push(e); return yes(e); }
  if (more === 'upload') { if (mode === 'expired-link') mode = 'up'; return yes({ evidence: { ...e, uploadedBlocks: [...(blocks.get(id)?.keys() ?? e.uploadedBlocks ?? [])] }, upload: link(id) }); }
  if (more === 'read') return yes({ url: `http://127.0.0.1:${port + 1}/look/sample.pdf`, inline: true, contentType: 'application/pdf', name: e.name, expiresAt: days(1) });
  if (more === 'complete') {
    const hashes = [...blocks.get(id) ?? []].sort((a, b) => a[0] - b[0]).map(([, b]) => createHash('sha256').update(b).digest());
    e.hashMatches = createHash('sha256').update(Buffer.concat(hashes)).digest('hex') === body.hash;
    e.state = 'checking'; e.checkUntil = Date.now() + 6000;
    return yes(e);
  }
  if (e.state === 'checking' && Date.now() > (e.checkUntil ?? 0)) { e.state = e.hashMatches === false || /bad/.test(e.name) ? 'refused' : 'ready'; e.refusal = e.state === 'refused' ? 'This is not what its name says. Save it again and choose it again.' : undefined; }
  return yes(e);
}

const read = async request => { const chunks = []; for await (const c of request) chunks.push(c); return Buffer.concat(chunks); };

/** Storage on another origin: blocks, and files to look at. */
const storage = createServer(async (request, response) => {
  const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': '*', 'Access-Control-Allow-Headers': '*' };
  const url = new URL(request.url, 'http://x');
  if (request.method === 'OPTIONS') return response.writeHead(200, cors).end();
  if (url.pathname.startsWith('/look/')) { const { sample } = await import('./fake-reviews.mjs'); const [type, bytes] = sample(extname(url.pathname)); return response.writeHead(200, { 'Content-Type': type }).end(bytes); }
  const bytes = await read(request);
  await new Promise(done => setTimeout(done, mode === 'slow' ? 3000 : 300));
  if (mode === 'storage-down') return response.writeHead(503, cors).end();
  if (url.searchParams.get('sig') !== 'ok') return response.writeHead(403, cors).end();
  const eid = url.pathname.split('/')[2];
  if (!blocks.has(eid)) blocks.set(eid, new Map());
  blocks.get(eid)?.set(Number(Buffer.from(url.searchParams.get('blockid') ?? '', 'base64')), bytes);
  response.writeHead(201, cors).end();
});

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  for (const [name, value] of Object.entries(config.globalHeaders)) if (name !== 'Strict-Transport-Security') response.setHeader(name, String(value).replaceAll('{storage-origin}', `http://127.0.0.1:${port + 1}`));
  if (/^\/(api|\.auth|fake)(\/|$)/.test(url.pathname)) {
    const text = (await read(request)).toString();
    if (mode === 'broken' && url.pathname !== '/fake') return request.socket.destroy();
    const made = await api(request.method, url.pathname, text ? JSON.parse(text) : {}, request.headers.authorization ?? '');
    response.writeHead(made.status, { 'Content-Type': made.status < 400 ? 'application/json' : 'application/problem+json', 'Cache-Control': 'no-store' });
    return response.end(made.body === undefined ? '' : JSON.stringify(made.body));
  }
  const name = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
  const bytes = name.includes('..') ? null : await readFile(join(site, name)).catch(() => null);
  response.writeHead(bytes ? 200 : 404, { 'Content-Type': types[extname(name)] ?? 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' }).end(bytes ?? await readFile(join(site, '404.html')));
});

/** @param {number} at */
export function start(at) {
  port = at;
  return Promise.all([new Promise(done => server.listen(at, '127.0.0.1', () => done(null))), new Promise(done => storage.listen(at + 1, '127.0.0.1', () => done(null)))]);
}

if (process.argv[1]?.endsWith('fake-tasks.mjs')) { await start(Number(process.argv[2] ?? 4450)); console.log(`http://127.0.0.1:${port}/submit/?id=sub_draft`); }
