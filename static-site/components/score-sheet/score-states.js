/** A review's short states: before opening, offered, declining, done, and links that open no more. */
import { showErrors, showProblem } from '../../js/errors.js';
import { count, daysUntil, fullDay } from '../../js/format.js';
import { radios, textArea } from '../../js/forms.js';
import { html, render } from '../../js/html.js';
import { focusHeading } from '../../js/page.js';
import { deadLinkWords } from '../../js/scoring.js';

/** @typedef {import('../../js/pages/score.js').Review} Review */

const notYou = html`<p class="small muted">Is this not you? Then please do not open it, and delete the mail. When nobody says yes in a few days, we ask another scorer.</p>`;

/** How far off the date is, in words. @param {string} when */
const soon = when => { const days = daysUntil(when); return days < 0 ? '' : days === 0 ? ' (today)' : days === 1 ? ' (tomorrow)' : ` (in ${count(days, 'day')})`; };

/** @param {Element} at @param {() => Promise<void>} open @param {string} problem */
export function landing(at, open, problem) {
  render(at, html`<h1>You are asked to score someone’s work</h1>
    ${problem ? html`<div class="notice notice-bad" role="alert"><p>${problem}</p></div>` : null}
    <p class="lead">First you see what it is about and by when. Then you say yes or no. You need no account: this link is yours alone.</p>
    <p><button type="button" class="button button-large" id="open">Open this review</button></p>
    <p>You can come back by the same link as often as you like, until the score is sent.</p>${notYou}`);
  at.querySelector('#open')?.addEventListener('click', () => void open());
}

/** @param {Element} at @param {Review} r @param {(view: any) => void} accepted */
export function offer(at, r, accepted) {
  const { view } = r;
  render(at, html`<h1>Can you score this?</h1>
    <form novalidate><div data-errors></div>
    <dl class="facts"><dt>Micro-credential</dt><dd>${view.microCredential.title}</dd>
      <dt>Standard</dt><dd>ESP Universal Standard: ${view.microCredential.standard}</dd>
      <dt>Your time</dt><dd>${view.effortText}</dd>
      <dt>Done by</dt><dd><strong>${fullDay(view.dueAt)}</strong>${soon(view.dueAt)}</dd>
      ${view.attempt > 1 ? html`<dt>Try</dt><dd>This work was revised. You score only what has not passed yet.</dd>` : null}</dl>
    <p>You do not learn who wrote it, and they do not learn who you are. You see the work after you say yes. If you then find that you know whose it is, you can still say no.</p>
    <p class="row"><button class="button button-large">Yes, I will score it</button>
      ${view.allowed.includes('decline') ? html`<button type="button" class="button button-quiet" id="no">No, I cannot</button>` : null}</p>
    </form>${notYou}`);
  const form = /** @type {HTMLFormElement} */ (at.querySelector('form'));
  form.addEventListener('submit', async e => {
    e.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    if (button.disabled) return;
    button.disabled = true;
    const answer = await r.link.post('accept');
    button.disabled = false;
    if (answer.ok) accepted(answer.data);
    else if (form.isConnected) showProblem(form, answer.problem.detail);
  });
  at.querySelector('#no')?.addEventListener('click', () => r.go('decline'));
}

const reasons = [
  { value: 'noTime', text: 'I do not have the time' },
  { value: 'knowThePerson', text: 'I think I know whose work it is', hint: 'Or you work in the same place. Someone else should score it then.' },
  { value: 'notMyField', text: 'I do not know this field well enough' },
  { value: 'other', text: 'Another reason' },
];

/** @param {Element} at @param {Review} r */
export function declineForm(at, r) {
  render(at, html`<p class="breadcrumb"><button type="button" class="link-button" id="back">Back</button></p>
    <h1>Say no to this review</h1>
    <p>That is fine. It goes to another scorer right away.</p>
    <form class="narrow" novalidate><div data-errors></div>
      ${radios({ name: 'reason', label: 'Why?', choices: reasons })}
      ${textArea({ name: 'note', label: 'Anything we should know?', optional: true, rows: 3, maxlength: 1000 })}
      <p class="row"><button class="button">Say no and pass it on</button></p></form>`);
  at.querySelector('#back')?.addEventListener('click', () => history.back());
  const form = /** @type {HTMLFormElement} */ (at.querySelector('form'));
  form.addEventListener('submit', async e => {
    e.preventDefault();
    const data = new FormData(form);
    const [reason, note] = [String(data.get('reason') ?? ''), String(data.get('note') ?? '').trim()];
    if (showErrors(form, { ...(reason ? {} : { reason: 'Choose a reason.' }), ...(reason === 'other' && !note ? { note: 'Say in a few words why.' } : {}) })) return;
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    if (button.disabled) return;
    button.disabled = true;
    const answer = await r.link.post('decline', { reason, note });
    button.disabled = false;
    if (answer.ok) return r.go('declined');
    if (form.isConnected) showProblem(form, answer.problem.detail);
  });
}

/** @param {Element} at */
export const declinedState = at => render(at, html`<h1>Thank you for telling us</h1><p class="lead">Another scorer gets it now. You can close this page.</p>`);

/** @param {Element} at @param {string} outcome */
export const doneState = (at, outcome) => render(at, html`<h1>Your score is sent. Thank you.</h1>
  <div class="notice notice-good"><p>${outcome === 'earned' ? 'The person earned the micro-credential. They get the news and your comments by e-mail.' : 'The person gets your comments by e-mail and can revise what is not there yet.'}</p></div>
  <p>Your name is not shown to them. You can close this page.</p>`);

/** @param {Element} at @param {Review['link']} link @param {import('../../js/api.js').Problem} problem */
export function closedLink(at, link, problem) {
  const words = deadLinkWords(problem.why ?? '');
  render(at, html`<h1>${words.title}</h1><p class="lead">${words.text}</p>
    ${problem.canAskForNew ? html`<form><div data-errors></div><p><button class="button">Send me a new link</button></p>
      <p class="hint">It goes to the same address as before.</p></form>` : html`<p>Something wrong? <a href="/help/">Ask us</a>.</p>`}`);
  const form = at.querySelector('form');
  form?.addEventListener('submit', async e => {
    e.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    if (button.disabled) return;
    button.disabled = true;
    const answer = await link.askForNew();
    button.disabled = false;
    if (!answer.ok) return showProblem(form, answer.problem.detail);
    render(at, html`<h1>Please look in your mail</h1><p class="lead">If the review is still open, a new link is on its way to the address we wrote to before. It can take a few minutes; look in the spam folder too.</p>`);
    focusHeading();
  });
}
