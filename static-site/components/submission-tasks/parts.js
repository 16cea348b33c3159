/** What the task pages share: the scorer's comment on top, the way on at the end. */
import { html } from '../../js/html.js';
import { taskHref } from '../../js/submission.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

/** What the server has of one answer. @param {Context} c @param {string} answer */
export const stored = (c, answer) => c.view.answers[answer] ?? { text: '', version: '', savedAt: '' };

/** Room for the rubric beside the answer; on a phone it starts folded. */
export const wide = () => matchMedia('(min-width: 60em)').matches;

/** The scorer's comment on a part that is not there yet. @param {Context} c @param {string} task @param {import('../../js/submission.js').Attempt|undefined} attempt */
export function reviseNote(c, task, attempt) {
  const result = c.view.status === 'returned' ? attempt?.results?.[task] : undefined;
  if (!result || result.met) return null;
  return html`<section class="notice notice-warn" aria-labelledby="revise"><h2 id="revise">Not yet: what the scorer says</h2><p class="read-text">${result.comment || 'The scorer left no comment here.'}</p></section>`;
}

/** The task after this one, and the way back. @param {Context} c @param {string} task */
export function taskFoot(c, task) {
  const at = c.view.tasks.findIndex((/** @type {any} */ t) => t.id === task);
  const next = c.view.tasks.slice(at + 1).find((/** @type {any} */ t) => !t.locked);
  return c.view.editable
    ? html`<p class="row"><a class="button" href="${taskHref(c.id, '')}">Save and go back to the tasks</a> ${next ? html`<a href="${taskHref(c.id, next.id)}">Next: ${next.title}</a>` : html`<a href="${taskHref(c.id, 'check')}">Check your answers</a>`}</p>`
    : html`<p class="row"><a class="button button-quiet" href="${taskHref(c.id, '')}">Back to your submission</a></p>`;
}
