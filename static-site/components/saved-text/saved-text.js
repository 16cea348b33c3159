/**
 * `<saved-text>`: a text field that saves by itself, says so truthfully, and lets the person choose when two texts met.
 * Give it `show(field, run)`; `run` is an `autosave` that outlives the element.
 *
 * @typedef {{id: string, label: string, hint?: string, guide?: {from: number, to: number}, limit?: number, rows?: number, thing?: string, plainLabel?: boolean}} TextField
 * @typedef {{state: () => import('../../js/autosave.js').State, keptHere: () => boolean, typed: (text: string) => void,
 *   choose: (which: 'mine'|'theirs'|'both') => void, watch: (tell: () => void) => () => void}} Run
 */
import { savingWords } from '../../js/autosave-run.js';
import { guideWords, limitWarning } from '../../js/file-checks.js';
import { moment, time, words } from '../../js/format.js';
import { attributes, html, render } from '../../js/html.js';
import { announce } from '../../js/page.js';
import { signInLink } from '../../js/session.js';

export class SavedText extends HTMLElement {
  #stop = () => {};
  #said = '';
  /** @type {TextField|null} */
  #field = null;
  /** @type {Run|null} */
  #run = null;

  /** @param {TextField} field @param {Run} run */
  show(field, run) {
    this.#stop();
    this.#field = field;
    this.#run = run;
    const { id } = field;
    const told = [field.hint ? `${id}-hint` : '', `${id}-words`].filter(Boolean).join(' ');
    render(this, html`<div class="field" id="${id}-field">
      <label for="${id}">${field.label}</label>
      ${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : null}
      <textarea ${attributes({ id, rows: field.rows ?? 6, 'aria-describedby': told })}></textarea>
      <div class="saved-text-foot"><p class="small muted" id="${id}-words"></p><p class="saving" data-tone="quiet"></p></div>
      <div class="saved-text-choice"></div>
    </div>`);
    const area = this.#area();
    area.value = run.state().text;
    area.addEventListener('input', () => run.typed(area.value));
    this.#stop = run.watch(() => this.#update());
    this.#update();
  }

  disconnectedCallback() { this.#stop(); }

  #area() { return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea')); }

  #update() {
    const [field, run] = [this.#field, this.#run];
    if (!field || !run) return;
    const state = run.state();
    const area = this.#area();
    if (area.value !== state.text) area.value = state.text;
    const warning = limitWarning(state.text.length, field.limit);
    render(/** @type {Element} */ (this.querySelector(`#${CSS.escape(field.id)}-words`)),
      html`${guideWords(words(state.text), field.guide)}${warning ? html` <strong class="warning">${warning}</strong>` : null}`);
    this.#saving(savingWords(state, run.keptHere(), iso => time(iso), field.thing), state.why === 'signedOut');
    this.#choice(state);
  }

  /** @param {{tone: string, text: string}} said @param {boolean} signedOut */
  #saving(said, signedOut) {
    const place = /** @type {HTMLElement} */ (this.querySelector('.saving'));
    place.dataset.tone = said.tone;
    render(place, html`${said.text}${signedOut ? html` <a href="${signInLink()}">Sign in to send it</a>` : null}`);
    // Heard once when it goes wrong and once when it is right again; not after every pause in writing.
    const loud = said.tone === 'warn' || said.tone === 'bad';
    if (loud ? said.text !== this.#said : this.#said && said.tone === 'good') announce(said.text);
    if (loud) this.#said = said.text;
    else if (said.tone === 'good') this.#said = '';
  }

  /** @param {import('../../js/autosave.js').State} state */
  #choice(state) {
    const place = /** @type {HTMLElement} */ (this.querySelector('.saved-text-choice'));
    const theirs = state.phase === 'conflict' ? state.theirs : null;
    const shown = theirs ? `${theirs.version}|${theirs.text}` : '';
    if (place.dataset.shown === shown) return;
    place.dataset.shown = shown;
    render(place, theirs ? choice(/** @type {TextField} */ (this.#field), theirs) : html``);
    for (const button of place.querySelectorAll('button'))
      button.addEventListener('click', () => {
        this.#run?.choose(/** @type {'mine'|'theirs'|'both'} */ (button.dataset.which));
        this.#area().focus();
      });
  }
}

/** @param {TextField} field @param {import('../../js/autosave.js').Other} theirs */
const choice = (field, theirs) => html`<section class="notice notice-warn" aria-labelledby="${field.id}-two">
  <h2 id="${field.id}-two">There are two versions of this ${field.thing ?? 'answer'}</h2>
  <p>${theirs.where === 'server'
    ? html`Another window or device saved a different text${theirs.savedAt ? html` ${moment(theirs.savedAt)}` : null}. Yours is in the box above. Nothing is lost: choose what to keep.`
    : html`A window that you closed left a different text on this device. Choose what to keep.`}</p>
  <h3>The other text</h3>
  <blockquote class="other-text" tabindex="0" aria-label="The other text">${theirs.text || '(empty)'}</blockquote>
  <p class="row"><button type="button" class="button" data-which="mine">Keep mine</button>
    <button type="button" class="button button-quiet" data-which="theirs">Take the other</button>
    <button type="button" class="button button-quiet" data-which="both">Keep both, one after the other</button></p>
</section>`;

customElements.define('saved-text', SavedText);
