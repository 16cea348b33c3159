/** The hub of one submission: who has the ball, what is next, the tasks with their state in words, what has happened. */
import { day, dueDay, fullDay, moment } from '../../js/format.js';
import { attributes, html, render } from '../../js/html.js';
import { answersOf, changedSince, isStarted, isWithScorer, lastDecided, nextStep, taskHref, taskState, toRevise } from '../../js/submission.js';
import { feedback } from '../score-report/score-report.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */

export const hub = {
  title: () => 'Your submission',
  /** @param {Element} at @param {Context} c */
  show(at, c) {
    const { view, rubric } = c;
    render(at, html`<p class="breadcrumb"><a href="/my-work/">My work</a></p>
      <h1>${rubric.title}</h1>
      ${c.stale ? html`<div class="notice notice-warn" role="status"><p>This is what we knew last. We could not reach our side just now.</p></div>` : null}
      ${c.sent ? html`<div class="notice notice-good"><h2>Sent. Thank you.</h2><p>${c.sent}</p><p>We sent you an e-mail with the same news. You can look at your work here, but not change it now.</p></div>` : null}
      ${c.sent && isWithScorer(view) ? null : status(view)}
      ${view.status === 'returned' ? notYet(c) : null}
      ${next(c)}
      ${view.workRemovedAt ? null : tasks(c)}
      ${past(view)}
      ${kept(view)}
      ${view.allowed.includes('withdraw') ? html`<p class="no-print"><a href="${taskHref(c.id, 'withdraw')}">Take this work back</a></p>` : null}`);
    c.sent = '';
    const list = at.querySelector('.tasks');
    const stop = c.texts.watch(() => list?.isConnected ? states(at, c) : stop());
  },
};

/** The sentence that says who has the ball, and by when. @param {any} view */
function status(view) {
  if (isWithScorer(view))
    return html`<div class="notice"><h2>A scorer will read your work</h2>
      <p>${view.dueAt ? html`You will hear by <strong>${day(view.dueAt)}</strong>. ` : null}You do not need to do anything now. We send you an e-mail.</p></div>`;
  if (view.status === 'earned')
    return html`<div class="notice notice-good"><h2>You earned this micro-credential</h2>
      <p>${view.decidedAt ? html`On ${fullDay(view.decidedAt)}. ` : null}Well done.</p>${credential(view.credential)}
      <p><a href="${taskHref(view.id, 'report')}">Read your score report</a></p></div>`;
  if (view.status === 'revoked')
    return html`<div class="notice notice-warn"><h2>We took this credential back</h2>
      <p>You earned this micro-credential${view.decidedAt ? html` on ${fullDay(view.decidedAt)}` : ''}. Later we took the credential back. It does not count any more. Our e-mail says why, and <a href="/credentials/">your credentials</a> say so too.</p>
      <p>Do you think this is a mistake? <a href="/help/#contact">Write to us.</a> You can start this micro-credential again at any time.</p>
      <p><a class="button button-quiet" href="/micro-credentials/${view.microCredential.slug}/">See this micro-credential</a></p></div>`;
  if (view.status === 'withdrawn')
    return html`<div class="notice"><h2>You took this work back</h2><p>Nobody will score it. ${view.workRemovedAt ? null : 'You can read it here. '}You can start this micro-credential again at any time.</p>
      <p><a class="button button-quiet" href="/micro-credentials/${view.microCredential.slug}/">See this micro-credential</a></p></div>`;
  if (view.status === 'expired')
    return html`<div class="notice notice-warn"><h2>The time for this work ran out</h2><p>It was to be finished by ${fullDay(view.finishBy)}. ${view.workRemovedAt ? 'You can start again.' : 'You can read it and copy your text from here into a new start.'}</p>
      <p><a class="button button-quiet" href="/micro-credentials/${view.microCredential.slug}/">See this micro-credential</a></p></div>`;
  return html`<p class="lead">It is your turn. ${view.finishBy ? html`Finish by <strong>${dueDay(view.finishBy)}</strong>; what you do is saved as you go.` : null}</p>`;
}

/** @param {any} view */
const stays = view => view.status === 'earned' ? ' Your result, the feedback and your credential stay.' : view.attempts.some((/** @type {any} */ a) => a.outcome) ? ' Your result and the feedback stay.' : '';

/** How long answers and files are kept, once the work is over; afterwards, that they are gone. @param {any} view */
function kept(view) {
  if (view.workRemovedAt)
    return html`<section aria-labelledby="kept"><h2 id="kept">What we keep</h2><p>On ${fullDay(view.workRemovedAt)} we removed your answers and files, as we said we would.${stays(view)}</p></section>`;
  return !view.keptUntil ? null : html`<section aria-labelledby="kept"><h2 id="kept">What we keep</h2>
    <p>We keep your answers and files until <strong>${fullDay(view.keptUntil)}</strong>. Then we remove them.${stays(view)}</p>
    <p class="no-print">Do you want to have them for yourself? <a href="/api/portfolio/export" download>Download everything that we keep about you</a>.</p></section>`;
}

