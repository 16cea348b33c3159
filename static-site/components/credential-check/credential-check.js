/** Is it real? One sentence, then the four checks apart, then the details. For someone who was only sent a link. */
import { count, fullDay, time } from '../../js/format.js';
import { html, render } from '../../js/html.js';

/** @typedef {'valid'|'invalid'|'couldNotCheck'} Verdict */
/** @typedef {{name: string, result: Verdict, reason: string}} Check */

/** Word, sign (a shape that needs no colour) and tone for a verdict. @type {Record<Verdict, {title: string, word: string, sign: string, tone: string}>} */
const verdicts = {
  valid: { title: 'This credential is real and valid', word: 'Yes', sign: '✓', tone: 'good' },
  invalid: { title: 'This credential is not valid', word: 'No', sign: '✕', tone: 'bad' },
  couldNotCheck: { title: 'We could not check this credential', word: 'Could not check', sign: '?', tone: 'warn' },
};

const questions = /** @type {Record<string, string>} */ ({
  signature: 'Is it unchanged since it was signed?',
  status: 'Does it still stand (not taken back)?',
  validity: 'Is today within its dates?',
  issuer: 'Is the issuer who they say they are?',
});

/** An unknown word from the server is never a yes. @param {string} result */
const verdict = result => Object.hasOwn(verdicts, result) ? verdicts[/** @type {Verdict} */ (result)] : verdicts.couldNotCheck;

/** @param {string} word */
const capital = word => String(word ?? '').replace(/^./, c => c.toUpperCase());

/** @param {string} a @param {string|undefined} b */
const same = (a, b) => !b || a === b.replace(/[.!]$/, '');

/**
 * @param {Element} at
 * @param {any} view  the answer of /api/credentials/{id}/verification
 */
export function credentialCheck(at, view) {
  const v = verdict(view.summary);
  const made = view.credential;
  render(at, html`<div class="verdict verdict-${v.tone}"><span class="verdict-sign" aria-hidden="true">${v.sign}</span><div><h1>${v.title}</h1>${same(v.title, view.sentence) ? null : html`<p>${view.sentence}</p>`}</div></div>
    <section aria-labelledby="checks"><h2 id="checks">What we checked</h2>
      <ul class="checks">${view.checks.map((/** @type {Check} */ c) => { const r = verdict(c.result); return html`<li class="check-${r.tone}"><span class="check-sign" aria-hidden="true">${r.sign}</span>
        <div><h3>${questions[c.name] ?? c.name}</h3><p><strong>${r.word}.</strong> ${c.reason}</p></div></li>`; })}</ul>
      <p class="muted">Checked on ${fullDay(view.checkedAt)} at ${time(view.checkedAt, { withZone: true })}. Number: ${view.id}</p></section>
    ${made ? details(view.id, made) : null}`);
  at.querySelector('#print')?.addEventListener('click', () => print());
}

/** @param {string} id @param {any} made */
function details(id, made) {
  const slug = /\/achievements\/([a-z-]+)\//.exec(made.achievementUrl ?? '')?.[1];
  return html`<section aria-labelledby="details"><h2 id="details">What it says</h2>
    <div class="credential-details">${slug ? html`<img src="/images/badges/${slug}.svg" alt="${`Badge: ${made.title}`}" width="180" height="180">` : null}
    <dl class="facts">${made.recipientName ? html`<dt>Earned by</dt><dd>${made.recipientName}</dd>` : html`<dt>Earned by</dt><dd>A person who chose not to show a name here.</dd>`}
      <dt>Micro-credential</dt><dd><strong>${made.title}</strong></dd><dt>Standard</dt><dd>ESP Universal Standard: ${made.standard}</dd>
      <dt>Level of practice</dt><dd>${capital(made.level)}</dd><dt>Awarded</dt><dd>${fullDay(made.awardedAt)}</dd><dt>Work behind it</dt><dd>about ${count(made.hours, 'hour')}</dd>
      <dt>Issued by</dt><dd>${made.issuerName}</dd><dt>Rubric</dt><dd>version ${made.rubricVersion}${slug ? html` (<a href="/micro-credentials/${slug}/">read it</a>)` : null}</dd></dl></div>
    ${made.criteriaText ? html`<h3>What was shown</h3><p class="read-text">${made.criteriaText}</p>` : null}
    ${made.results?.length ? html`<table><caption>Scored by a trained person, part by part</caption><thead><tr><th scope="col">Part</th><th scope="col">Level</th></tr></thead>
      <tbody>${made.results.map((/** @type {any} */ r) => html`<tr><th scope="row">${r.criterion}</th><td>${capital(r.level)}</td></tr>`)}</tbody></table>` : null}
    <p class="row no-print"><button type="button" class="button button-quiet" id="print">Print this page</button>
      <a class="button button-quiet" href="/api/credentials/${id}?download=1" download>Download the signed credential</a></p>
    <p class="small muted no-print">The download is an Open Badge 3.0 (JSON). Any Open Badge checker can check it without us.</p></section>`;
}

/** Nobody answered: that says nothing about the credential. @param {Element} at @param {string} detail @param {() => void} again */
export function notChecked(at, detail, again) {
  render(at, html`<div class="verdict verdict-warn"><span class="verdict-sign" aria-hidden="true">?</span><div><h1>We could not check this credential</h1>
    <p>${detail} This does not mean that it is not real.</p></div></div><p><button type="button" class="button" id="again">Check again</button></p>`);
  at.querySelector('#again')?.addEventListener('click', again);
}

/** Its holder was erased. @param {Element} at */
export const removedCredential = at => render(at, html`<div class="verdict verdict-warn"><span class="verdict-sign" aria-hidden="true">?</span><div><h1>This credential was removed from view</h1>
  <p>Its holder asked us to remove it. We show nothing of it any more.</p></div></div>
  <p>Did they give you the credential as a file? That copy can still be checked: its signature holds, and our list still says whether it was taken back.</p>`);

/** @param {Element} at */
export const unknownNumber = at => render(at, html`<div class="verdict verdict-bad"><span class="verdict-sign" aria-hidden="true">✕</span><div><h1>We do not know this credential</h1>
  <p>There is no credential with this number here. Check that you have the whole link, or ask the person for it again.</p></div></div><p><a href="/verify/">Type in a number</a></p>`);
