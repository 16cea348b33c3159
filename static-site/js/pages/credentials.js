/** My credentials: show, share, download. */
import { api } from '../api.js';
import { fullDay } from '../format.js';
import { html, render } from '../html.js';
import { announce, place, showFailure, signedIn } from '../page.js';

/** @typedef {{id: string, title: string, standard: string, awardedAt: string, status: 'issued' | 'revoked', verifyUrl: string}} Credential */

const content = place();

async function load() {
  if (!(await signedIn(content))) return;
  const answer = await api.get('/api/portfolio');
  if (!answer.ok) return showFailure(content, answer.problem, load);
  /** @type {Credential[]} */
  const credentials = answer.data.credentials;
  const preparing = answer.data.submissions.filter((/** @type {any} */ s) => s.status === 'earned' && !credentials.some((c) => c.standard === s.microCredential.standard));
  render(content, credentials.length + preparing.length === 0 ? empty : html`
    ${preparing.map((/** @type {any} */ s) => html`<div class="notice"><h2>${s.microCredential.title}</h2><p>You earned it. We are making your credential; it will be here in a few minutes.</p></div>`)}
    <ul class="earned">${credentials.map((c) => html`<li>${card(c)}</li>`)}</ul>
    ${credentials.length > 0 ? about : null}`);
  for (const button of content.querySelectorAll('button')) button.addEventListener('click', () => share(button));
  // The browser looked for the address's target before it was here.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

const empty = html`<section class="panel"><h2>None yet</h2>
  <p>When you earn a micro-credential, it appears here a few minutes later. You can then show it to an employer, put it on your profile page, or print it.</p>
  <p><a class="button" href="/my-work/">Go to my work</a></p></section>`;

const about = html`<section aria-labelledby="about"><h2 id="about">What these are</h2>
  <p>Each one is a digital document with a signature that cannot be forged. It follows Open Badges 3.0, a standard that many other systems read.
  Whoever gets your link sees in seconds if it is real. They need no account.</p>
  <p>Your name stands on it only if you chose that in <a href="/profile/">your profile</a> before you earned it.</p></section>`;

/** @param {Credential} c */
const card = (c) => html`<article class="credential" id="${c.id}">
  <img class="badge" src="/images/badges/${slugOf(c.standard)}.svg" alt="Badge: ${c.title}" width="208" height="208">
  <div><h2>${c.title}</h2>
  <p>ESP Universal Standard: ${c.standard}<br>Awarded on ${fullDay(c.awardedAt)}</p>
  ${c.status === 'revoked' ? revoked(c) : issued(c)}</div>
</article>`;

/** @param {Credential} c */
const revoked = (c) => html`<p><span class="tag tag-bad">Taken back</span></p><p>This credential no longer counts. We wrote you an e-mail that says why and what you can do.</p>
  <p><a class="lone" href="${c.verifyUrl}">See what others see</a></p>`;

/** @param {Credential} c */
const issued = (c) => html`<p class="row"><a class="button" href="${c.verifyUrl}">Show it</a>
    <button type="button" class="button button-quiet" data-title="${c.title}" data-url="${c.verifyUrl}">${canShare() ? 'Share' : 'Copy the link'}</button></p>
  <p class="share-state" role="status"></p>
  <p class="more"><a href="/api/credentials/${c.id}?download=1" download>Download the credential (JSON)</a>
    <a href="/images/badges/${slugOf(c.standard)}.svg" download="${slugOf(c.standard)}-badge.svg">Download the badge image</a>
    <a href="${linkedIn(c)}" rel="noopener">Add it to LinkedIn</a></p>`;

const canShare = () => typeof navigator.share === 'function';

/** @param {string} standard */
const slugOf = (standard) => standard.toLowerCase().replaceAll(' ', '-');

/** LinkedIn's own form, filled in; what people do there is up to them. */
function linkedIn(/** @type {Credential} */ c) {
  const awarded = new Date(c.awardedAt);
  return `https://www.linkedin.com/profile/add?${new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: c.title,
    issueYear: String(awarded.getUTCFullYear()),
    issueMonth: String(awarded.getUTCMonth() + 1),
    certUrl: new URL(c.verifyUrl, location.href).href,
    certId: c.id,
  })}`;
}

/** @param {HTMLButtonElement} button */
async function share(button) {
  if (button.id === 'try-again') return;
  const url = new URL(button.dataset.url ?? '', location.href).href;
  const line = button.closest('article')?.querySelector('.share-state');
  let sentence;
  try {
    if (canShare()) await navigator.share({ title: button.dataset.title, url });
    else await navigator.clipboard.writeText(url);
    sentence = canShare() ? '' : 'Copied. Paste it where you like.';
  } catch (error) {
    // Closing the share sheet is no failure.
    sentence = error instanceof DOMException && error.name === 'AbortError' ? '' : `Copy this address: ${url}`;
  }
  if (line) line.textContent = sentence;
  announce(sentence);
}

await load();
