/** Is it real? One sentence, then the four checks apart, then the details. For someone who was only sent a link. */
import { count, fullDay, time } from '../../js/format.js';
import { html, render } from '../../js/html.js';

/** @typedef {import('../../js/credentials/verdict.js').Verdict} Verdict @typedef {import('../../js/credentials/verdict.js').Check} Check */
/** Where it came from: a number, or a file or text (`name` in words; `picture` is an address of the picture itself). @typedef {{name?: string, picture?: string}} Source */

/** Word, sign (a shape that needs no color) and tone. */
const looks = {
  valid: { word: 'Yes', sign: '✓', tone: 'good' },
  invalid: { word: 'No', sign: '✕', tone: 'bad' },
  couldNotCheck: { word: 'Could not check', sign: '?', tone: 'warn' },
};

const questions = /** @type {Record<string, string>} */ ({
  signature: 'Is it unchanged since it was signed?',
  status: 'Does it still stand (not taken back)?',
  validity: 'Is today within its dates?',
  issuer: 'Is the issuer who they say they are?',
});

const standings = { valid: 'Stands: it was not taken back', invalid: 'Taken back by the issuer', couldNotCheck: 'Could not be checked' };

/** @param {string} word */
const capital = word => String(word ?? '').replace(/^./, c => c.toUpperCase());

/** @param {string} tone @param {string} sign @param {string} title @param {unknown} sentence */
const box = (tone, sign, title, sentence) => html`<div class="verdict verdict-${tone}"><span class="verdict-sign" aria-hidden="true">${sign}</span><div><h1>${title}</h1>${sentence ? html`<p>${String(sentence)}</p>` : null}</div></div>`;

/**
 * @param {Element} at
 * @param {any} view  the answer of /api/credentials/{id}/verification or of POST /api/verification
 * @param {Verdict} verdict  what server and browser found together
 * @param {Source} source
 * @param {() => void} [again]
 */
export function credentialCheck(at, view, verdict, source, again) {
  const look = looks[verdict.summary];
  const retry = verdict.summary === 'couldNotCheck' && again;
  const made = view.credential;
  const earned = verdict.summary === 'valid' && made ? `${made.recipientName ?? 'A person who shows no name here'} earned “${made.title}” on ${fullDay(made.awardedAt)}. ` : '';
  render(at, html`${box(look.tone, look.sign, verdict.title, earned + verdict.sentence)}
    ${source.name ? html`<p>You gave us: <strong>${source.name}</strong></p>` : null}
    ${retry ? html`<p class="no-print"><button type="button" class="button" id="again">Check again</button></p>` : null}
    <section aria-labelledby="checks"><h2 id="checks">What we checked</h2>
      <ul class="checks">${verdict.checks.map(c => row(c, c.name === 'signature' ? verdict.twice : ''))}</ul>
      <p class="muted">Checked on ${fullDay(view.checkedAt)} at ${time(view.checkedAt, { withZone: true })}.<br>Number: <span class="number">${view.id}</span>${source.name ? null : html`<span class="only-print number"><br>Check it at ${location.host}/c/${view.id}</span>`}</p></section>
    ${view.credential ? details(view, verdict, source) : null}
    <p class="row no-print"><button type="button" class="button button-quiet" id="print">Print this page</button>
      ${!source.name ? html`<a class="button button-quiet" href="/api/credentials/${view.id}?download=1" download>Download the signed credential</a>` : null}
      <a class="lone" href="/verify/">Check another one</a></p>
    ${!source.name ? html`<p class="small muted no-print">The download is an Open Badge 3.0 (JSON). Any Open Badge checker can check it without us.</p>` : null}`);
  at.querySelector('#print')?.addEventListener('click', () => print());
  if (retry) at.querySelector('#again')?.addEventListener('click', retry);
}

/** What has a number here is ours; of a file the server says it. @param {any} view @param {Source} source */
const isOurs = (view, source) => !source.name || view.ours === true;

/** @param {Check} check @param {string} twice */
function row(check, twice) {
  const look = looks[check.result];
  return html`<li class="check-${look.tone}"><span class="check-sign" aria-hidden="true">${look.sign}</span>
    <div><h3>${questions[check.name] ?? capital(check.name)}</h3><p><strong>${look.word}.</strong> ${check.reason.replace(/^Could not check: ./, start => start.slice(-1).toUpperCase()).replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, t => fullDay(t))}</p>
    ${twice ? html`<p class="twice">${twice}</p>` : null}</div></li>`;
}

