/** What every admin page does: lets admins in and nobody else, says when its numbers are from, and shows what came of an action. */
import { api } from '../api.js';
import { html, render } from '../html.js';
import { moment } from '../format.js';
import { notFound, notFoundTitle } from '../not-found.js';
import { announce, place, setTitle, showFailure } from '../page.js';
import { person, signInLink } from '../session.js';

/** True for an admin. Somebody else sees the page of an address that leads nowhere; nobody in particular is asked to sign in. */
export async function admitted() {
  const who = await person();
  if (who?.roles.includes('admin')) return true;
  if (who) nowhere();
  else showFailure(place(), { code: 'sign-in.needed', status: 401, detail: '' });
  return false;
}

/** Shows what the site shows at an address that does not exist. */
export function nowhere() {
  setTitle(notFoundTitle);
  render(/** @type {Element} */ (document.querySelector('main .wrap')), notFound());
}

/**
 * The answer's data; or null, after the page has said why there is none.
 * @param {import('../api.js').Answer<any>} answer
 * @param {() => void} again
 */
export function dataOf(answer, again) {
  if (answer.ok) return answer.data;
  if (answer.status === 401) location.assign(signInLink());
  else showFailure(place(), answer.problem, again);
  return null;
}

/** The figures as last measured, or null after the page has said why there are none. @param {() => void} again */
export const figures = async (again) => dataOf(await api.get('/api/manage/figures'), again);

/**
 * The line that says of when the numbers are, with a button that measures anew.
 * @param {string} at
 */
export const measured = (at) => html`<p class="measured row"><span>Measured ${moment(at)}. Measured every five minutes.</span>
  <button type="button" class="button button-quiet button-small" id="measure-now">Measure now</button></p>`;

/** @param {() => Promise<void>} reload */
export function listenMeasure(reload) {
  document.getElementById('measure-now')?.addEventListener('click', async (event) => {
    const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
    button.disabled = true;
    button.textContent = 'Measuring …';
    const answer = await api.post('/api/manage/figures');
    if (!dataOf(answer, reload)) return;
    await reload();
    announce('Measured now.');
    document.getElementById('measure-now')?.focus();
  });
}

/**
 * A number with its name; a link when there is more to see.
 * @param {string} name @param {string | number} value @param {{href?: string, bad?: boolean, hint?: string}} [more]
 */
export const tile = (name, value, { href, bad, hint } = {}) => html`<li class="tile ${bad ? 'tile-bad' : ''}"><span class="tile-value">${value}</span>
  ${href ? html`<a href="${href}">${name}</a>` : html`<span>${name}</span>`}${hint ? html`<span class="muted small">${hint}</span>` : null}</li>`;

/** "0" for none, "100 or more" where counting stops. @param {number} count @param {number} end */
export const upTo = (count, end) => (count >= end ? `${end} or more` : String(count));

/**
 * After an action: the page anew, and on top of it what was done, with the reader's place.
 * @param {string} sentence
 * @param {import('../html.js').Fragment | null} [more]
 */
export function showDone(sentence, more = null) {
  const box = document.createElement('div');
  render(box, html`<div class="notice notice-good" id="done" tabindex="-1" role="status"><p>${sentence}</p>${more}</div>`);
  document.getElementById('done')?.remove();
  const notice = /** @type {HTMLElement} */ (box.firstElementChild);
  place().prepend(notice);
  notice.focus();
  announce(sentence);
}

/** A submission's number as a link: the end of it is enough to tell two apart. @param {string} id */
export const numberLink = (id) => html`<a class="number" href="/admin/submission/?id=${id}" title="${id}"><span class="visually-hidden">Submission </span>…${id.slice(-8)}</a>`;
