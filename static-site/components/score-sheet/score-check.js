/** Before sending: all choices and comments in order, what is missing, what sending means. A page, not a dialog. */
import { showProblem } from '../../js/errors.js';
import { html, render } from '../../js/html.js';
import { choiceWords, isPart, outcomeOf, progress, scoredIds, titleOf } from '../../js/scoring.js';

/** @typedef {import('../../js/pages/score.js').Review} Review */

/** @param {Element} at @param {Review} r */
export function checkSheet(at, r) {
  const { rubric, carried } = r.view;
  const { missing } = progress(rubric, carried, r.sheet);
  const open = Object.keys(missing).length;
  render(at, html`<p class="breadcrumb"><button type="button" class="link-button" data-part="">Back to the score sheet</button></p>
    <h1>Check your score</h1>
    <form novalidate><div data-errors></div><div class="missing-place">${open ? missingList(missing) : null}</div>
    <table class="stacked"><caption class="visually-hidden">Your score, part by part</caption>
      <thead><tr><th scope="col">Part</th><th scope="col">Your score</th><th scope="col">Your comment</th><th scope="col"><span class="visually-hidden">Change</span></th></tr></thead>
      <tbody>${scoredIds(rubric).map(id => carried.includes(id)
        ? html`<tr><th scope="row">${titleOf(rubric, id)}</th><td data-label="Your score"><span class="tag tag-good">✓ Passed before</span></td><td></td><td></td></tr>`
        : html`<tr><th scope="row">${titleOf(rubric, id)}</th><td data-label="Your score">${choiceWords(rubric, r.sheet, id) || 'Open'}</td>
          <td data-label="Your comment" class="read-text">${(isPart(id) ? r.sheet.parts[id] : r.sheet.criteria[id]).comment || '–'}</td>
          <td><button type="button" class="link-button" data-part="${id}">Change<span class="visually-hidden"> ${titleOf(rubric, id)}</span></button></td></tr>`)}</tbody></table>
    <h2>General comment</h2><p class="read-text">${r.sheet.general || 'None.'}</p>
    <section class="next" aria-labelledby="send"><h2 id="send">${open ? 'Not ready to send' : outcomeOf(r.sheet) === 'earned' ? 'With this score, the person earns it' : 'With this score, it is “not yet”'}</h2>
      <p>${open ? 'Finish the parts named on top first.' : outcomeOf(r.sheet) === 'earned' ? 'Every part passes.' : 'The person reads your comments, revises those parts, and can send again.'} After sending you cannot change the score.</p>
      <p><button class="button button-large button-wide">Send the score</button></p></section></form>`);
  wireParts(at, r);
  const form = /** @type {HTMLFormElement} */ (at.querySelector('form'));
  form.addEventListener('submit', e => { e.preventDefault(); void send(form, r, missing); });
}

/** @param {Record<string, string>} missing */
const missingList = missing => html`<div class="error-summary" tabindex="-1" aria-labelledby="missing-title"><h2 id="missing-title">Still open</h2>
  <ul>${Object.entries(missing).map(([id, sentence]) => html`<li><button type="button" class="link-button" data-part="${id}">${sentence}</button></li>`)}</ul></div>`;

/** @param {Element} at @param {Review} r */
function wireParts(at, r) {
  for (const button of at.querySelectorAll('[data-part]')) button.addEventListener('click', () => r.go(/** @type {HTMLElement} */ (button).dataset.part ?? ''));
}

/** @param {HTMLFormElement} form @param {Review} r @param {Record<string, string>} missing */
async function send(form, r, missing) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('.next button'));
  if (button.disabled) return;
  if (Object.keys(missing).length) return showMissing(form, r, missing);
  button.disabled = true;
  button.textContent = 'Sending …';
  const all = await r.texts.settled();
  const answer = all ? await r.link.post('submit', { version: r.saving.state().version }) : null;
  button.disabled = false;
  button.textContent = 'Send the score';
  if (!form.isConnected) return;
  if (!answer) return showProblem(form, 'Your last changes are not saved with us yet, so we did not send. Check your connection, then press the button again. If you scored in two windows, go back to the score sheet and choose which version to keep.');
  if (answer.ok) return r.go(`sent-${answer.data.outcome}`);
  if (answer.problem.code === 'sheet.incomplete' && answer.problem.errors) return showMissing(form, r, answer.problem.errors);
  showProblem(form, answer.problem.detail);
}

/** @param {HTMLFormElement} form @param {Review} r @param {Record<string, string>} missing */
function showMissing(form, r, missing) {
  const place = /** @type {HTMLElement} */ (form.querySelector('.missing-place'));
  render(place, missingList(missing));
  wireParts(place, r);
  if (place.firstElementChild instanceof HTMLElement) place.firstElementChild.focus();
}
