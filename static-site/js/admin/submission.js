/**
 * One submission: how it stands, what can be done about it and for its person, and its history. Not who it is, unless an admin says why
 * they need to know. Also finds a person by an e-mail address: it stays out of the page's address, which is kept in logs and histories.
 */
import { api } from '../api.js';
import { html, render } from '../html.js';
import { day, moment, time } from '../format.js';
import { place, setTitle } from '../page.js';
import { act, listenActs } from './act.js';
import { admitted, dataOf, showDone } from './admin.js';
import { afterErasure, personActs, personDeed } from './people.js';
import { showTable } from './table.js';
import { mailText, reviewText, statusText } from './words.js';

const content = place();
const asked = new URLSearchParams(location.search);
let wanted = (asked.get('id') ?? '').trim();
/** @type {any} */
let shown;

async function load() {
  if (!wanted) return render(content, find());
  if (wanted.includes('@')) return render(content, byAddress(wanted));
  const answer = await api.get(`/api/manage/submissions/${encodeURIComponent(wanted)}`);
  if (answer.status === 404) return render(content, html`<div class="notice notice-warn" role="alert"><h2>There is no such number</h2><p>Numbers begin with sub_ or crd_ and have 32 digits and letters after that. Copy the whole of it. Of somebody who was erased, no number is known any more.</p></div>${find(wanted)}`);
  const data = dataOf(answer, load);
  if (!data) return;
  shown = data;
  head(`Submission: ${data.microCredential.title}`);
  render(content, view(data));
  tables(data);
}

/** @param {string} heading */
function head(heading) {
  setTitle(heading);
  const shownHeading = document.querySelector('main h1');
  if (shownHeading) shownHeading.textContent = heading;
}

const find = (number = '') => html`<form class="find" action="/admin/submission/" method="get"><label for="find-number">Number of a submission or a credential, or an e-mail address</label>
  <p class="hint" id="find-hint">A number begins with sub_ or crd_. An address must be the one in the person’s profile.</p>
  <div class="row"><input type="text" id="find-number" name="id" value="${number}" autocomplete="off" spellcheck="false" required aria-describedby="find-hint"> <button type="submit" class="button">Look</button></div></form>`;

/** @param {string} address */
const byAddress = (address) => html`${find(address)}<section aria-labelledby="one-person"><h2 id="one-person" tabindex="-1">The person with the address <span class="number">${address}</span></h2>
  <p>We look the address up when you take one of these steps, not before.</p>${personActs(address)}</section>`;

/** @param {any} s */
const view = (s) => html`<p><span class="tag ${s.status === 'earned' ? 'tag-good' : s.status === 'revoked' || s.status === 'expired' ? 'tag-bad' : ''}">${statusText(s.status)}</span></p>
  <p class="muted">As of ${time(s.at, { withZone: true })}. <span class="number">${s.id}</span></p>
  ${s.whole ? null : html`<div class="notice notice-bad" role="alert"><h2>The history is not whole</h2><p>A line of it was changed or is missing. Do nothing here. Tell who keeps the platform safe.</p></div>`}
  <dl class="facts">${facts(s).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
  <section aria-labelledby="do"><h2 id="do">What you can do</h2>${acts(s)}</section>
  <section aria-labelledby="one-person"><h2 id="one-person">For the person</h2>${personActs(s.id)}</section>
  <section aria-labelledby="reviews"><h2 id="reviews">Reviews</h2><div id="reviews-table"></div></section>
  <section aria-labelledby="mails"><h2 id="mails">E-mails</h2><div id="mails-table"></div></section>
  <section aria-labelledby="history"><h2 id="history">History</h2><div id="history-table"></div></section>`;

