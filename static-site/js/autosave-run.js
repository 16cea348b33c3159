/**
 * Carries out the effects of `autosave.js`: timers, the device's store and the server.
 * Everything it touches comes in as a function, so tests move the clock and play the server.
 *
 * @typedef {import('./autosave.js').State} State
 * @typedef {import('./autosave.js').Stored} Stored
 * @typedef {import('./autosave.js').Kept} Kept
 * @typedef {{ok: true, version: string, savedAt: string}
 *   | {ok: false, kind: 'offline'|'server'|'signedOut'|'conflict'|'refused', sentence?: string, theirs?: Stored}} Answer
 *
 * @typedef {object} Ports
 * @property {(text: string, version: string) => Promise<Answer>} save  never throws
 * @property {{all: () => Kept[], keep: (kept: Kept) => boolean, forget: () => void, forgetOther: (id: string) => void}} store
 * @property {{now: () => number, after: (ms: number, run: () => void) => () => void}} clock
 * @property {(state: State, keptHere: boolean) => void} changed  the screen; `keptHere` false when the device refused to store
 */
import { begin, keptOf, step, unsent } from './autosave.js';

/**
 * @param {Stored} server
 * @param {number} limit
 * @param {Ports} ports
 */
export function autosave(server, limit, { save, store, clock, changed }) {
  let cancel = () => {};
  let keptHere = true;
  let open = true;
  /** @type {State} */
  let state;

  /** @param {import('./autosave.js').Step} next */
  function take(next) {
    if (!open) return;
    state = next.state;
    for (const effect of next.effects) carryOut(effect);
    changed(state, keptHere);
  }

  /** @param {import('./autosave.js').Effect} effect */
  function carryOut(effect) {
    switch (effect.do) {
      case 'keep': keptHere = store.keep(keptOf(state, clock.now())); break;
      case 'forget': store.forget(); break;
      case 'forgetOther': if (keptHere) store.forgetOther(effect.id); break;   // never before ours is safe
      case 'noTimer': cancel(); cancel = () => {}; break;
      case 'timer': cancel(); cancel = clock.after(effect.ms, () => happen({ type: 'due' })); break;
      case 'send': void sendNow(effect.text, effect.version); break;
    }
  }

  /** @param {string} text @param {string} version */
  async function sendNow(text, version) {
    const answer = await save(text, version);
    happen(answer.ok
      ? { type: 'saved', version: answer.version, savedAt: answer.savedAt, at: clock.now() }
      : { type: 'failed', kind: answer.kind, sentence: answer.sentence, theirs: answer.theirs });
  }

  const happen = (/** @type {import('./autosave.js').Happening} */ e) => take(step(state, e));

  take(begin(server, store.all(), limit));
  return {
    state: () => state,
    unsent: () => unsent(state),
    typed: (/** @type {string} */ text) => happen({ type: 'typed', text, at: clock.now() }),
    choose: (/** @type {'mine'|'theirs'|'both'} */ which) => happen({ type: 'choose', which, at: clock.now() }),
    /** The connection is back, or the person is: try what waits. */
    wake: () => happen({ type: 'wake' }),
    /** The page goes away: what waits for quiet goes out now. */
    flush: () => happen({ type: 'flush' }),
    /** The end of the window: one last send, whose answer nobody hears; what it leaves stays kept. */
    close: () => { happen({ type: 'flush' }); open = false; cancel(); },
  };
}

/** Saves of one submission go one after another, so that they never race each other. */
export function oneAtATime() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (/** @type {() => Promise<any>} */ work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}

/**
 * What to tell the person. Always true, never silent.
 * @param {State} state
 * @param {boolean} keptHere
 * @param {(iso: string) => string} time  '10:42'
 * @param {string} [thing] what is being written: 'answer', 'note', 'score sheet'
 * @returns {{tone: 'quiet'|'good'|'busy'|'warn'|'bad', text: string}}
 */
export function savingWords(state, keptHere, time, thing = 'answer') {
  const kept = keptHere ? 'Kept on this device.' : 'This device cannot keep it, so please leave this page open.';
  switch (state.phase) {
    case 'idle':
      return state.savedAt ? { tone: 'good', text: `Saved ${time(state.savedAt)}` } : { tone: 'quiet', text: 'Saves by itself as you write' };
    case 'waiting':
    case 'sending':
      return { tone: 'busy', text: 'Saving …' };
    case 'conflict':
      return { tone: 'warn', text: `Not saved: this ${thing} was changed in another window. Choose what to keep. ${kept}` };
    case 'stopped':
      return state.why === 'tooLong'
        ? { tone: 'bad', text: `Not saved: too long. Take out ${state.text.length - state.limit} or more characters. ${kept}` }
        : { tone: 'bad', text: `Not saved: ${state.sentence} ${kept}` };
    case 'later':
      return { tone: 'warn', text: {
        offline: keptHere ? 'Not sent yet: you are offline, kept on this device' : `Not sent yet: you are offline. ${kept}`,
        signedOut: `Not sent yet: you are signed out. ${kept}`,
      }[/** @type {'offline'|'signedOut'} */ (state.why)] ?? `Not sent yet: our side did not answer. We keep trying. ${kept}` };
  }
}
