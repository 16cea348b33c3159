/**
 * The score sheet: for each part the evidence on the left and the rubric with its choice on the right (stacked on a phone).
 * Saves by itself as one draft; what is on the screen is always the draft.
 */
import { savingWords } from '../../js/autosave-run.js';
import { dueDay, time } from '../../js/format.js';
import { attributes, html, render } from '../../js/html.js';
import { announce } from '../../js/page.js';
import { choiceWords, isPart, needsComment, progress, scoredIds, titleOf, wholeSheet } from '../../js/scoring.js';
import { evidenceItems, wireEvidence } from '../evidence-viewer/evidence-viewer.js';

/** @typedef {import('../../js/pages/score.js').Review} Review */

/** @param {Element} at @param {Review} r @param {string} part  scored id to go to, or '' */
export function scoreSheet(at, r, part) {
  const { view } = r;
  render(at, html`<h1>Score: ${view.microCredential.title}</h1>
    <p>Done by <strong>${dueDay(view.dueAt)}</strong>. For each part, read the evidence, then choose. Score what you see, not what you guess.</p>
    ${view.allowed.includes('decline') ? html`<p><button type="button" class="link-button" data-step="decline">I cannot score this</button></p>` : null}
    <div class="score-bar"><p class="score-progress"></p><p class="saving" data-tone="quiet"></p><button type="button" class="button" data-step="check">Check and send</button></div>
    <div class="score-conflict"></div>
    ${scoredIds(view.rubric).map(id => section(r, id))}
    <section class="score-general" aria-labelledby="general-title"><h2 id="general-title">General comment</h2>
      <div class="field"><label for="general">A word to the person <span class="optional">(optional)</span></label>
      <p class="hint" id="general-hint">What is strong? What would help most? Be kind and clear.</p>
      <textarea ${attributes({ id: 'general', rows: 5, 'aria-describedby': 'general-hint' })}>${r.sheet.general}</textarea></div></section>
    <p><button type="button" class="button button-large" data-step="check">Check and send</button></p>`);
  wireEvidence(at, r);
  wire(at, r);
  const bar = at.querySelector('.score-bar');
  const stop = r.saving.watch(() => bar?.isConnected ? update(at, r) : stop());
  update(at, r);
  if (part) queueMicrotask(() => goTo(part));
}

