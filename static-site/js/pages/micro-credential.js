/**
 * Starts a micro-credential, or leads to what was started before. Someone who is not signed in signs in first and comes back:
 * that they pressed Start is remembered in this tab alone, so that no mere link can start anything.
 */
import { api } from '../api.js';
import { day } from '../format.js';
import { html, render } from '../html.js';
import { announce } from '../page.js';
import { person, signInLink } from '../session.js';

const remembered = 'start-after-sign-in';
const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-start]')]);
const slug = places[0]?.dataset.start ?? '';

/** @param {() => import('../html.js').Fragment} make */
function show(make) {
  for (const place of places) {
    render(place, make());
    place.querySelector('button')?.addEventListener('click', () => start(place));
  }
}

const button = (/** @type {string} */ text) => html`<p>You can stop and come back at any time.</p><p><button type="button" class="button button-large button-wide">${text}</button></p>`;

/** @param {any} submission */
function leadOn(submission) {
  show(() => html`<p>You started this on ${day(submission.startedAt)}. <strong>${submission.statusText}.</strong></p>
    <p><a class="button button-large button-wide" href="/submit/?id=${submission.id}">${submission.ball === 'you' ? 'Continue' : 'See where it stands'}</a></p>`);
}

/** @param {HTMLElement} [place] where the person pressed, for the answer to stand there */
async function start(place) {
  if (!(await person())) {
    sessionStorage.setItem(remembered, slug);
    location.assign(signInLink(location.pathname));
    return;
  }
  for (const each of document.querySelectorAll('[data-start] button')) each.setAttribute('aria-disabled', 'true');
  announce('Starting …');
  const answer = await api.post('/api/submissions', { microCredential: slug });
  const id = answer.ok ? answer.data.id : answer.problem.code === 'submission.already-started' ? answer.problem.submission : undefined;
  if (id) {
    location.assign(`/submit/?id=${encodeURIComponent(id)}`);
    return;
  }
  show(() => button('Try again'));
  const note = document.createElement('p');
  note.className = 'field-error';
  note.setAttribute('role', 'alert');
  note.textContent = answer.problem?.detail ?? '';
  (place ?? places[0])?.prepend(note);
}

/** What the person has of this micro-credential already. */
async function standing() {
  const answer = await api.get('/api/portfolio');
  if (!answer.ok) return;
  const mine = answer.data.submissions.filter((/** @type {any} */ s) => s.microCredential.slug === slug);
  const open = mine.find((/** @type {any} */ s) => !['earned', 'withdrawn', 'expired', 'revoked'].includes(s.status));
  if (open) leadOn(open);
  else if (mine.some((/** @type {any} */ s) => s.status === 'earned')) show(() => html`<p><strong>You have earned this one.</strong></p><p><a class="button button-wide" href="/credentials/">See my credential</a></p>`);
}

show(() => button('Start'));
if (await person()) {
  const goOn = sessionStorage.getItem(remembered) === slug;
  sessionStorage.removeItem(remembered);
  if (goOn) await start();
  else await standing();
}
