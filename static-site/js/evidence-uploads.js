/**
 * The evidence of one submission while its page is open: what the server has, what is under way, what was just removed.
 * Lives beside the pages, so that an upload goes on while the person writes elsewhere in the submission.
 *
 * @typedef {import('./submission.js').Evidence} Evidence
 * @typedef {import('./upload.js').Progress} Progress
 * @typedef {'asking'|'uploading'|'needsFile'|'checking'|'ready'|'refused'|'failed'|'removed'|'retired'} RowState
 * @typedef {{key: string, criterion: string, name: string, bytes: number, evidence: Evidence|null, state: RowState,
 *   progress: Progress|null, note: 'cleaned'|'notCleaned'|'', sentence: string}} Row
 */
import { api, worthRetrying } from './api.js';
import { fileProblem, sameFile } from './file-checks.js';
import { forgetFile, keepFile, keptFile } from './kept-files.js';
import { readyToSend } from './photo.js';
import { checkPause, lanes, upload } from './upload.js';
import { digest, pauseOrOnline, putBlock } from './upload-browser.js';

/**
 * @param {string} submission
 * @param {import('./file-checks.js').Limits} limits
 */
export function evidenceUploads(submission, limits) {
  const base = `/api/submissions/${submission}/evidence`;
  const lane = lanes(2);   // so that a photo need not wait behind a long video
  /** @type {Row[]} */
  let rows = [];
  /** @type {Map<string, ReturnType<typeof upload>>} */
  const running = new Map();
  const listeners = new Set();
  let count = 0;

  const changed = () => listeners.forEach(tell => tell());
  /** @param {Row} row @param {Partial<Row>} part */
  const set = (row, part) => { Object.assign(row, part); changed(); };
  /** @param {import('./api.js').Problem} p @returns {'offline'|'server'|'refused'} */
  const kindOf = p => p.code === 'offline' && !navigator.onLine ? 'offline' : worthRetrying(p) ? 'server' : 'refused';

  /** What the server says now. Rows under way keep their own state. @param {Evidence[]} list */
  function take(list) {
    const busy = rows.filter(r => running.has(r.key) || r.state === 'removed' || !r.evidence);
    const rest = list.filter(e => !busy.some(r => r.evidence?.id === e.id)).map(e => rows.find(r => r.evidence?.id === e.id) ?? rowOf(e));
    for (const row of rest) {
      const now = list.find(e => e.id === row.evidence?.id);
      if (now) Object.assign(row, { evidence: now, state: now.state === 'uploading' ? row.state : now.state });
      if (row.state === 'uploading' && !running.has(row.key)) void goOn(row);
      if (row.state === 'checking') void watch(row);
    }
    rows = [...rest, ...busy].sort((a, b) => (a.evidence?.addedAt ?? '9').localeCompare(b.evidence?.addedAt ?? '9'));
    changed();
  }

  /** @param {Evidence} e @returns {Row} */
  const rowOf = e => ({
    key: e.id, criterion: e.criterion, name: e.title || e.name, bytes: e.bytes ?? 0, evidence: e,
    state: e.state, progress: null, note: '', sentence: '',
  });

  /** After a reload: the file may still be on this device. @param {Row} row */
  async function goOn(row) {
    const file = await keptFile(row.key);
    if (running.has(row.key) || row.state !== 'uploading') return;
    if (file) void start(row, file, null);
    else set(row, { state: 'needsFile' });
  }

  /** @param {Row} row @param {File} file @param {import('./upload.js').Link|null} link */
  function start(row, file, link) {
    const job = upload(file, link, {
      link: () => row.evidence ? again(row) : ask(row, file),
      put: putBlock,
      complete: async hash => {
        const answer = await api.post(`${base}/${row.evidence?.id}/complete`, { hash });
        if (answer.ok) row.evidence = answer.data;
        return answer.ok ? { ok: true } : { ok: false, kind: kindOf(answer.problem), missing: answer.problem.missing, sentence: answer.problem.detail };
      },
      pause: pauseOrOnline, digest, random: Math.random,
      changed: progress => {
        if (row.state === 'removed') return;
        set(row, { progress, ...(progress.phase === 'failed' ? { state: 'failed', sentence: progress.sentence } : {}) });
      },
    }, lane);
    running.set(row.key, job);
    set(row, { state: 'uploading', sentence: '' });
    return run(row, () => job.start());
  }

  /** @param {Row} row @param {() => Promise<void>} work */
  async function run(row, work) {
    const key = row.key;
    await work();
    if (running.get(key)?.progress().phase !== 'checking') return;
    running.delete(key);
    void forgetFile(row.evidence?.id ?? key);
    set(row, { state: row.evidence?.state ?? 'checking', progress: null });
    void watch(row);
  }

  /** The first call for a file: the server looks at name, kind and size. @param {Row} row @param {File} file */
  async function ask(row, file) {
    const answer = await api.post(base, { criterion: row.criterion, kind: 'file', name: file.name, bytes: file.size });
    if (!answer.ok) return { ok: /** @type {const} */ (false), kind: kindOf(answer.problem), sentence: answer.problem.detail };
    row.evidence = answer.data.evidence;
    void keepFile(answer.data.evidence.id, file);
    changed();
    return { ok: /** @type {const} */ (true), upload: answer.data.upload, uploadedBlocks: [] };
  }

  /** @param {Row} row */
  async function again(row) {
    const answer = await api.post(`${base}/${row.evidence?.id}/upload`);
    if (!answer.ok) return { ok: /** @type {const} */ (false), kind: kindOf(answer.problem), sentence: answer.problem.detail };
    return { ok: /** @type {const} */ (true), upload: answer.data.upload, uploadedBlocks: answer.data.evidence.uploadedBlocks ?? [] };
  }

  /** Looks until the check is over. @param {Row} row */
  async function watch(row) {
    if (watching.has(row.key)) return;
    watching.add(row.key);
    for (let look = 0; row.state === 'checking'; look++) {
      await new Promise(done => setTimeout(done, checkPause(look)));
      const answer = await api.get(`${base}/${row.evidence?.id}`);
      if (answer.ok && row.state === 'checking') set(row, { evidence: answer.data, state: answer.data.state });
      if (answer.status === 404 || answer.status === 401) break;
    }
    watching.delete(row.key);
  }
  /** @type {Set<string>} */
  const watching = new Set();

  return {
    take,
    /** @param {string} criterion */
    of: criterion => rows.filter(r => r.criterion === criterion),
    watch: (/** @type {() => void} */ tell) => { listeners.add(tell); return () => { listeners.delete(tell); }; },
    /** True while leaving the page would stop something. */
    busy: () => rows.some(r => r.state === 'uploading' && r.progress?.phase !== 'paused'),

    /** @param {string} criterion @param {File} chosen @returns {Promise<string>} '' or why not */
    async addFile(criterion, chosen) {
      const problem = fileProblem(chosen, limits, rows.filter(r => r.state !== 'removed' && r.state !== 'failed').length);
      if (problem) return problem;
      const row = { key: `new-${++count}`, criterion, name: chosen.name, bytes: chosen.size, evidence: null, state: /** @type {RowState} */ ('asking'),
        progress: null, note: /** @type {Row['note']} */ (''), sentence: '' };
      rows.push(row);
      changed();
      const { file, note } = await readyToSend(chosen);
      set(row, { note, bytes: file.size });
      void start(row, file, null);
      return '';
    },

    /** The same file again after a reload. @param {Row} row @param {File} chosen @returns {Promise<string>} */
    async chooseAgain(row, chosen) {
      const { file, note } = await readyToSend(chosen);
      if (!row.evidence || !sameFile(file, row.evidence)) return `This is another file. Choose “${row.name}” again, or remove this row and add the new file.`;
      row.note = note;
      void keepFile(row.key, file);
      void start(row, file, null);
      return '';
    },

    /** @param {string} criterion @param {string} url @param {string} title @returns {Promise<import('./api.js').Problem|null>} */
    async addLink(criterion, url, title) {
      const answer = await api.post(base, { criterion, kind: 'link', url, title });
      if (!answer.ok) return answer.problem;
      rows.push(rowOf(answer.data.evidence));
      changed();
      return null;
    },

    pause: (/** @type {Row} */ row) => running.get(row.key)?.pause(),
    resume: (/** @type {Row} */ row) => { const job = running.get(row.key); if (job) void run(row, () => job.resume()); },

    /** @param {Row} row @returns {Promise<string>} '' or why not */
    async remove(row) {
      running.get(row.key)?.stop();
      if (!row.evidence) { running.delete(row.key); rows = rows.filter(r => r !== row); changed(); return ''; }
      const answer = await api.delete(`${base}/${row.evidence.id}`);
      if (!answer.ok && answer.status !== 404) { running.get(row.key)?.pause(); changed(); return answer.problem.detail; }
      set(row, { state: 'removed', sentence: '' });
      return '';
    },

    /** @param {Row} row @returns {Promise<string>} */
    async undo(row) {
      const answer = await api.post(`${base}/${row.evidence?.id}/restore`);
      if (!answer.ok) return answer.problem.detail;
      const job = running.get(row.key);
      set(row, { evidence: answer.data, state: answer.data.state });
      if (answer.data.state === 'uploading') { if (job) void run(row, () => job.resume()); else void goOn(row); }
      if (answer.data.state === 'checking') void watch(row);
      return '';
    },

    /** A short link to look at it. @param {Row} row */
    read: (/** @type {Row} */ row) => api.post(`${base}/${row.evidence?.id}/read`),
  };
}
