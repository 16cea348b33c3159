/** What the scorer found, per part, in the scorer's words; made to be printed too. */
import { count, fullDay } from '../../js/format.js';
import { attributes, html, render } from '../../js/html.js';
import { outcomeWords, reportRows, taskHref } from '../../js/submission.js';

/** @typedef {import('../../js/pages/submit.js').Context} Context */
/** @typedef {import('../../js/submission.js').Attempt} Attempt */

export const scoreReport = {
  title: () => 'Score report',
  /** @param {Element} at @param {Context} c */
  show(at, c) {
    const decided = c.view.attempts.filter((/** @type {Attempt} */ a) => a.outcome).toReversed();
    render(at, html`<p class="breadcrumb"><a href="${taskHref(c.id, '')}">Back to your submission</a></p>
      <h1>Score report</h1>
      <p class="lead">${c.rubric.title} <span class="muted">(${c.rubric.standard}, rubric version ${c.rubric.version})</span></p>
      ${decided.length === 0 ? html`<p>There is no score yet. We send you an e-mail as soon as there is one.</p>` : null}
      ${decided.map((/** @type {Attempt} */ a) => html`<section class="report" aria-labelledby="try-${a.number}">
        <h2 id="try-${a.number}">${decided.length > 1 ? `Try ${a.number}: ` : ''}${a.outcome === 'earned' ? 'Earned' : 'Not yet'}</h2>
        <p>Sent ${fullDay(a.submittedAt)}, scored ${fullDay(a.decidedAt ?? a.submittedAt)}.</p>
        ${feedback(c, a, false)}</section>`)}
      ${decided.length ? html`<p class="no-print"><button type="button" class="button button-quiet" id="print">Print this page</button></p>` : null}`);
    at.querySelector('#print')?.addEventListener('click', () => print());
  },
};

/**
 * The results; on the hub of work that came back what needs more stands open, and what passed is folded away.
 * @param {Context} c @param {Attempt} attempt @param {boolean} revise
 */
export function feedback(c, attempt, revise) {
  const rows = reportRows(c.rubric, attempt);
  const open = rows.filter(r => r.result && !r.result.met);
  const general = attempt.generalComment ? html`<div class="panel"><h3>The scorer’s general comment</h3><p class="read-text">${attempt.generalComment}</p></div>` : null;
  if (!revise) return html`<ul class="feedback">${rows.map(r => row(c, r, false))}</ul>${general}`;
  const passed = rows.filter(r => !open.includes(r));
  return html`<ul class="feedback">${open.map(r => row(c, r, true))}</ul>${general}
    ${passed.length ? html`<details><summary>What passed: ${count(passed.length, 'part')}</summary><ul class="feedback">${passed.map(r => row(c, r, false))}</ul></details>` : null}`;
}

/** @param {Context} c @param {{id: string, title: string, result: import('../../js/submission.js').Result|undefined}} part @param {boolean} link */
const row = (c, { id, title, result }, link) => html`<li ${attributes({ class: result && !result.met ? 'open' : undefined })}>
  <div class="feedback-head"><h3>${title}</h3>
  <span class="tag ${result?.met === false ? 'tag-warn' : 'tag-good'}">${result ? html`${result.met ? '✓ ' : ''}${outcomeWords(c.rubric, result)}` : '✓ Passed before'}</span></div>
  ${result?.comment ? html`<blockquote>${result.comment}</blockquote>` : null}
  ${link ? html`<p><a href="${taskHref(c.id, id)}">Revise this part<span class="visually-hidden">: ${title}</span></a></p>` : null}</li>`;
