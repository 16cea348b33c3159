/** Check your answers: everything in order, what is missing with links, warnings, and the one button that sends. */
import { api } from '../../js/api.js';
import { showProblem, summary } from '../../js/errors.js';
import { bytes, day, list } from '../../js/format.js';
import { html, render } from '../../js/html.js';
import { pendingEvidence, taskHref } from '../../js/submission.js';
import { readText } from './questions.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

export const check = {
  title: () => 'Check your answers',
  /** @param {Element} at @param {Context} c */
  show(at, c) {
    const { view } = c;
    if (!view.editable) return void c.go('', true);
    const missing = view.tasks.filter((/** @type {any} */ t) => !t.done && !t.locked);
    const unsent = view.tasks.filter((/** @type {any} */ t) => fieldsOf(c, t.id).some(f => c.texts.unsent(f.id)));
    const pending = pendingEvidence(view);
    const ready = missing.length === 0 && unsent.length === 0 && pending.length === 0 && view.allowed.includes('submit');
    render(at, html`<p class="breadcrumb"><a href="${taskHref(c.id, '')}">All tasks</a></p>
      <h1>Check your answers</h1>
      <form novalidate><div data-errors></div>
      <p class="lead">Read it once as the scorer will. The scorer does not see your name or where you work.</p>
      ${missing.length ? html`<section class="notice notice-warn" aria-labelledby="missing"><h2 id="missing">Still missing</h2>
        <ul>${missing.map((/** @type {any} */ t) => html`<li><a href="${taskHref(c.id, t.id)}">${t.title}</a>${t.missing.length ? html`: ${t.missing.join(' ')}` : null}</li>`)}</ul></section>` : null}
      ${unsent.length ? html`<section class="notice notice-warn" aria-labelledby="unsent"><h2 id="unsent">Not saved with us yet</h2>
        <p>Some text is only on this device: ${list(unsent.map((/** @type {any} */ t) => `“${t.title}”`))}. Go online, or open the task to see what holds it up. Then look at this page again.</p></section>` : null}
      ${pending.length ? html`<section class="notice notice-warn" aria-labelledby="pending"><h2 id="pending">Files are still on their way</h2>
        <ul>${pending.map(e => html`<li>${e.name}: ${e.state === 'checking' ? 'we are checking it' : 'not fully sent'} (<a href="${taskHref(c.id, e.criterion)}">look</a>)</li>`)}</ul>
        <p><a class="button button-quiet" href="${taskHref(c.id, 'check')}">Look again</a></p></section>` : null}
      ${view.warnings.length ? html`<section class="notice" aria-labelledby="warnings"><h2 id="warnings">Please look at this once more</h2>
        <ul>${view.warnings.map((/** @type {string} */ w) => html`<li>${w}</li>`)}</ul><p>You can send all the same if it is right as it is.</p></section>` : null}
      ${view.tasks.filter((/** @type {any} */ t) => t.kind === 'questions' || t.kind === 'criterion').map((/** @type {any} */ t) => part(c, t))}
      ${agreed(c)}
      <section class="next no-print" aria-labelledby="send"><h2 id="send">Send it to be scored</h2>
        <p>After sending you cannot change it until a scorer has read it. ${view.attempt > 1 ? 'Only what has not passed yet is scored again.' : 'If a part is not there yet, you get a comment and can send it again.'}</p>
        <p><button class="button button-large button-wide">${view.attempt > 1 || view.status === 'returned' ? 'Send again' : 'Send'}</button></p>
        ${ready ? null : html`<p class="small">Something on top of this page is still open. We check again when you press the button.</p>`}</section></form>`);
    const form = /** @type {HTMLFormElement} */ (at.querySelector('form'));
    form.addEventListener('submit', e => { e.preventDefault(); void send(form, c); });
  },
};

/** The fields of a task, with their prompts. @param {Context} c @param {string} task @returns {{id: string, prompt: string}[]} */
function fieldsOf(c, task) {
  if (task === 'part1' || task === 'part3') return c.rubric[task].questions;
  const x = c.rubric.part2.criteria.find((/** @type {any} */ k) => k.id === task);
  return x ? [{ id: x.id, prompt: x.notePrompt }] : [];
}

