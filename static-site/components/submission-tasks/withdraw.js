/** Taking the work back: a page of its own that says what happens, and asks why. */
import { api } from '../../js/api.js';
import { showErrors, showProblem } from '../../js/errors.js';
import { textArea } from '../../js/forms.js';
import { html, render } from '../../js/html.js';
import { isWithScorer, taskHref } from '../../js/submission.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

export const withdraw = {
  title: () => 'Take this work back',
  /** @param {Element} at @param {Context} c */
  show(at, c) {
    const back = html`<p class="breadcrumb"><a href="${taskHref(c.id, '')}">Back to your submission</a></p>`;
    if (!c.view.allowed.includes('withdraw'))
      return render(at, html`${back}<h1>This work cannot be taken back</h1><p>${c.view.statusText ? `It is at this point: ${c.view.statusText}.` : ''} Nothing was changed.</p>`);
    render(at, html`${back}<h1>Take this work back</h1>
      <p class="lead">If you take it back, nobody will score it${isWithScorer(c.view) ? ', and a scorer who has it is told to stop' : ''}.</p>
      <ul><li>You can still read what you wrote. You cannot change it or send it any more.</li>
        <li>You can start this micro-credential again. The new start is empty; you can copy text from here.</li>
        <li>If you only need a break, do nothing: what you wrote stays saved.</li></ul>
      <form class="narrow" novalidate><div data-errors></div>
        ${textArea({ name: 'reason', label: 'Why do you take it back?', hint: 'A few words are enough. They help us make this better. Scorers do not see them.', rows: 4, maxlength: 1000 })}
        <p class="row"><button class="button button-danger">Take my work back</button> <a href="${taskHref(c.id, '')}">Keep it</a></p></form>`);
    const form = /** @type {HTMLFormElement} */ (at.querySelector('form'));
    form.addEventListener('submit', e => { e.preventDefault(); void send(form, c); });
  },
};

/** @param {HTMLFormElement} form @param {Context} c */
async function send(form, c) {
  const reason = /** @type {HTMLTextAreaElement} */ (form.querySelector('#reason')).value.trim();
  if (showErrors(form, reason ? {} : { reason: 'Write in a few words why you take it back.' })) return;
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
  if (button.disabled) return;
  button.disabled = true;
  const answer = await api.post(`/api/submissions/${c.id}/withdraw`, { reason });
  button.disabled = false;
  if (!answer.ok) return answer.problem.errors ? void showErrors(form, answer.problem.errors) : showProblem(form, answer.problem.detail);
  c.take(answer.data);
  await c.go('', true);
}
