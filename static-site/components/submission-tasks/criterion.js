/** One criterion: what it asks, the three levels beside it, the evidence, and the note. */
import { attributes, html, render } from '../../js/html.js';
import { lastDecided, taskHref } from '../../js/submission.js';
import { levels } from '../rubric-levels/rubric-levels.js';
import { readText } from './questions.js';
import { reviseNote, stored, taskFoot, wide } from './parts.js';
import '../evidence-list/evidence-list.js';
import '../saved-text/saved-text.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

/** @param {Context} c @param {string} task */
const of = (c, task) => c.rubric.part2.criteria.find((/** @type {any} */ x) => x.id === task);

export const criterion = {
  /** @param {Context} c @param {string} task */
  title: (c, task) => of(c, task).title,
  /** @param {Element} at @param {Context} c @param {string} task */
  show(at, c, task) {
    const x = of(c, task);
    const carried = c.view.carried.includes(task);
    const open = c.view.editable && !carried;
    render(at, html`<p class="breadcrumb"><a href="${taskHref(c.id, '')}">All tasks</a></p>
      <h1>${x.title}</h1>
      <div class="task-layout"><aside class="panel" aria-label="Rubric"><details ${attributes({ open: wide() })}><summary>The three levels</summary>${levels(c.rubric, x)}</details></aside>
        <div>
        ${carried ? html`<div class="notice notice-good"><p>This part has passed. There is nothing to do, and it cannot change.</p></div>` : null}
        ${reviseNote(c, task, lastDecided(c.view))}
        <p class="lead">${x.ask}</p>
        <h2>Your evidence</h2>
        ${open ? html`<p>${c.rubric.part2.intro}</p><details><summary>Ideas for evidence</summary><ul>${x.evidenceIdeas.map((/** @type {string} */ idea) => html`<li>${idea}</li>`)}</ul></details>` : null}
        <evidence-list></evidence-list>
        <h2>Your note</h2>
        ${open ? html`<saved-text></saved-text>` : html`<p class="muted">${x.notePrompt}</p>${readText(stored(c, task).text)}`}
        ${taskFoot(c, task)}
      </div></div>`);
    const list = /** @type {import('../evidence-list/evidence-list.js').EvidenceList} */ (at.querySelector('evidence-list'));
    list.show(task, c.uploads, { limits: c.view.limits, person: c.person, editable: open });
    const note = /** @type {import('../saved-text/saved-text.js').SavedText|null} */ (at.querySelector('saved-text'));
    note?.show({ id: task, label: x.notePrompt, guide: x.noteWords, limit: c.view.limits.answerCharacters, rows: 7, thing: 'note' }, c.texts.of(task, stored(c, task)));
  },
};
