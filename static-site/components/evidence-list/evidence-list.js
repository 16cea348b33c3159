/**
 * `<evidence-list>`: the evidence of one criterion, and adding to it: files with progress, pause, resume, remove, undo; links.
 * Give it `show(criterion, uploads, {limits, person, editable})`; `uploads` (js/evidence-uploads.js) outlives the element.
 *
 * @typedef {import('../../js/evidence-uploads.js').Row} Row
 * @typedef {ReturnType<typeof import('../../js/evidence-uploads.js').evidenceUploads>} Uploads
 */
import { showErrors } from '../../js/errors.js';
import { acceptOf, limitWords, linkProblem } from '../../js/file-checks.js';
import { textField } from '../../js/forms.js';
import { attributes, html, render } from '../../js/html.js';
import { announce } from '../../js/page.js';
import { rowMarkup } from './evidence-row.js';

export class EvidenceList extends HTMLElement {
  #stop = () => {};
  #criterion = '';
  #person = '';
  #editable = true;
  /** @type {Uploads|null} */
  #uploads = null;
  /** Rows as last drawn, so that only what changed is drawn again: focus and screen readers stay where they are. @type {Map<string, string>} */
  #drawn = new Map();

  /** @param {string} criterion @param {Uploads} uploads @param {{limits: import('../../js/file-checks.js').Limits, person: string, editable: boolean}} more */
  show(criterion, uploads, { limits, person, editable }) {
    this.#stop();
    this.#drawn.clear();
    [this.#criterion, this.#uploads, this.#person, this.#editable] = [criterion, uploads, person, editable];
    render(this, html`<ul class="evidence-rows"></ul><p class="evidence-none muted">No evidence yet.</p>${editable ? adding(criterion, limits) : null}`);
    this.#stop = uploads.watch(() => this.#update());
    this.#update();
    if (editable) this.#wire();
  }

  disconnectedCallback() { this.#stop(); }

  #wire() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('input[type=file]'));
    input.addEventListener('change', () => void this.#chosen(input));
    const form = /** @type {HTMLFormElement} */ (this.querySelector('form'));
    form.addEventListener('submit', e => { e.preventDefault(); void this.#link(form); });
    this.querySelector('.evidence-rows')?.addEventListener('click', e => void this.#press(/** @type {HTMLElement} */ (e.target)));
    this.querySelector('.evidence-rows')?.addEventListener('change', e => void this.#again(/** @type {HTMLInputElement} */ (e.target)));
  }

  /** @param {HTMLInputElement} input */
  async #chosen(input) {
    const files = [...input.files ?? []];
    input.value = '';
    const problems = [];
    for (const file of files) {
      const problem = await this.#uploads?.addFile(this.#criterion, file);
      if (problem) problems.push(problem);
    }
    this.#problems(problems);
  }

  /** @param {string[]} sentences */
  #problems(sentences) {
    const place = /** @type {HTMLElement} */ (this.querySelector('.evidence-problems'));
    render(place, sentences.length ? html`<div class="notice notice-bad" role="alert" tabindex="-1"><h3>Not added</h3>${sentences.map(s => html`<p>${s}</p>`)}</div>` : html``);
    if (place.firstElementChild instanceof HTMLElement) place.firstElementChild.focus();
  }

  /** @param {HTMLFormElement} form */
  async #link(form) {
    const [url, title] = [`${this.#criterion}-url`, `${this.#criterion}-title`].map(id => /** @type {HTMLInputElement} */ (form.querySelector(`#${CSS.escape(id)}`)));
    const local = linkProblem(url.value);
    if (showErrors(form, { ...(local ? { [url.id]: local } : {}), ...(title.value.trim() ? {} : { [title.id]: 'Say in a few words what the link shows.' }) })) return;
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    button.disabled = true;
    const problem = await this.#uploads?.addLink(this.#criterion, url.value.trim(), title.value.trim());
    button.disabled = false;
    if (problem) return void showErrors(form, { [url.id]: problem.detail });
    url.value = title.value = '';
    announce('Link added');
    url.focus();
  }

  /** @param {HTMLElement} target */
  async #press(target) {
    const button = target.closest('button');
    const row = this.#rowAt(target);
    if (!button || !row || !this.#uploads) return;
    const uploads = this.#uploads;
    const action = button.dataset.do;
    if (action === 'pause') uploads.pause(row);
    if (action === 'resume') uploads.resume(row);
    if (action === 'open') return void this.#open(row);
    if (action === 'dismiss') { row.note = ''; this.#update(); }
    const problem = action === 'remove' ? await uploads.remove(row) : action === 'undo' ? await uploads.undo(row) : '';
    if (problem) this.#problems([problem]);
    if (action === 'remove') announce(`Removed ${row.name}. You can undo this.`);
    // The pressed button is gone: focus goes to its counterpart in the row, or to the list.
    if (!button.isConnected) this.#focusRow(row);
  }

  /** @param {Row} row */
  #focusRow(row) {
    const place = this.querySelector(`[data-key="${CSS.escape(row.key)}"] button`) ?? this.querySelector('input[type=file]');
    if (place instanceof HTMLElement) place.focus();
  }

  /** @param {Row} row */
  async #open(row) {
    const shown = window.open('', '_blank');   // at the click, or the browser blocks it
    const answer = await this.#uploads?.read(row);
    if (answer?.ok && shown) { shown.opener = null; shown.location.href = answer.data.url; }
    else { shown?.close(); this.#problems([answer?.problem?.detail ?? 'This file did not open. Try again.']); }
  }

  /** @param {HTMLInputElement} input */
  async #again(input) {
    const [row, file] = [this.#rowAt(input), input.files?.[0]];
    if (!row || !file || !this.#uploads) return;
    const problem = input.dataset.do === 'same' ? await this.#uploads.chooseAgain(row, file) : await this.#uploads.addFile(this.#criterion, file);
    this.#problems(problem ? [problem] : []);
    if (!problem && input.dataset.do === 'other') await this.#uploads.remove(row);
  }

  /** @param {Element} inside */
  #rowAt(inside) {
    const key = /** @type {HTMLElement|null} */ (inside.closest('[data-key]'))?.dataset.key;
    return this.#uploads?.of(this.#criterion).find(r => r.key === key);
  }

  #update() {
    const list = /** @type {HTMLElement} */ (this.querySelector('.evidence-rows'));
    const rows = this.#uploads?.of(this.#criterion) ?? [];
    /** @type {HTMLElement} */ (this.querySelector('.evidence-none')).hidden = rows.length > 0;
    for (const [key] of this.#drawn) if (!rows.some(r => r.key === key)) { list.querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove(); this.#drawn.delete(key); }
    for (const row of rows) this.#draw(list, row);
  }

  /** @param {HTMLElement} list @param {Row} row */
  #draw(list, row) {
    const state = [row.state, row.progress?.phase, row.progress?.why, row.note, row.sentence, row.evidence?.refusal, row.evidence?.id, row.name].join('|');
    let place = list.querySelector(`[data-key="${CSS.escape(row.key)}"]`);
    if (!place) {
      place = document.createElement('li');
      place.setAttribute('data-key', row.key);
      list.append(place);
    }
    if (this.#drawn.get(row.key) !== state) {
      const before = this.#drawn.get(row.key)?.split('|')[0];
      const focused = place.contains(document.activeElement);
      render(place, rowMarkup(row, { person: this.#person, editable: this.#editable }));
      if (focused && !place.contains(document.activeElement)) this.#focusRow(row);
      this.#drawn.set(row.key, state);
      if (before && before !== row.state) this.#say(row);
    }
    this.#move(place, row);
  }

  /** Only numbers move while bytes go up. @param {Element} place @param {Row} row */
  #move(place, row) {
    const bar = place.querySelector('progress');
    if (!bar || !row.progress) return;
    const percent = row.progress.totalBytes ? Math.floor(row.progress.sentBytes / row.progress.totalBytes * 100) : 0;
    bar.value = percent;
    const words = place.querySelector('.percent');
    if (words && words.textContent !== `${percent}%`) words.textContent = `${percent}%`;
  }

  /** @param {Row} row */
  #say(row) {
    const said = { checking: 'is sent. We are checking it.', ready: 'is ready.', refused: `was refused. ${row.evidence?.refusal ?? ''}`, failed: `was not sent. ${row.sentence}` }[/** @type {string} */ (row.state)];
    if (said) announce(`${row.name} ${said}`);
  }
}

/** @param {string} criterion @param {import('../../js/file-checks.js').Limits} limits */
const adding = (criterion, limits) => html`<div class="evidence-problems"></div>
  <div class="evidence-add">
    <div class="field"><label for="${criterion}-files">Add files</label>
      <p class="hint" id="${criterion}-files-hint">Photos, recordings, videos or documents. You can choose more than one. Sending starts at once and goes on while you write.</p>
      <input ${attributes({ type: 'file', id: `${criterion}-files`, multiple: true, accept: acceptOf(limits), 'aria-describedby': `${criterion}-files-hint` })}>
      <details><summary>Which files, how large?</summary><ul>${limitWords(limits).map(line => html`<li>${line}</li>`)}</ul>
        <p>From photos (JPEG) we take out hidden data, such as the place and the device, before they leave this device.</p></details></div>
    <details><summary>Add a link instead</summary>
      <form novalidate><div data-errors></div>
        ${textField({ name: `${criterion}-url`, label: 'Address of the link', hint: 'Starts with https://. Make sure that anyone who has the link can open it.', type: 'url', inputmode: 'url', autocomplete: 'off' })}
        ${textField({ name: `${criterion}-title`, label: 'What it shows', hint: 'A few words, without names of people.', autocomplete: 'off', maxlength: 120 })}
        <button class="button button-quiet">Add the link</button></form></details>
  </div>`;

customElements.define('evidence-list', EvidenceList);