/** To a part, without the address's fragment. @param {string} id */
function goTo(id) {
  const heading = document.getElementById(`part-${id}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** @param {Review} r @param {string} id */
function section(r, id) {
  const { rubric, carried, answers } = r.view;
  const title = titleOf(rubric, id);
  const left = isPart(id)
    ? rubric[id].questions.map((/** @type {any} */ q) => html`<div class="answer"><h3>${q.prompt}</h3><p class="read-text">${answers?.[q.id] || 'Nothing written.'}</p></div>`)
    : [evidenceItems(r, id), html`<div class="answer"><h3>Note: ${criterion(r, id).notePrompt}</h3><p class="read-text">${answers?.[id] || 'Nothing written.'}</p></div>`];
  if (carried.includes(id))
    return html`<section class="score-part" aria-labelledby="part-${id}"><h2 id="part-${id}" tabindex="-1">${title} <span class="tag tag-good">✓ Passed before</span></h2>
      <p>This part has passed in an earlier try. There is nothing to score.</p><details><summary>Read it all the same<span class="visually-hidden">: ${title}</span></summary>${left}</details></section>`;
  return html`<section class="score-part" aria-labelledby="part-${id}"><h2 id="part-${id}" tabindex="-1">${title}</h2>
    <div class="score-columns"><div class="score-evidence">${isPart(id) ? null : html`<p>${criterion(r, id).ask}</p>`}${left}</div>
      <div class="score-choice" data-part="${id}">${choice(r, id)}</div></div></section>`;
}

/** @param {Review} r @param {string} id */
const criterion = (r, id) => r.view.rubric.part2.criteria.find((/** @type {any} */ c) => c.id === id);

/** @param {Review} r @param {string} id */
function choice(r, id) {
  const { rubric } = r.view;
  const now = isPart(id) ? ({ true: 'pass', false: 'notYet' })[String(r.sheet.parts[id].pass)] : r.sheet.criteria[id].level;
  const rows = isPart(id)
    ? [{ value: 'pass', text: 'Pass', about: rubric[id].passingLooksLike }, { value: 'notYet', text: 'Not yet', about: 'Something that passing needs is missing. Say what in the comment.' }]
    : rubric.levels.map((/** @type {any} */ l) => ({ value: l.key, text: l.name, about: criterion(r, id).descriptors[l.key] }));
  const comment = isPart(id) ? r.sheet.parts[id].comment : r.sheet.criteria[id].comment;
  return html`<fieldset class="field" id="choice-${id}-field"><legend>${isPart(id) ? 'Does this part pass?' : 'Which level do you see?'}<span class="visually-hidden"> ${titleOf(rubric, id)}</span></legend>
    ${rows.map((/** @type {any} */ row, /** @type {number} */ i) => html`<div class="level"><input ${attributes({ type: 'radio', name: `choice-${id}`, id: i === 0 ? `choice-${id}` : `choice-${id}-${row.value}`, value: row.value, checked: now === row.value, 'aria-describedby': `about-${id}-${row.value}` })}>
      <label for="${i === 0 ? `choice-${id}` : `choice-${id}-${row.value}`}">${row.text}</label><p id="about-${id}-${row.value}">${row.about}</p></div>`)}</fieldset>
    <div class="field" id="comment-${id}-field"><label for="comment-${id}">Comment <span class="optional" data-need></span></label>
      <textarea ${attributes({ id: `comment-${id}`, rows: 4 })}>${comment}</textarea></div>`;
}

/** @param {Element} at @param {Review} r */
function wire(at, r) {
  const changed = () => { r.saving.typed(JSON.stringify(r.sheet)); };
  for (const place of at.querySelectorAll('[data-part]')) {
    const id = /** @type {HTMLElement} */ (place).dataset.part ?? '';
    place.addEventListener('change', e => {
      const { value, type } = /** @type {HTMLInputElement} */ (e.target);
      if (type !== 'radio') return;
      if (isPart(id)) r.sheet.parts[id].pass = value === 'pass'; else r.sheet.criteria[id].level = value;
      changed();
    });
    place.querySelector('textarea')?.addEventListener('input', e => {
      (isPart(id) ? r.sheet.parts[id] : r.sheet.criteria[id]).comment = /** @type {HTMLTextAreaElement} */ (e.target).value;
      changed();
    });
  }
  at.querySelector('#general')?.addEventListener('input', e => { r.sheet.general = /** @type {HTMLTextAreaElement} */ (e.target).value; changed(); });
  for (const button of at.querySelectorAll('[data-step]')) button.addEventListener('click', () => r.go(/** @type {HTMLElement} */ (button).dataset.step ?? ''));
}

/** @param {Element} at @param {Review} r */
function update(at, r) {
  const run = r.saving;
  const { done, total } = progress(r.view.rubric, r.view.carried, r.sheet);
  const said = savingWords(run.state(), run.keptHere(), iso => time(iso), 'score sheet');
  const saving = /** @type {HTMLElement} */ (at.querySelector('.saving'));
  if (saving.textContent !== said.text && (said.tone === 'warn' || said.tone === 'bad')) announce(said.text);
  saving.dataset.tone = said.tone;
  saving.textContent = said.text;
  /** @type {HTMLElement} */ (at.querySelector('.score-progress')).textContent = `${done} of ${total} scored`;
  for (const place of at.querySelectorAll('[data-part]')) {
    const id = /** @type {HTMLElement} */ (place).dataset.part ?? '';
    const need = /** @type {HTMLElement} */ (place.querySelector('[data-need]'));
    need.textContent = needsComment(r.sheet, id) ? `(needed: what to change, for “${choiceWords(r.view.rubric, r.sheet, id)}”)` : '(optional)';
  }
  conflict(at, r);
}

/** Two devices scored at once: the person chooses. @param {Element} at @param {Review} r */
function conflict(at, r) {
  const place = /** @type {HTMLElement} */ (at.querySelector('.score-conflict'));
  const state = r.saving.state();
  const key = state.phase === 'conflict' ? `${state.theirs?.version}|${state.theirs?.text}` : '';
  if (place.dataset.shown === key) return;
  place.dataset.shown = key;
  if (state.phase !== 'conflict' || !state.theirs) return render(place, html``);
  const theirs = wholeSheet(r.view.rubric, r.view.carried, JSON.parse(state.theirs.text));
  const ids = scoredIds(r.view.rubric).filter(id => !r.view.carried.includes(id));
  render(place, html`<section class="notice notice-warn" aria-labelledby="two"><h2 id="two">There are two versions of your score</h2>
    <p>Another window or device saved a different one. Nothing is lost: choose which to keep.</p>
    <table class="stacked"><thead><tr><th scope="col">Part</th><th scope="col">Here</th><th scope="col">The other</th></tr></thead><tbody>
    ${ids.map(id => html`<tr><th scope="row">${titleOf(r.view.rubric, id)}</th>${[r.sheet, theirs].map((s, i) => html`<td data-label="${i ? 'The other' : 'Here'}">${choiceWords(r.view.rubric, s, id) || 'Open'}<br><span class="small">${(isPart(id) ? s.parts[id] : s.criteria[id]).comment}</span></td>`)}</tr>`)}
    <tr><th scope="row">General comment</th><td data-label="Here">${r.sheet.general}</td><td data-label="The other">${theirs.general}</td></tr></tbody></table>
    <p class="row"><button type="button" class="button" data-which="mine">Keep what is here</button> <button type="button" class="button button-quiet" data-which="theirs">Take the other</button></p></section>`);
  for (const button of place.querySelectorAll('button')) button.addEventListener('click', () => {
    const which = /** @type {'mine'|'theirs'} */ (button.dataset.which);
    r.saving.choose(which);
    r.sheet = wholeSheet(r.view.rubric, r.view.carried, JSON.parse(r.saving.state().text));
    if (which === 'theirs') r.go('');
  });
}
