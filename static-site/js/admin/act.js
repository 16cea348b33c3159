/**
 * An action of an admin: a button that opens a form, what will follow, the reason, and a confirmation where it cannot be undone.
 * Usage: `act(spec)` in the markup; `listenActs(root, …)` once.
 */
import { api } from '../api.js';
import { clearErrors, showErrors, showProblem } from '../errors.js';
import { checkbox, textArea, textField } from '../forms.js';
import { bytes } from '../format.js';
import { attributes, Fragment, html } from '../html.js';
import { announce } from '../page.js';
import { download } from './download.js';

const minReason = 3;
const maxReason = 1000;
/** Between two sentences about how far a download is, in milliseconds: often enough to know that it moves. */
const sayEvery = 10_000;

/**
 * `id` is unique on the page; `kind` names the action; `about` is what it is done to. `type` must be typed to confirm.
 * @typedef {{id: string, kind: string, about: string, title: string, what: string | Fragment, button: string, danger?: boolean, final?: boolean, type?: string, typeWhat?: string, date?: {label: string, hint: string, min: string, max: string, value: string}, open?: boolean}} Act
 * @typedef {{reason: string, date: string}} Given
 * `file`: the answer is one, to be saved under this name; `unknown`: the sentence when the API knows nothing of what is named.
 * @typedef {{path: string, body: object, said: string, file?: string, unknown?: string}} Deed
 */

/** @param {Act} spec */
export const act = (spec) => html`<details class="act" ${attributes({ open: spec.open === true })}><summary>${spec.title}</summary>
  <form data-act="${spec.id}" data-kind="${spec.kind}" data-about="${spec.about}" novalidate>
    <div data-errors></div>
    ${spec.what instanceof Fragment ? spec.what : html`<p>${spec.what}</p>`}
    ${spec.date ? html`<div class="field" id="${spec.id}-date-field"><label for="${spec.id}-date">${spec.date.label}</label><p class="hint" id="${spec.id}-date-hint">${spec.date.hint}</p>
      <input ${attributes({ id: `${spec.id}-date`, name: 'date', type: 'date', class: 'width-short', min: spec.date.min, max: spec.date.max, value: spec.date.value, 'aria-describedby': `${spec.id}-date-hint` })}></div>` : null}
    ${textArea({ name: `${spec.id}-reason`, label: 'Reason', hint: 'It is kept. Write no names.', rows: 2, maxlength: maxReason })}
    ${spec.type ? html`<div data-type="${spec.type}">${textField({ name: `${spec.id}-typed`, label: spec.typeWhat ?? 'Type the number', hint: spec.type, autocomplete: 'off' })}</div>` : null}
    ${spec.final ? checkbox({ name: `${spec.id}-final`, label: 'I know that this cannot be undone' }) : null}
    <p><button type="submit" class="button ${spec.danger ? 'button-danger' : ''}">${spec.button}</button></p>
  </form></details>`;

/**
 * @param {Element} root
 * @param {(kind: string, about: string, given: Given) => Deed} deedOf
 * @param {(sentence: string, answer: any) => Promise<void>} done
 */
export function listenActs(root, deedOf, done) {
  root.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.act) return;
    event.preventDefault();
    const id = form.dataset.act;
    const given = { reason: valueOf(form, `${id}-reason`), date: valueOf(form, `${id}-date`) };
    clearErrors(form);
    if (showErrors(form, missing(form, id, given))) return;
    const deed = deedOf(form.dataset.kind ?? '', form.dataset.about ?? '', given);
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
    const words = button.textContent;
    button.disabled = true;
    button.textContent = 'Working …';
    announce('Working …');
    const answer = deed.file ? await download(deed.path, deed.body, deed.file, progress(button)) : await api.post(deed.path, deed.body);
    if (answer.ok) return done(deed.said, answer.data);
    button.disabled = false;
    button.textContent = words;
    announce('');
    const { errors, status, detail } = answer.problem;
    if (errors) showErrors(form, Object.fromEntries(Object.entries(errors).map(([name, message]) => [`${id}-${name === 'confirm' ? 'typed' : name}`, message])));
    else showProblem(form, (status === 404 && deed.unknown) || detail);
  });
}

/** Says on the button how much has come, and aloud now and then. @param {HTMLElement} button */
function progress(button) {
  let said = Date.now();
  return (/** @type {number} */ came) => {
    button.textContent = `Working … ${bytes(came)}`;
    if (Date.now() - said < sayEvery) return;
    said = Date.now();
    announce(`${bytes(came)} so far`);
  };
}

/** @param {HTMLFormElement} form @param {string} id */
const valueOf = (form, id) => /** @type {HTMLInputElement | null} */ (form.querySelector(`#${CSS.escape(id)}`))?.value.trim() ?? '';

/**
 * @param {HTMLFormElement} form @param {string} id @param {Given} given
 * @returns {Record<string, string>}
 */
function missing(form, id, given) {
  /** @type {Record<string, string>} */
  const errors = {};
  if (form.querySelector(`#${CSS.escape(`${id}-date`)}`) && !given.date) errors[`${id}-date`] = 'Choose a date.';
  if (given.reason.length < minReason) errors[`${id}-reason`] = 'Say in a few words why.';
  const type = /** @type {HTMLElement | null} */ (form.querySelector('[data-type]'))?.dataset.type;
  if (type && valueOf(form, `${id}-typed`) !== type) errors[`${id}-typed`] = 'Type it exactly as it stands above the field.';
  const final = form.querySelector(`#${CSS.escape(`${id}-final`)}`);
  if (final instanceof HTMLInputElement && !final.checked) errors[`${id}-final`] = 'Tick this box to go on.';
  return errors;
}
