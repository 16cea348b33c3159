/**
 * The life of one answer's text between the keyboard and the server, as a pure state machine.
 * `begin` makes the first state, `step` takes a state and something that happened and returns the next state
 * with the effects to carry out. It knows no DOM, no clock and no network: `autosave-run.js` carries the effects out.
 *
 * The promise it keeps: a key pressed is kept on the device until the server has it; the server's text is never
 * overwritten unseen; and what the person is told is true.
 *
 * @typedef {{text: string, version: string, savedAt?: string}} Stored  What the server has. Version '' means never saved.
 * @typedef {{id?: string, text: string, version: string, unsure: string[], at: number}} Kept
 *   What a device holds: the text, the server's version it is built on, and texts sent whose answer never came.
 * @typedef {Stored & {where: 'server'|'device', id?: string}} Other  The other text in a conflict, and where it lies.
 * @typedef {'idle'|'waiting'|'sending'|'later'|'conflict'|'stopped'} Phase
 * @typedef {'offline'|'server'|'signedOut'|'tooLong'|'refused'|''} Why
 *
 * @typedef {object} State
 * @property {Phase} phase
 * @property {string} text       what the person sees
 * @property {string} saved      what the server had at `version`
 * @property {string} version
 * @property {string} savedAt    ISO time, or ''
 * @property {string|null} sent  what is under way now
 * @property {string[]} unsure   sent earlier, outcome unknown
 * @property {number} dirtySince when the first unsaved key was pressed (ms), or 0
 * @property {number} tries      failed sends in a row
 * @property {Why} why
 * @property {string} sentence   the server's own sentence for a refusal
 * @property {Other|null} theirs
 * @property {Kept[]} asides     texts of closed windows that still wait for a choice
 * @property {number} limit      characters the server takes, 0 for no limit
 *
 * @typedef {{type: 'typed', text: string, at: number} | {type: 'due'} | {type: 'flush'} | {type: 'wake'}
 *   | {type: 'saved', version: string, savedAt: string, at: number}
 *   | {type: 'failed', kind: 'offline'|'server'|'signedOut'|'conflict'|'refused', sentence?: string, theirs?: Stored}
 *   | {type: 'choose', which: 'mine'|'theirs'|'both', at: number}} Happening
 * @typedef {{do: 'keep'} | {do: 'forget'} | {do: 'forgetOther', id: string} | {do: 'timer', ms: number}
 *   | {do: 'noTimer'} | {do: 'send', text: string, version: string}} Effect
 * @typedef {{state: State, effects: Effect[]}} Step
 */

/** Quiet time after the last key, so that a save starts well within two seconds. */
export const QUIET = 1200;
/** Someone who never pauses is saved this often all the same. */
export const LONGEST = 8000;
/** Even when the browser says 'offline' we look again, since it is sometimes wrong. */
export const LOOK_AGAIN = 20000;

/** Pause before try number `tries` (1 = after the first failure): 2, 4, 8, 16, then 30 seconds. */
export const pauseBefore = (/** @type {number} */ tries) => Math.min(30000, 1000 * 2 ** Math.min(tries, 5));

/**
 * @param {Stored} server
 * @param {Kept[]} kept  all that this device holds for the answer, of this window and of closed ones
 * @param {number} [limit]
 * @returns {Step}
 */
export function begin(server, kept, limit = 0) {
  /** @type {State} */
  const clean = {
    phase: 'idle', text: server.text, saved: server.text, version: server.version, savedAt: server.savedAt ?? '',
    sent: null, unsure: [], dirtySince: 0, tries: 0, why: '', sentence: '', theirs: null, asides: [], limit,
  };
  const seen = new Set([server.text]);
  /** @type {Effect[]} */
  const effects = [];
  const [mine, ...rest] = [...kept].sort((a, b) => b.at - a.at).filter(k => {
    if (!seen.has(k.text)) return seen.add(k.text);
    if (k.id !== undefined) effects.push({ do: 'forgetOther', id: k.id });
    return false;
  });
  if (!mine) return { state: clean, effects };

  if (mine.id !== undefined) effects.push({ do: 'forgetOther', id: mine.id });   // adopted: from now on kept as ours
  const state = { ...clean, text: mine.text, unsure: mine.unsure, asides: rest };
  const next = mine.version === server.version || mine.unsure.includes(server.text)
    ? afterChoice(state, mine.at)
    : hold({ ...state, version: mine.version, theirs: { ...server, where: 'server' } });   // a reload must ask again
  return { state: next.state, effects: [{ do: 'keep' }, ...effects, ...next.effects.filter(e => e.do !== 'keep')] };
}

/**
 * @param {State} s
 * @param {Happening} e
 * @returns {Step}
 */
export function step(s, e) {
  switch (e.type) {
    case 'typed': return typed(s, e.text, e.at);
    case 'due': return s.phase === 'waiting' || s.phase === 'later' ? send(s) : stay(s);
    case 'flush': return s.phase === 'waiting' ? send(s) : stay(s);
    case 'wake': return s.phase === 'later' ? send(s) : stay(s);
    case 'saved': return s.phase === 'sending' ? saved(s, e) : stay(s);
    case 'failed': return s.phase === 'sending' ? failed(s, e) : stay(s);
    case 'choose': return s.phase === 'conflict' ? chosen(s, e.which, e.at) : stay(s);
  }
}

/** What the device must hold for this state. @param {State} s @param {number} at @returns {Kept} */
export const keptOf = (s, at) => ({
  text: s.text, version: s.version, at, unsure: s.sent === null ? s.unsure : remember(s.unsure, s.sent),
});

