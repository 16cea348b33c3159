/** The two statements the person stands by. */
import { api } from '../../js/api.js';
import { showProblem } from '../../js/errors.js';
import { checkbox } from '../../js/forms.js';
import { html, render } from '../../js/html.js';
import { announce } from '../../js/page.js';
import { taskHref } from '../../js/submission.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

export const statements = {
  title: () => 'Two statements',
  /** @param {Element} at @param {Context} c */
  show(at, c) {
    const { integrity, privacy } = c.view.statements;
    const open = c.view.editable;
    render(at, html`<p class="breadcrumb"><a href="${taskHref(c.id, '')}">All tasks</a></p>
      <h1>Two statements</h1>
      <form class="narrow" novalidate><div data-errors></div>
        ${['integrity', 'privacy'].map(name => html`<section aria-labelledby="${name}-title"><h2 id="${name}-title">${c.policies[name].title}</h2>
          <ul class="statement-list">${c.policies[name].statements.map((/** @type {string} */ s) => html`<li>${s}</li>`)}</ul>
          ${open ? checkbox({ name, label: name === 'integrity' ? 'All of this is true for my work' : 'I did all of this', checked: name === 'integrity' ? integrity : privacy })
            : html`<p><span class="tag ${(name === 'integrity' ? integrity : privacy) ? 'tag-good' : ''}">${(name === 'integrity' ? integrity : privacy) ? '✓ You agreed' : 'Not agreed'}</span></p>`}</section>`)}
        ${open ? html`<p class="row"><button class="button">Save and go back to the tasks</button></p>` : html`<p><a class="button button-quiet" href="${taskHref(c.id, '')}">Back to your submission</a></p>`}
      </form>`);
    const form = /** @type {HTMLFormElement} */ (at.querySelector('form'));
    if (open) form.addEventListener('submit', e => { e.preventDefault(); void save(form, c); });
  },
};

/** @param {HTMLFormElement} form @param {Context} c */
async function save(form, c) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
  if (button.disabled) return;
  button.disabled = true;
  button.textContent = 'Saving …';
  const ticked = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.querySelector(`#${name}`)).checked;
  const answer = await api.put(`/api/submissions/${c.id}/statements`, { integrity: ticked('integrity'), privacy: ticked('privacy') });
  button.disabled = false;
  button.textContent = 'Save and go back to the tasks';
  if (!answer.ok) return showProblem(form, answer.problem.detail);
  c.take(answer.data);
  announce('Saved');
  await c.go('');
}
