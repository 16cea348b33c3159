/**
 * A scorer's page. Nothing of the work is shown or asked for before a person presses "Open this review": mail scanners press
 * nothing. The token stays in the fragment, so no link of this page may change the fragment.
 *
 * @typedef {object} Review
 * @property {ReturnType<typeof scoringLink>} link
 * @property {any} view      ReviewView
 * @property {import('../scoring.js').Sheet} sheet
 * @property {Awaited<ReturnType<typeof answers>>} texts
 * @property {(step: string) => void} go
 * @property {ReturnType<Awaited<ReturnType<typeof answers>>['of']>} saving  the sheet's autosave
 */
import { closedLink, declineForm, doneState, landing, offer, declinedState } from '../../components/score-sheet/score-states.js';
import { checkSheet } from '../../components/score-sheet/score-check.js';
import { scoreSheet } from '../../components/score-sheet/score-sheet.js';
import { answers, refusal } from '../answers.js';
import { html, render } from '../html.js';
import { focusHeading, place, setTitle, showLoading } from '../page.js';
import { wholeSheet } from '../scoring.js';
import { scoringLink, tokenNow } from '../scoring-link.js';

const content = place();
const token = tokenNow();
/** A reload of a review that a person opened in this tab opens it again. Only the start of the token, which opens nothing. */
const OPENED = 'esp-review-opened';

const link = scoringLink(token, problem => show('Link closed', () => closedLink(content, link, problem)));
/** @type {Review|null} */
let review = null;
/** Sent or declined: back leads nowhere else any more. */
let over = '';

/** @param {string} title @param {() => void} draw */
function show(title, draw) {
  setTitle(title);
  draw();
  scrollTo(0, 0);
  focusHeading();
}

async function open() {
  render(content, html`<h1>Review</h1><div id="loading"></div>`);
  showLoading(place('loading'), 'Opening the review …');
  const answer = await link.open();
  if (!answer.ok && answer.problem.code.startsWith('link.')) return show('Link closed', () => closedLink(content, link, answer.problem));
  if (!answer.ok) return show('Review', () => landing(content, open, answer.problem.detail));
  sessionStorage.setItem(OPENED, token.slice(0, 8));
  await take(answer.data.review);
  go(history.state?.step === 'check' ? 'check' : '', true);
}

/** @param {any} view */
async function take(view) {
  if (view.state !== 'accepted') { review = /** @type {Review} */ ({ link, view, go }); return; }
  const texts = await answers(view.id, 0, save);
  const asText = (/** @type {any} */ sheet) => JSON.stringify(wholeSheet(view.rubric, view.carried, sheet));
  const saving = texts.of('sheet', { text: asText(view.sheet), version: view.version ?? '', savedAt: view.savedAt ?? '' });
  review = { link, view, texts, go, saving, sheet: wholeSheet(view.rubric, view.carried, JSON.parse(saving.state().text)) };

  /** @param {string} _ @param {string} text @param {string} version @returns {Promise<import('../autosave-run.js').Answer>} */
  async function save(_, text, version) {
    const answer = await link.put('sheet', { version, sheet: JSON.parse(text) });
    if (!answer.ok) return refusal(answer.problem, p => p.code === 'sheet.changed-meanwhile' ? { text: asText(p.sheet), version: p.version, savedAt: '' } : null);
    Object.assign(view, { sheet: JSON.parse(text), version: answer.data.version, savedAt: answer.data.savedAt });
    return { ok: true, version: answer.data.version, savedAt: answer.data.savedAt };
  }
}

/** Steps inside the review: history entries with the same address, so that back works and the token stays. @param {string} step @param {boolean} [replace] */
function go(step, replace = false) {
  if (step === 'declined' || step.startsWith('sent-')) over = step;
  history[replace ? 'replaceState' : 'pushState']({ step }, '');
  draw(step);
}

/** @param {string} asked */
function draw(asked) {
  const step = over || asked;
  const r = review;
  if (!r) return;
  const { state, microCredential: { title } } = r.view;
  if (step === 'declined') return show('Thank you', () => declinedState(content));
  if (step.startsWith('sent-')) return show('Score sent', () => doneState(content, step.slice(5)));
  if (step === 'decline') return show(`Say no: ${title}`, () => declineForm(content, r));
  if (state === 'offered') return show(`Review: ${title}`, () => offer(content, r, view => take(view).then(() => go('', true))));
  if (step === 'check') return show(`Check your score: ${title}`, () => checkSheet(content, r));
  show(`Scoring: ${title}`, () => scoreSheet(content, r, step));
}

/** No link may change the fragment, not even "Skip to the content": a reload would lose the token. */
document.addEventListener('click', e => {
  const anchor = e.target instanceof Element ? e.target.closest('a[href^="#"]') : null;
  if (!(anchor instanceof HTMLAnchorElement)) return;
  e.preventDefault();
  document.getElementById(decodeURIComponent(anchor.hash.slice(1)))?.focus();
});
addEventListener('popstate', e => { if (tokenNow() === token) draw(e.state?.step ?? ''); });
addEventListener('hashchange', () => { if (tokenNow() !== token) location.reload(); });

if (!token) show('Review', () => closedLink(content, link, { code: 'link.unknown', status: 404, detail: '' }));
else if (sessionStorage.getItem(OPENED) === token.slice(0, 8)) await open();
else landing(content, open, '');