/** True while the server lacks something that the person wrote. @param {State} s */
export const unsent = s => s.phase !== 'idle';

/** @param {State} s @param {string} text @param {number} at @returns {Step} */
function typed(s, text, at) {
  const next = { ...s, text, dirtySince: s.dirtySince || at };
  if (s.phase === 'sending' || s.phase === 'conflict' || s.why === 'refused' || s.phase === 'later')
    return { state: next, effects: [{ do: 'keep' }] };
  return settle(next, at);
}

/** Where an editable text goes when nothing is under way. @param {State} s @param {number} at @returns {Step} */
function settle(s, at) {
  if (s.text === s.saved && s.unsure.length === 0)
    return { state: { ...s, phase: 'idle', dirtySince: 0, why: '', sentence: '' }, effects: [{ do: 'noTimer' }, { do: 'forget' }] };
  if (tooLong(s)) return stop(s, 'tooLong', '');
  const ms = Math.max(0, Math.min(QUIET, s.dirtySince + LONGEST - at));
  return { state: { ...s, phase: 'waiting', why: '', sentence: '' }, effects: [{ do: 'keep' }, { do: 'timer', ms }] };
}

/** @param {State} s @returns {Step} */
function send(s) {
  if (tooLong(s)) return stop(s, 'tooLong', '');
  const state = /** @type {State} */ ({ ...s, phase: 'sending', sent: s.text });
  return { state, effects: [{ do: 'noTimer' }, { do: 'keep' }, { do: 'send', text: s.text, version: s.version }] };
}

/** @param {State} s @param {{version: string, savedAt: string, at: number}} e @returns {Step} */
function saved(s, e) {
  const state = { ...s, saved: s.sent ?? s.saved, version: e.version, savedAt: e.savedAt, sent: null, unsure: [], tries: 0, dirtySince: e.at };
  return settle(state, e.at);
}

/** @param {State} s @param {Extract<Happening, {type: 'failed'}>} e @returns {Step} */
function failed(s, e) {
  const back = { ...s, sent: null };
  if (e.kind === 'conflict' && e.theirs) return changedMeanwhile(back, s.sent, e.theirs);
  if (e.kind === 'refused') return stop(back, 'refused', e.sentence ?? '');

  const unsure = e.kind === 'signedOut' || s.sent === null ? s.unsure : remember(s.unsure, s.sent);
  return later({ ...back, unsure }, e.kind === 'conflict' ? 'server' : e.kind);
}

/** @param {State} s @param {'offline'|'server'|'signedOut'} why @returns {Step} */
function later(s, why) {
  const tries = s.tries + 1;
  const ms = why === 'offline' ? LOOK_AGAIN : pauseBefore(tries);
  return {
    state: { ...s, phase: 'later', why, tries },
    effects: [{ do: 'keep' }, why === 'signedOut' ? { do: 'noTimer' } : { do: 'timer', ms }],
  };
}

/**
 * The server holds something else than we built on. Three times out of four it is our own text, whose answer got lost.
 * @param {State} s @param {string|null} sent @param {Stored} theirs @returns {Step}
 */
function changedMeanwhile(s, sent, theirs) {
  const onTop = { ...s, saved: theirs.text, version: theirs.version, savedAt: theirs.savedAt ?? '', unsure: [] };
  if (theirs.text === s.text) return settle(onTop, s.dirtySince);
  if (theirs.text === s.saved || theirs.text === sent || s.unsure.includes(theirs.text))
    return s.tries < 3 ? send({ ...onTop, tries: s.tries + 1 }) : later(onTop, 'server');   // never a tight loop
  return hold({ ...s, theirs: { ...theirs, where: 'server' } });
}

/** @param {State} s @param {'mine'|'theirs'|'both'} which @param {number} at @returns {Step} */
function chosen(s, which, at) {
  const theirs = /** @type {Other} */ (s.theirs);
  const text = which === 'mine' ? s.text : which === 'theirs' ? theirs.text : `${s.text}\n\n${theirs.text}`;
  const base = theirs.where === 'server'
    ? { saved: theirs.text, version: theirs.version, savedAt: theirs.savedAt ?? '', unsure: [] } : {};
  const next = afterChoice({ ...s, ...base, text, theirs: null }, at);
  const other = theirs.where === 'device' && theirs.id !== undefined ? [{ do: /** @type {const} */ ('forgetOther'), id: theirs.id }] : [];
  return { state: next.state, effects: [...next.effects, ...other] };
}

/** The next text of a closed window asks for a choice, or else the text goes out. @param {State} s @param {number} at @returns {Step} */
function afterChoice(s, at) {
  const [aside, ...asides] = s.asides.filter(a => a.text !== s.text);
  if (aside) return hold({ ...s, asides, theirs: { text: aside.text, version: s.version, where: 'device', id: aside.id } });
  return settle({ ...s, phase: 'waiting', asides: [], dirtySince: at }, at);
}

/** @param {State} s @returns {Step} */
const hold = s => ({ state: { ...s, phase: 'conflict', sent: null, why: '' }, effects: [{ do: 'noTimer' }, { do: 'keep' }] });

/** @param {State} s @param {Why} why @param {string} sentence @returns {Step} */
const stop = (s, why, sentence) => ({ state: { ...s, phase: 'stopped', why, sentence }, effects: [{ do: 'noTimer' }, { do: 'keep' }] });

/** @param {State} state @returns {Step} */
const stay = state => ({ state, effects: [] });

const tooLong = (/** @type {State} */ s) => s.limit > 0 && s.text.length > s.limit;

/** @param {string[]} list @param {string} text */
const remember = (list, text) => [...list.filter(t => t !== text), text].slice(-5);
