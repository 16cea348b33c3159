/**
 * The texts of one submission (or one score sheet) while its page is open: one autosave for each, made when first needed and
 * kept for the page's life, so that saving goes on whichever task is shown.
 *
 * @typedef {import('./autosave.js').Stored} Stored
 * @typedef {import('./autosave-run.js').Answer} Answer
 */
import { autosave, oneAtATime } from './autosave-run.js';
import { keptAnswers, keptFor, otherWindows } from './kept.js';
import { worthRetrying } from './api.js';

const clock = {
  now: () => Date.now(),
  after: (/** @type {number} */ ms, /** @type {() => void} */ run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); },
};

/**
 * A refusal in the words of autosave.
 * @param {import('./api.js').Problem} problem
 * @param {(problem: import('./api.js').Problem) => Stored|null} theirs  what the server has, when the refusal carries it
 * @returns {Answer}
 */
export function refusal(problem, theirs) {
  if (problem.status === 409 && theirs(problem)) return { ok: false, kind: 'conflict', theirs: theirs(problem) ?? undefined };
  if (problem.status === 401) return { ok: false, kind: 'signedOut' };
  if (problem.code === 'offline') return { ok: false, kind: navigator.onLine ? 'server' : 'offline' };
  return worthRetrying(problem) ? { ok: false, kind: 'server' } : { ok: false, kind: 'refused', sentence: problem.detail };
}

/**
 * @param {string} scope  submission or review id
 * @param {number} limit
 * @param {(id: string, text: string, version: string) => Promise<Answer>} save
 */
export async function answers(scope, limit, save) {
  const others = await otherWindows();
  const turn = oneAtATime();
  /** @type {Map<string, ReturnType<typeof make>>} */
  const all = new Map();
  const listeners = new Set();

  /** @param {string} id @param {Stored} server */
  function make(id, server) {
    /** @type {Set<() => void>} */
    const tells = new Set();
    let kept = true;
    const run = autosave(server, limit, {
      save: (text, version) => turn(() => save(id, text, version)),
      store: keptFor(scope, id, others),
      clock,
      changed: (_, keptHere) => { kept = keptHere; tells.forEach(tell => tell()); listeners.forEach(tell => tell()); },
    });
    return {
      ...run, keptHere: () => kept,
      watch: (/** @type {() => void} */ tell) => { tells.add(tell); return () => { tells.delete(tell); }; },
    };
  }

  const every = (/** @type {'wake'|'flush'} */ what) => all.forEach(run => run[what]());
  addEventListener('online', () => every('wake'));
  addEventListener('pagehide', () => every('flush'));
  document.addEventListener('visibilitychange', () => every(document.hidden ? 'flush' : 'wake'));

  return {
    /** The autosave of one text. An idle one starts anew when the server has something newer, from another window or device. @param {string} id @param {Stored} server */
    of(id, server) {
      const known = all.get(id);
      if (known && (known.unsent() || (server.savedAt ?? '') <= known.state().savedAt)) return known;
      const fresh = make(id, server);
      all.set(id, fresh);
      return fresh;
    },
    /** Wakes what this device kept from before, without a page for it. @param {(id: string) => Stored|undefined} server */
    wakeKept(server) {
      for (const id of keptAnswers(scope)) { const has = server(id); if (has) this.of(id, has); }
    },
    unsent: (/** @type {string} */ id) => all.get(id)?.unsent() ?? false,
    anyUnsent: () => [...all.values()].some(run => run.unsent()),
    /** What the person sees, saved or not. @param {string} id */
    text: id => all.get(id)?.state().text,
    watch: (/** @type {() => void} */ tell) => { listeners.add(tell); return () => { listeners.delete(tell); }; },
    /** Sends what waits and gives it some seconds to arrive. @param {number} [ms] @returns {Promise<boolean>} true: all is with the server */
    async settled(ms = 5000) {
      every('flush');
      every('wake');
      for (const end = Date.now() + ms; Date.now() < end && this.anyUnsent();) await new Promise(done => setTimeout(done, 50));
      return !this.anyUnsent();
    },
  };
}