/** @param {Context} c @param {any} task */
function part(c, task) {
  const evidence = c.view.evidence.filter((/** @type {any} */ e) => e.criterion === task.id);
  return html`<section class="check-part" aria-labelledby="part-${task.id}"><header><h2 id="part-${task.id}">${task.title}</h2>
    ${task.locked ? html`<span class="tag tag-good">✓ Passed</span>` : html`<a class="no-print" href="${taskHref(c.id, task.id)}">Change<span class="visually-hidden"> ${task.title}</span></a>`}</header>
    ${task.kind === 'criterion' ? html`<h3>Evidence</h3>${evidence.length ? html`<ul>${evidence.map((/** @type {any} */ e) => html`<li>${e.kind === 'link' ? html`<a href="${e.url}" target="_blank" rel="noopener noreferrer">${e.title || e.url}</a>` : e.name}${e.bytes ? html` <span class="muted">(${bytes(e.bytes)})</span>` : null}${e.state === 'refused' ? html` <span class="tag tag-bad">Refused, not sent</span>` : null}</li>`)}</ul>` : html`<p class="muted">No evidence.</p>`}` : null}
    ${fieldsOf(c, task.id).map(f => html`<div class="answer"><h3>${f.prompt}</h3>${readText(c.texts.text(f.id) ?? c.view.answers[f.id]?.text ?? '')}</div>`)}</section>`;
}

/** @param {Context} c */
const agreed = c => html`<section class="check-part" aria-labelledby="part-statements"><header><h2 id="part-statements">Two statements</h2><a class="no-print" href="${taskHref(c.id, 'statements')}">Change<span class="visually-hidden"> the statements</span></a></header>
  <ul>${['integrity', 'privacy'].map(name => html`<li>${c.policies[name].title}: <strong>${c.view.statements[name] ? 'yes' : 'not yet'}</strong></li>`)}</ul></section>`;

/** @param {HTMLFormElement} form @param {Context} c */
async function send(form, c) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
  if (button.disabled) return;
  button.disabled = true;
  button.textContent = 'Sending …';
  const all = await c.texts.settled();
  const answer = all ? await api.post(`/api/submissions/${c.id}/submit`, { version: c.view.version }) : null;
  button.disabled = false;
  button.textContent = c.view.status === 'returned' ? 'Send again' : 'Send';
  if (!answer) return showProblem(form, 'Some of your text is not saved with us yet, so we did not send. Check your connection, then press the button again.');
  if (answer.ok) {
    c.take(answer.data);
    c.sent = `A scorer will read your work.${answer.data.dueAt ? ` You will hear by ${day(answer.data.dueAt)}.` : ''}`;
    return c.go('', true);
  }
  refused(form, c, answer.problem);
}

/** @param {HTMLFormElement} form @param {Context} c @param {import('../../js/api.js').Problem} problem */
function refused(form, c, problem) {
  if (problem.code === 'submission.incomplete' && problem.errors) return incomplete(form, c, problem.errors);
  if (problem.code === 'submission.changed-meanwhile') {
    showProblem(form, 'Your work was changed in another window or on another device after you opened this page. Nothing was sent. Read it again, then send.',
      html`<p><a class="button" href="${taskHref(c.id, 'check')}">Show the newest answers</a></p>`);
    return;
  }
  showProblem(form, problem.detail, problem.status === 409 ? html`<p><a href="${taskHref(c.id, '')}">Back to your submission</a></p>` : undefined);
}

/** The server's list of what is missing, each a link to its task. @param {HTMLFormElement} form @param {Context} c @param {Record<string, string>} errors */
function incomplete(form, c, errors) {
  const place = /** @type {HTMLElement} */ (form.querySelector('[data-errors]'));
  render(place, summary(errors, 'Not sent yet: please finish these first'));
  form.querySelector('#missing')?.closest('section')?.remove();   // said once is enough
  for (const link of place.querySelectorAll('a')) link.href = taskHref(c.id, decodeURIComponent(link.hash.slice(1)));
  if (place.firstElementChild instanceof HTMLElement) place.firstElementChild.focus();
}
