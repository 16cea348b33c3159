/** What the scorer found, per part, in the scorer's words; made to be printed too. */
import { fullDay } from '../../js/format.js';
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
 * The results as a list; what needs work first says so.
 * @param {Context} c @param {Attempt} attempt @param {boolean} links  each part that is open leads to its task
 */
export const feedback = (c, attempt, links) => html`<ul class="feedback">${reportRows(c.rubric, attempt).map(({ id, title, result }) => {
  const carried = !result;
  return html`<li ${attributes({ class: result && !result.met ? 'open' : undefined })}>
    <div class="feedback-head"><h3>${title}</h3>
    <span class="tag ${result?.met === false ? 'tag-warn' : 'tag-good'}">${carried ? '✓ Passed before' : html`${result.met ? '✓ ' : ''}${outcomeWords(c.rubric, result)}`}</span></div>
    ${result?.comment ? html`<blockquote>${result.comment}</blockquote>` : null}
    ${links && result && !result.met ? html`<p><a href="${taskHref(c.id, id)}">Revise this part<span class="visually-hidden">: ${title}</span></a></p>` : null}</li>`;
})}</ul>
${attempt.generalComment ? html`<div class="panel"><h3>The scorer’s general comment</h3><p class="read-text">${attempt.generalComment}</p></div>` : null}`;