/** @param {any} s @returns {[string, any][]} */
const facts = (s) => /** @type {[string, any][]} */ ([
  ['Started', day(s.startedAt)], ['Finish by', day(s.finishBy)],
  s.submittedAt && ['Sent', `${moment(s.submittedAt)} (attempt ${s.attempt})`],
  s.hearBy && ['Promised answer', html`${day(s.hearBy)}${new Date(s.hearBy) < new Date() ? html` <span class="tag tag-bad">Late</span>` : null}`],
  s.decidedAt && ['Decided', moment(s.decidedAt)],
  ['Pieces of evidence', s.evidenceCount],
  s.credential && ['Credential', html`<a href="/verify/?id=${s.credential}">${s.credential}</a>${s.credentialStatus ? ` (${s.credentialStatus === 'revoked' ? 'taken back' : s.credentialStatus})` : ' (not issued yet)'}`],
].filter(Boolean));

/** @param {any} s */
function acts(s) {
  const can = (/** @type {string} */ action) => s.allowed.includes(action);
  const open = s.reviews.find((/** @type {any} */ r) => r.open);
  return html`${can('reassign') ? act({ id: 'reassign', kind: 'reassign', about: s.id, title: 'Give it to another scorer', open: asked.get('do') === 'reassign', danger: true, button: 'Give it to another scorer',
      what: `The review of scorer ${open?.scorer ?? ''} ends now: the link stops working, what was scored is not used, and the scorer is told. Somebody else is asked, never the same scorer. This cannot be undone.` }) : null}
    ${can('extend') || can('reopen') || can('resume') ? act({ id: 'extend', kind: 'finish-by', about: s.id, title: can('extend') ? 'Give more time' : 'Open it again and give more time', button: can('extend') ? 'Give more time' : 'Open it again',
      what: 'The candidate gets an e-mail with the new date. You can give more time again later, but you cannot take it back.', date: dates(s) }) : null}
    ${can('revoke') ? act({ id: 'revoke', kind: 'revoke', about: s.credential, title: 'Take the credential back', danger: true, button: 'Take it back for good', type: s.credential, typeWhat: 'Type or paste the number of the credential to confirm',
      what: 'Whoever checks it sees within a minute that it does not hold any more. Its holder gets an e-mail with your reason, word for word. This cannot be undone.' }) : null}
    ${act({ id: 'person', kind: 'person', about: s.id, title: 'See who it is', button: 'Show name and address', what: 'You need this rarely. That you looked, and why, is kept.' })}
    <div id="person-shown"></div>`;
}

/** The day after the one it has or after today, to two years from now. @param {any} s */
function dates(s) {
  const after = new Date(Math.max(new Date(s.finishBy).getTime(), Date.now()) + 86_400_000);
  const last = new Date();
  last.setUTCMonth(last.getUTCMonth() + 24);
  const text = (/** @type {Date} */ d) => d.toISOString().slice(0, 10);
  return { label: 'New finish-by date', hint: `Now it is ${day(s.finishBy)}. At most 24 months from today.`, min: text(after), max: text(last), value: '' };
}

