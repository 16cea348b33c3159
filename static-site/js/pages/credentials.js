/** My credentials: show, share, hide, download. */
import { api } from '../api.js';
import { canShare, isShown, linkedIn, pageOf, share, slugOf } from '../credentials/share.js';
import { fullDay } from '../format.js';
import { html, render } from '../html.js';
import { announce, place, showFailure, showLoading, signedIn } from '../page.js';

/** @typedef {import('../credentials/share.js').Earned} Earned */

const content = place();

async function load() {
  if (!(await signedIn(content))) return;
  const answer = await api.get('/api/portfolio');
  if (!answer.ok) return showFailure(content, answer.problem, () => { showLoading(content, 'Loading your credentials …'); void load(); });
  /** @type {Earned[]} */
  const credentials = answer.data.credentials;
  const preparing = answer.data.submissions.filter((/** @type {any} */ s) => s.status === 'earned' && !credentials.some((c) => c.standard === s.microCredential.standard));
  const good = credentials.filter((c) => c.status !== 'revoked' && isShown(c));
  const standing = credentials.filter((c) => c.status !== 'revoked').length;
  render(content, credentials.length + preparing.length === 0 ? empty : html`
    ${preparing.map((/** @type {any} */ s) => html`<div class="notice"><h2>${s.microCredential.title}</h2><p>You earned it. We are making your credential; it will be here in a few minutes.</p></div>`)}
    ${standing > 1 ? html`<p class="lead">${standing} of 8 earned.</p>` : null}
    ${good.length > 0 ? html`<p><a class="lone" href="/credentials/transcript/">See all of it on one page, to print or to send (transcript)</a></p>` : null}
    <ul class="earned">${credentials.map((c) => html`<li id="${c.id}-place">${card(c)}</li>`)}</ul>
    ${credentials.length > 0 ? about : null}`);
  for (const c of credentials) wire(c);
  // The browser looked for the address's target before it was here.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

const empty = html`<section class="panel"><h2>None yet</h2>
  <p>When you earn a micro-credential, it appears here a few minutes later. You can then show it to an employer, put it on your profile page, or print it.</p>
  <p><a class="button" href="/my-work/">Go to my work</a></p></section>`;

const about = html`<section aria-labelledby="about"><h2 id="about">What these are</h2>
  <p>Each one is a digital document with a signature that cannot be forged. It follows Open Badges 3.0, a standard that many other systems read.
  Whoever gets your link sees in seconds if it is real. They need no account.</p>
  <p>Your name stands on it only if you chose that in <a href="/profile/">your profile</a> before you earned it.</p>
  <p><a class="lone" href="/help/#credential">What can I do with my credential?</a></p></section>`;

/** @param {Earned} c @param {string} [state] what was just done, in words */
const card = (c, state = '') => html`<article class="credential${c.status === 'revoked' || !isShown(c) ? ' is-off' : ''}" id="${c.id}">
  <img class="badge" src="/images/badges/${slugOf(c.standard)}.svg" alt="Badge: ${c.title}" width="208" height="208">
  <div><h2 id="${c.id}-title">${c.title}</h2>
  <p>ESP Universal Standard: ${c.standard}<br>Awarded on ${fullDay(c.awardedAt)}</p>
  ${c.status === 'revoked' ? revoked(c) : isShown(c) ? issued(c) : hidden(c)}
  <p class="share-state" role="status">${state}</p></div>
</article>`;

/** @param {Earned} c */
const revoked = (c) => html`<p><span class="tag tag-bad">✕ Taken back</span></p>
  <p>${c.revokedReason ? html`<strong>Why:</strong> ${c.revokedReason} ` : null}${c.revokedAt ? `It was taken back on ${fullDay(c.revokedAt)}.` : null}</p>
  <p>It no longer counts, and whoever checks it sees that it was taken back. This cannot be undone, but you can earn the micro-credential again. Do you think that this is a mistake? <a href="/help/#contact">Write to us</a>.</p>
  <p><a class="lone" href="${pageOf(c.id)}">See what others see</a></p>`;

/** @param {Earned} c */
const hidden = (c) => html`<p><span class="tag tag-warn">○ Hidden</span></p>
  <p>Nobody can open its page or check its number now, not even you, and it is not in your transcript. A file that you gave away before still shows as real. To share or download it, show it again.</p>
  <p><button type="button" class="button" data-show>Show again</button></p>`;

/** @param {Earned} c */
const issued = (c) => html`<p><span class="tag tag-good">✓ Valid and shown</span></p>
  <p class="row"><a class="button" href="${pageOf(c.id)}" aria-describedby="${c.id}-title">Show it</a>
    <button type="button" class="button button-quiet" data-share aria-describedby="${c.id}-title">${canShare() ? 'Share' : 'Copy the link'}</button>
    <a class="lone" href="${linkedIn(c, location.href)}" rel="noopener" aria-describedby="${c.id}-title">Add it to LinkedIn</a></p>
  <details><summary>Download</summary><ul class="downloads">
    <li><a href="/api/credentials/${c.id}/certificate.pdf?download=1" download>Certificate (PDF)</a> To print, or to attach to an e-mail.</li>
    <li><a href="/api/credentials/${c.id}/badge.png?download=1" download>Badge picture (PNG)</a> For a web page or another badge site. The credential is inside the picture.</li>
    <li><a href="/api/credentials/${c.id}/badge.svg?download=1" download>Badge picture (SVG)</a> The same, sharp at every size.</li>
    <li><a href="/api/credentials/${c.id}?download=1" download>Credential (JSON)</a> For another badge site or a wallet app, and to keep: it can be checked without us.</li>
    <li><a href="/api/credentials/${c.id}/jwt?download=1" download="${slugOf(c.standard)}.jwt">Credential (JWT)</a> The same, for systems that ask for a “VC-JWT”.</li></ul></details>
  <details><summary>Hide it</summary><p>Hidden means: nobody can open its page or check its number, and it is not in your transcript. A file that you gave away before still shows as real. You can show it again at any time.</p>
    <p><button type="button" class="button button-quiet" data-hide aria-describedby="${c.id}-title">Hide this credential</button></p></details>`;

/** @param {Earned} c @param {string} [state] @param {string} [focus] */
function show(c, state, focus) {
  render(place(`${c.id}-place`), card(c, state));
  wire(c);
  if (state) announce(state);
  const target = focus && place(`${c.id}-place`).querySelector(focus);
  if (target instanceof HTMLElement) target.focus();
}

/** @param {Earned} c */
function wire(c) {
  const at = place(`${c.id}-place`);
  at.querySelector('[data-share]')?.addEventListener('click', async () => say(at, await share(c.title, new URL(pageOf(c.id), location.href).href)));
  at.querySelector('[data-hide]')?.addEventListener('click', () => void change(c, false));
  at.querySelector('[data-show]')?.addEventListener('click', () => void change(c, true));
}

/** @param {Element} at @param {string} sentence */
function say(at, sentence) {
  const line = at.querySelector('.share-state');
  if (line) line.textContent = sentence;
  announce(sentence);
}

/** Hiding and its undo. @param {Earned} c @param {boolean} shown */
async function change(c, shown) {
  const at = place(`${c.id}-place`);
  const button = at.querySelector(shown ? '[data-show]' : '[data-hide]');
  if (button?.getAttribute('aria-disabled') === 'true') return;
  button?.setAttribute('aria-disabled', 'true');
  say(at, shown ? 'Showing it again …' : 'Hiding it …');
  const answer = await api.put(`/api/credentials/${c.id}/sharing`, { shown });
  button?.removeAttribute('aria-disabled');
  if (!answer.ok) return say(at, `${answer.problem.code === 'offline' ? 'There is no connection. Try again when you are back online.' : answer.problem.detail} Nothing was changed.`);
  show({ ...c, ...answer.data, shown }, shown ? 'It is shown again.' : 'It is hidden now. “Show again” undoes this.', shown ? 'a.button' : '[data-show]');
}

await load();
