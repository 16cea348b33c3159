/**
 * Form errors: a summary on top that takes focus and links to each field, and the sentence beside the field.
 * Expects fields written by `field…` of forms.js, or any `<div class="field" id="<name>-field">` around a control with `id="<name>"`.
 */
import { Fragment, html, render } from './html.js';

/** @typedef {Record<string, string>} Errors sentence by field name; the order is the order in the summary */

/**
 * The summary as markup.
 * @param {Errors} errors
 * @param {string} [title]
 */
export function summary(errors, title = 'Please check these points') {
  return html`<div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
    <h2 id="error-summary-title">${title}</h2>
    <ul>${Object.entries(errors).map(([name, message]) => html`<li><a href="#${name}">${message}</a></li>`)}</ul>
  </div>`;
}

/**
 * Shows the errors in the form and moves focus to the summary. Returns false when there are none (and clears old ones).
 * What was typed stays: nothing but messages changes.
 * @param {HTMLElement} form holds an empty `<div data-errors></div>` at its top
 * @param {Errors} errors
 * @param {string} [title]
 */
export function showErrors(form, errors, title) {
  clearErrors(form);
  const place = form.querySelector('[data-errors]');
  if (!place || Object.keys(errors).length === 0) return false;
  render(place, summary(errors, title));
  for (const [name, message] of Object.entries(errors)) markField(form, name, message);
  for (const link of place.querySelectorAll('a')) link.addEventListener('click', followToField);
  const box = place.firstElementChild;
  if (box instanceof HTMLElement) box.focus();
  return true;
}

/**
 * One sentence without a field, in the same place: the server said no, or there is no connection.
 * @param {HTMLElement} form
 * @param {string} sentence
 * @param {Fragment} [more] for example a button "Try again"
 */
export function showProblem(form, sentence, more) {
  clearErrors(form);
  const place = form.querySelector('[data-errors]');
  if (!place) return;
  render(place, html`<div class="error-summary" role="alert" tabindex="-1"><p>${sentence}</p>${more}</div>`);
  const box = place.firstElementChild;
  if (box instanceof HTMLElement) box.focus();
}

/** @param {HTMLElement} form */
export function clearErrors(form) {
  const place = form.querySelector('[data-errors]');
  if (place) render(place, html``);
  for (const message of form.querySelectorAll('.field-error')) message.remove();
  for (const control of form.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    describe(control, `${control.id}-error`, false);
  }
  for (const field of form.querySelectorAll('.field-invalid')) field.classList.remove('field-invalid');
}

/**
 * @param {HTMLElement} form
 * @param {string} name
 * @param {string} message
 */
export function markField(form, name, message) {
  const control = form.querySelector(`#${CSS.escape(name)}`);
  const field = form.querySelector(`#${CSS.escape(name)}-field`) ?? control?.closest('.field');
  if (!field) return;
  field.classList.add('field-invalid');
  const sentence = document.createElement('p');
  sentence.className = 'field-error';
  sentence.id = `${name}-error`;
  sentence.textContent = message;
  const before = control && field.contains(control) && control.parentElement === field ? control : null;
  field.insertBefore(sentence, before);
  if (!control) return;
  control.setAttribute('aria-invalid', 'true');
  describe(control, sentence.id, true);
}

/**
 * @param {Element} control
 * @param {string} id
 * @param {boolean} on
 */
function describe(control, id, on) {
  const ids = withId(control.getAttribute('aria-describedby') ?? '', id, on);
  if (ids) control.setAttribute('aria-describedby', ids);
  else control.removeAttribute('aria-describedby');
}

/**
 * The list of ids with or without one; the error comes first, so that it is read first.
 * @param {string} ids
 * @param {string} id
 * @param {boolean} on
 */
export function withId(ids, id, on) {
  const others = ids.split(/\s+/).filter((other) => other && other !== id);
  return (on ? [id, ...others] : others).join(' ');
}

/** @param {Event} event */
function followToField(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  const control = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!control) return;
  event.preventDefault();
  // The label is what people look for: bring it into view, not only the control.
  (control.closest('.field') ?? control).scrollIntoView({ block: 'start' });
  control.focus({ preventScroll: true });
}