/** @param {any} s */
function tables(s) {
  showTable(place('reviews-table'), {
    id: 'reviews-of-submission', caption: 'Who was asked, by the number on the roster', rows: s.reviews, empty: 'No scorer was asked yet.',
    columns: [{ name: 'Scorer', value: (r) => r.scorer }, { name: 'Attempt', number: true, value: (r) => r.attempt },
      { name: 'State', value: (r) => reviewText(r.state), show: (r) => html`${reviewText(r.state)}${r.late ? html` <span class="tag tag-bad">Late</span>` : null}` },
      { name: 'Asked', value: (r) => r.offeredAt, show: (r) => moment(r.offeredAt) }, { name: 'Answer by', value: (r) => r.acceptBy, show: (r) => day(r.acceptBy) }, { name: 'Score by', value: (r) => r.dueAt, show: (r) => day(r.dueAt) }],
  });
  const latest = new Map(s.mails.map((/** @type {any} */ m) => [m.template, m]).reverse());
  showTable(place('mails-table'), {
    id: 'mails-of-submission', caption: 'Newest first', rows: s.mails, empty: 'No mail was sent yet.',
    columns: [{ name: 'Mail', value: (r) => mailText(r.template) }, { name: 'To', value: (r) => (r.to === 'candidate' ? 'Candidate' : `Scorer ${r.to}`) },
      { name: 'State', value: (r) => r.state, show: (r) => (r.state === 'sent' ? html`<span class="tag tag-good">Sent</span>` : r.state === 'failed' ? html`<span class="tag tag-bad">Failed</span> ${r.error}` : 'Being sent') },
      { name: 'When', value: (r) => r.at, show: (r) => moment(r.at) }, { name: 'Tries', number: true, value: (r) => r.tries }],
    actions: (r) => (latest.get(r.template) === r ? act({ id: `mail-${r.template}`, kind: 'mail', about: `${s.id}/${r.template}`, title: 'Send again', what: 'It is sent to the same person, with the words as they are now.', button: 'Send again' }) : null),
  });
  showTable(place('history-table'), {
    id: 'history-of-submission', caption: 'Every step, chained so that a changed line would show', rows: s.history, empty: 'Nothing has happened.',
    columns: [{ name: 'Step', number: true, value: (r) => r.number }, { name: 'When', value: (r) => r.at, show: (r) => moment(r.at) }, { name: 'What', value: (r) => r.text }, { name: 'Note', value: (r) => r.note }],
  });
}

/** @param {string} kind @param {string} about @param {import('./act.js').Given} given */
function deedOf(kind, about, { reason, date }) {
  const forPerson = personDeed(kind, about, reason);
  if (forPerson) return forPerson;
  const base = `/api/manage/submissions/${about.split('/')[0]}`;
  if (kind === 'reassign') return { path: `${base}/reassign`, body: { version: shown.version, reason }, said: 'The review has ended, and another scorer is looked for.' };
  if (kind === 'finish-by') return { path: `${base}/finish-by`, body: { version: shown.version, reason, date }, said: `The new finish-by date is ${day(`${date}T12:00:00Z`)}. The candidate gets an e-mail.` };
  if (kind === 'revoke') return { path: `/api/manage/credentials/${about}/revoke`, body: { reason }, said: 'The credential was taken back. Its holder gets an e-mail with the reason.' };
  if (kind === 'mail') return { path: `${base}/mails/${about.split('/')[1]}/resend`, body: { reason }, said: 'The mail is on its way again.' };
  return { path: `${base}/person`, body: { reason }, said: '' };
}

/** What was shown is on its way out: it is not shown again. @param {string} sentence @param {{person: string, doneBy: string}} begun */
function showErasure(sentence, begun) {
  const who = wanted.includes('@') ? wanted : shown.id;
  wanted = '';
  history.replaceState(null, '', location.pathname);
  head('Find a submission or a person');
  render(content, find());
  showDone(sentence, afterErasure(who, begun));
}

/** @param {SubmitEvent} event */
async function findAddress(event) {
  const field = event.target instanceof HTMLFormElement && event.target.matches('.find') ? event.target.querySelector('input') : null;
  if (!field?.value.includes('@')) return;
  event.preventDefault();
  wanted = field.value.trim();
  await load();
  document.getElementById('one-person')?.focus();
}

if (await admitted()) {
  // An address that came in the page's own, from another form: it does not stay there.
  if (wanted.includes('@')) history.replaceState(null, '', location.pathname);
  await load();
  content.addEventListener('submit', findAddress);
  listenActs(content, deedOf, async (sentence, answer) => {
    if (sentence === '') {
      render(place('person-shown'), html`<div class="notice" id="person-notice" tabindex="-1"><h3>${answer.name || 'No name was given yet'}</h3><p>${answer.email}</p></div>`);
      return document.getElementById('person-notice')?.focus();
    }
    if (answer?.doneBy) return showErasure(sentence, answer);
    await load();
    showDone(sentence);
  });
}
