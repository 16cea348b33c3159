/**
 * What this device keeps until the server has it, in localStorage, one entry for each answer and window.
 * Two windows never overwrite each other's entry; a window adopts only entries whose window is closed, which the
 * Web Locks interface tells (every open window holds a lock of its own name).
 *
 * @typedef {import('./autosave.js').Kept} Kept
 */

const PREFIX = 'esp-kept';
const LOCK = 'esp-window-';

/** This window's name: kept over a reload, new for a copied window. */
let name = '';
/** @type {Promise<Set<string>>|null} */
let others = null;

/**
 * Names this window and tells which other windows are open. Asked once, before the first store is opened.
 * @returns {Promise<Set<string>>}
 */
export const otherWindows = () => others ??= (async () => {
  name = read(() => sessionStorage.getItem('esp-window')) ?? '';
  if (!name || !(await held(name))) {
    name = crypto.randomUUID().slice(0, 8);
    read(() => sessionStorage.setItem('esp-window', name));
    await held(name);
  }
  const locks = navigator.locks ? await navigator.locks.query() : { held: [] };
  return new Set((locks.held ?? []).map(l => l.name ?? '').filter(n => n.startsWith(LOCK)).map(n => n.slice(LOCK.length)).filter(n => n !== name));
})();

/** Takes this window's lock for as long as the page lives. False: another window has it (this one is a copy). @param {string} window */
const held = window => new Promise(done => {
  if (!navigator.locks) return done(true);
  void navigator.locks.request(LOCK + window, { ifAvailable: true }, lock => {
    done(lock !== null);
    return lock === null ? undefined : new Promise(() => {});
  });
});

/**
 * The store of one answer, as `autosave-run.js` wants it.
 * @param {string} scope  submission or review id
 * @param {string} answer
 * @param {Set<string>} open  windows whose entries are not ours to take
 * @param {Storage} storage
 * @param {string} window
 */
export function keptFor(scope, answer, open, storage = localStorage, window = name) {
  const start = `${PREFIX}|${scope}|${answer}|`;
  const key = start + window;
  return {
    /** @returns {Kept[]} */
    all: () => keys(storage).filter(k => k.startsWith(start)).flatMap(k => {
      const id = k.slice(start.length);
      const kept = open.has(id) ? null : parse(read(() => storage.getItem(k)) ?? '');
      return kept ? [id === window ? { ...kept, id: undefined } : { ...kept, id }] : [];
    }),
    /** False when the device refuses (private mode, full): the person must be told. @param {Kept} kept */
    keep: kept => read(() => { storage.setItem(key, JSON.stringify(kept)); return true; }) ?? false,
    forget: () => { read(() => storage.removeItem(key)); },
    /** @param {string} id */
    forgetOther: id => { read(() => storage.removeItem(start + id)); },
  };
}

/** Answers of this submission that this device holds and the server lacks. @param {string} scope @param {Storage} storage @returns {string[]} */
export const keptAnswers = (scope, storage = localStorage) => [...new Set(
  keys(storage).filter(k => k.startsWith(`${PREFIX}|${scope}|`)).map(k => k.split('|')[2]))];

/** @param {Storage} storage */
const keys = storage => read(() => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '')) ?? [];

/** @template T @param {() => T} ask @returns {T|null} */
function read(ask) {
  try { return ask(); } catch { return null; }
}

/** @param {string} json @returns {Kept|null} */
function parse(json) {
  try {
    const k = JSON.parse(json);
    return typeof k.text === 'string' && typeof k.version === 'string' && Array.isArray(k.unsure) ? k : null;
  } catch { return null; }
}
