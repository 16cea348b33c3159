/** Today: what needs a person. The numbers come from the figures; the lists below are read at this moment. */
import { api } from '../api.js';
import { html, render } from '../html.js';
import { day, moment, time } from '../format.js';
import { place } from '../page.js';
import { act, listenActs } from './act.js';
import { admitted, dataOf, figures, listenMeasure, measured, numberLink, showDone, tile, upTo } from './admin.js';
import { showTable } from './table.js';
import { hoursSince, howLong, mailText } from './words.js';

const content = place();

async function load() {
  const [numbers, today, dead] = await Promise.all([figures(load), api.get('/api/manage/today'), api.get('/api/manage/dead-letters')]);
  const [lists, letters] = [numbers && dataOf(today, load), numbers && dataOf(dead, load)];
  if (!numbers || !lists || !letters) return;
  const nothing = lists.waiting.length + lists.overdue.length + letters.letters.length + lists.failedMails.length === 0;
  render(content, html`${tiles(numbers.today)}${measured(numbers.at)}
    ${nothing ? html`<div class="notice notice-good"><h2>Nothing needs a person today</h2><p>Nobody waits, nothing is late, and every message was handled.</p></div>` : null}
    <p class="muted">The lists below are as of ${time(lists.at, { withZone: true })}.</p>
    <section aria-labelledby="waiting"><h2 id="waiting">Waiting for a scorer</h2><div id="waiting-table"></div>
      ${lists.waiting.length > 0 ? html`<p>Whoever becomes free is asked at once. To help, <a href="/admin/scorers/">turn on or import scorers</a> for these micro-credentials.</p>` : null}${more(lists.moreWaiting)}</section>
    <section aria-labelledby="overdue"><h2 id="overdue">Late reviews</h2><div id="overdue-table"></div>${more(lists.moreOverdue)}</section>
    <section aria-labelledby="dead"><h2 id="dead">Messages put aside</h2>${letters.letters.length === 0 ? html`<p class="empty">No message is put aside.</p>` : html`<p>Mend the cause first, then send them again. That is always safe: what was done is not done twice.</p>
      <ol class="letters">${letters.letters.map(letter)}</ol>`}</section>
    <section aria-labelledby="mails"><h2 id="mails">Mails that fail</h2><div id="mails-table"></div></section>`);
  tables(lists);
  listenMeasure(load);
}

/** @param {any} t */
const tiles = (t) => html`<ul class="tiles">
  ${tile('Waiting for a scorer', upTo(t.waiting, 2000), { href: '#waiting', bad: t.waiting > 0, hint: t.oldestWaitingHours == null ? '' : `the first for ${howLong(t.oldestWaitingHours)}` })}
  ${tile('Scores past their day', t.overdue, { href: '#overdue', bad: t.overdue > 0 })}
  ${tile('Messages put aside', sum(t.deadLetters), { href: '#dead', bad: sum(t.deadLetters) > 0 })}
  ${tile('Mails that fail', upTo(t.failedMail, 2000), { href: '#mails', bad: t.failedMail > 0 })}
</ul>`;

/** @param {any[]} counts */
const sum = (counts) => counts.reduce((all, one) => all + one.count, 0);

/** @param {boolean} yes */
const more = (yes) => (yes ? html`<p class="muted">There are more. The first hundred are shown.</p>` : null);

/** @param {any} lists */
function tables(lists) {
  const number = { name: 'Submission', value: (/** @type {any} */ r) => r.id, show: (/** @type {any} */ r) => numberLink(r.id) };
  const title = { name: 'Micro-credential', value: (/** @type {any} */ r) => r.title };
  showTable(place('waiting-table'), {
    id: 'waiting-submissions', caption: 'Submissions that wait for a scorer, oldest first', rows: lists.waiting, empty: 'Nobody waits.',
    columns: [number, title, { name: 'Waiting', value: (r) => r.since, show: (r) => html`${howLong(hoursSince(r.since))} <span class="muted">since ${moment(r.since)}</span>` }],
  });
  showTable(place('overdue-table'), {
    id: 'late-reviews', caption: 'Reviews past the day by which they should have been answered or scored', rows: lists.overdue, empty: 'Nothing is late.',
    columns: [number, title,
      { name: 'What is late', value: (r) => (r.why === 'notScored' ? 'The score' : 'The answer to the invitation') },
      { name: 'Due', value: (r) => r.due, show: (r) => day(r.due) }, { name: 'Scorer', value: (r) => r.scorer }],
    actions: (r) => html`<a href="/admin/submission/?id=${r.id}&do=reassign">Give to another scorer</a>`,
  });
  showTable(place('mails-table'), {
    id: 'failing-mails', caption: 'Mails that failed and were not sent since', rows: lists.failedMails, empty: 'No mail fails.',
    columns: [number, { name: 'Mail', value: (r) => mailText(r.template) }, { name: 'Failed', value: (r) => r.since, show: (r) => moment(r.since) }],
  });
}

/** @param {any} l */
const letter = (l) => html`<li class="letter"><h3>${l.queue} <span class="muted">put aside ${moment(l.since)}</span></h3>
  <p>${l.reason}</p>
  <p class="muted small">Delivered ${l.deliveries === 1 ? 'once' : `${l.deliveries} times`}. Number ${l.id}.</p>
  <details class="body"><summary>The message</summary><pre tabindex="0">${l.body}</pre></details>
  ${act({ id: `replay-${safe(l.id)}`, kind: 'replay', about: `${l.queue}/${l.id}`, title: 'Send again', what: 'The same message goes out again. If it fails again, it comes back here.', button: 'Send again' })}
  ${act({ id: `drop-${safe(l.id)}`, kind: 'drop', about: `${l.queue}/${l.id}`, title: 'Drop', what: 'The message is removed for good. Its text stays in the log.', button: 'Drop this message', danger: true, final: true })}
</li>`;

/** Ids of messages stand in ids of elements. @param {string} id */
const safe = (id) => id.replace(/[^a-zA-Z0-9-]/g, '-');

if (await admitted()) {
  await load();
  listenActs(content, (kind, about, { reason }) => ({
    path: `/api/manage/dead-letters/${about.split('/').map(encodeURIComponent).join('/')}/${kind}`,
    body: { reason },
    said: kind === 'replay' ? 'The message was sent again.' : 'The message was dropped. Its text is in the log.',
  }), async (sentence) => {
    await load();
    showDone(sentence);
  });
}
