/** Part 1 and part 3: questions with what passing looks like beside them. */
import { attributes, html, render } from '../../js/html.js';
import { lastDecided, taskHref } from '../../js/submission.js';
import { reviseNote, stored, taskFoot, wide } from './parts.js';
import '../saved-text/saved-text.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

export const questions = {
  /** @param {Context} c @param {string} task */
  title: (c, task) => c.rubric[task].title,
  /** @param {Element} at @param {Context} c @param {string} task */
  show(at, c, task) {
    const part = c.rubric[task];
    const open = c.view.editable && !c.view.carried.includes(task);
    render(at, html`<p class="breadcrumb"><a href="${taskHref(c.id, '')}">All tasks</a></p>
      <h1>${part.title}</h1>
      <div class="task-layout"><aside class="panel" aria-label="Help for this part"><details ${attributes({ open: wide() })}><summary>What passing looks like</summary><p>${part.intro}</p><p>${part.passingLooksLike}</p></details></aside>
        <div>
        ${c.view.carried.includes(task) ? html`<div class="notice notice-good"><p>This part has passed. There is nothing to do, and it cannot change.</p></div>` : null}
        ${reviseNote(c, task, lastDecided(c.view))}
        ${part.questions.map((/** @type {any} */ q, /** @type {number} */ i) => open ? html`<saved-text data-id="${q.id}"></saved-text>` : html`<section class="answer"><h2 class="h3">${i + 1}. ${q.prompt}</h2>${readText(stored(c, q.id).text)}</section>`)}
        ${taskFoot(c, task)}
      </div></div>`);
    for (const q of open ? part.questions : []) {
      const element = /** @type {import('../saved-text/saved-text.js').SavedText} */ (at.querySelector(`saved-text[data-id="${CSS.escape(q.id)}"]`));
      element.show({ id: q.id, label: q.prompt, hint: q.hint, guide: q.words, limit: c.view.limits.answerCharacters, rows: 7 }, c.texts.of(q.id, stored(c, q.id)));
    }
  },
};

/** @param {string} text */
export const readText = text => text.trim() ? html`<p class="read-text">${text}</p>` : html`<p class="read-text empty">Nothing written.</p>`;