/** @param {any} view @param {Verdict} verdict @param {Source} source */
function details(view, verdict, source) {
  const made = view.credential;
  const ours = isOurs(view, source);
  const slug = ours ? /\/achievements\/([a-z-]+)\//.exec(made.achievementUrl ?? '')?.[1] : undefined;
  const standing = standings[verdict.checks.find(c => c.name === 'status')?.result ?? 'couldNotCheck'];
  return html`<section aria-labelledby="details"><h2 id="details">What it says</h2>
    ${verdict.summary === 'valid' ? null : html`<p class="muted">This is what it says. Whether it holds stands at the top of this page.</p>`}
    <div class="credential-details">${picture(made, slug, source, ours)}
    <dl class="facts"><dt>Earned by</dt><dd>${made.recipientName ?? 'A person who chose not to show a name here.'}</dd>
      <dt>${ours ? 'Micro-credential' : 'Name'}</dt><dd><strong>${made.title}</strong></dd>
      ${made.description ? html`<dt>About</dt><dd>${made.description}</dd>` : null}
      ${made.standard ? html`<dt>Standard</dt><dd>${ours ? 'ESP Universal Standard: ' : ''}${made.standard}</dd>` : null}
      ${made.level ? html`<dt>Level of practice</dt><dd>${capital(made.level)}</dd>` : null}
      <dt>Awarded</dt><dd>${fullDay(made.awardedAt)}</dd>
      ${made.validUntil ? html`<dt>Valid until</dt><dd>${fullDay(made.validUntil)}</dd>` : null}
      <dt>Status</dt><dd>${standing}</dd>
      ${made.hours ? html`<dt>Work behind it</dt><dd>about ${count(made.hours, 'hour')}</dd>` : null}
      <dt>Issued by</dt><dd>${made.issuerName}</dd>
      ${made.rubricVersion ? html`<dt>Rubric</dt><dd>version ${made.rubricVersion}${slug ? html` (<a href="/micro-credentials/${slug}/">read it</a>)` : null}</dd>` : null}</dl></div>
    ${made.criteriaText ? html`<h3>What was shown</h3><p class="read-text">${made.criteriaText}</p>` : null}
    ${made.results?.length ? html`<table><caption>${ours ? 'Scored by a trained person, part by part' : 'Results, part by part'}</caption><thead><tr><th scope="col">Part</th><th scope="col">Level</th></tr></thead>
      <tbody>${made.results.map((/** @type {any} */ r) => html`<tr><th scope="row">${r.criterion}</th><td>${capital(r.level)}</td></tr>`)}</tbody></table>` : null}</section>`;
}

/** Our own badge, or the picture that was given; never one from another site, which would learn who looks. @param {any} made @param {string|undefined} slug @param {Source} source @param {boolean} ours */
function picture(made, slug, source, ours) {
  if (slug) return html`<img src="/images/badges/${slug}.svg" alt="Badge: ${made.title}" width="180" height="180">`;
  if (source.picture) return html`<figure><img src="${source.picture}" alt="The picture that you gave us" width="180" height="180"><figcaption class="small muted">Your file’s picture. The signature does not cover it.</figcaption></figure>`;
  return ours ? html`<span></span>` : html`<p class="no-picture small muted">We show the pictures of our own badges only.</p>`;
}

/** Nobody answered: that says nothing about the credential. @param {Element} at @param {string} detail @param {() => void} again */
export function notChecked(at, detail, again) {
  render(at, html`${box('warn', '?', 'We could not check this credential', `${detail} This does not mean that it is not real.`)}
    <p><button type="button" class="button" id="again">Check again</button></p>`);
  at.querySelector('#again')?.addEventListener('click', again);
}

/** Its holder was erased. @param {Element} at */
export const removedCredential = at => render(at, html`<div class="verdict verdict-warn"><span class="verdict-sign" aria-hidden="true">?</span><div><h1>This credential was removed from view</h1>
  <p>Its holder asked us to remove it. We show nothing of it any more.</p></div></div>
  <p>Did they give you the credential as a file? That copy can still be checked: its signature holds, and our list still says whether it was taken back. <a href="/verify/">Check a file</a></p>`);

/** @param {Element} at */
export const unknownNumber = at => render(at, html`${box('warn', '?', 'We do not know this credential', 'There is no credential to see under this number. Check that you have the whole link, or ask the person for it again. A person can also hide a credential.')}
  <p>Did you get a file or a picture? You can <a href="/verify/#file">check that</a> instead.</p><p><a class="lone" href="/verify/">Type in a number</a></p>`);