/** @param {any} made */
function credential(made) {
  if (!made || made.status === 'preparing') return html`<p>We are making your digital credential. It will be here in a few minutes, and we send you an e-mail.</p>`;
  return html`<p class="row"><a class="button" href="/credentials/">Show and share it</a> <a href="${made.verifyUrl}">Check it as others see it</a></p>`;
}

/** Work that came back: what to change stands first, in the scorer's words. @param {Context} c */
function notYet(c) {
  const attempt = lastDecided(c.view);
  const open = toRevise(c.view);
  return html`<section class="notice notice-warn" aria-labelledby="not-yet"><h2 id="not-yet">Not yet: ${open.length === 1 ? 'one part needs' : `${open.length} parts need`} more</h2>
    <p>${c.view.carried.length ? 'What passed stays passed; you do not do it again. ' : ''}Read the scorer’s comments, change ${open.length === 1 ? 'that part' : 'those parts'}, and send again.</p></section>
    ${attempt ? feedback(c, attempt, true) : null}`;
}

/** @param {Context} c */
function next(c) {
  const step = nextStep(c.view, changedSince(c.view, c.rubric));
  if (!step) return null;
  return html`<section class="next" aria-labelledby="next"><p><span class="tag tag-next">Next</span></p>
    <h2 id="next">${step.words}</h2><p><a class="button button-large button-wide" href="${taskHref(c.id, step.task)}">${step.task === 'check' ? 'Check and send' : 'Go on'}</a></p></section>`;
}

/** @param {Context} c */
function tasks(c) {
  const { view } = c;
  const open = stillToRevise(c);
  const done = view.tasks.filter((/** @type {any} */ t) => t.done && !open.includes(t.id)).length;
  const step = nextStep(view, changedSince(view, c.rubric));
  return html`<section aria-labelledby="tasks"><h2 id="tasks">${view.editable ? `${done} of ${view.tasks.length} done` : 'What you sent'}</h2>
    ${view.editable ? html`<p><progress ${attributes({ max: view.tasks.length, value: done, 'aria-labelledby': 'tasks' })}></progress></p>` : null}
    <ol class="tasks">${view.tasks.filter((/** @type {any} */ t) => view.editable || t.id !== 'profile').map((/** @type {any} */ t) => {
      return html`<li ${attributes({ class: step?.task === t.id ? 'is-next' : undefined })}><a href="${taskHref(c.id, t.id)}">${t.title}</a>
        <span data-task="${t.id}">${tag(c, t)}</span>
        ${view.editable && !t.done && t.missing.length && isStarted(view, c.rubric, t.id) ? html`<p class="hint">${t.missing.join(' ')}</p>` : null}</li>`;
    })}${view.editable ? html`<li ${attributes({ class: step?.task === 'check' ? 'is-next' : undefined })}><a href="${taskHref(c.id, 'check')}">Check your answers and send</a></li>` : null}</ol></section>`;
}

/** @param {Context} c */
const stillToRevise = c => { const changed = changedSince(c.view, c.rubric); return toRevise(c.view).filter(id => !changed.includes(id)); };

/** @param {Context} c @param {import('../../js/submission.js').Task} task */
function tag(c, task) {
  const unsent = answersOf(c.rubric, task.id).some(a => c.texts.unsent(a));
  if (!c.view.editable && !unsent) return html``;
  const state = taskState(task, unsent, isStarted(c.view, c.rubric, task.id), stillToRevise(c).includes(task.id));
  return html`<span class="tag tag-${state.tone}">${state.tone === 'good' ? '✓ ' : ''}${state.text}</span>`;
}

/** The states alone, while texts of this device arrive: focus stays where it is. @param {Element} at @param {Context} c */
function states(at, c) {
  for (const task of c.view.tasks) {
    const place = at.querySelector(`[data-task="${CSS.escape(task.id)}"]`);
    if (place) render(place, tag(c, task));
  }
}

/** @param {any} view */
const past = view => view.history.length === 0 ? null : html`<section aria-labelledby="past"><h2 id="past">What has happened</h2>
  <ol class="history" reversed>${[...view.history].sort((a, b) => b.at.localeCompare(a.at)).map(h => html`<li><span class="muted">${moment(h.at)}</span> ${h.text}</li>`)}</ol>
  ${view.attempts.some((/** @type {any} */ a) => a.outcome) ? html`<p><a href="${taskHref(view.id, 'report')}">Read your score report</a></p>` : null}</section>`;
