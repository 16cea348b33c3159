/** Everything of mine: the one next step first, then what is in progress, what waits for others, what is earned. */
import { api } from '../api.js';
import { count, day, daysUntil, dueDay } from '../format.js';
import { html, render } from '../html.js';
import { place, showFailure, signedIn } from '../page.js';

/** @typedef {any} Submission SubmissionSummary of the API */

const content = place();

async function load() {
  if (!(await signedIn(content))) return;
  const answer = await api.get('/api/portfolio');
  if (!answer.ok) return showFailure(content, answer.problem, load);
  render(content, answer.data.submissions.length === 0 && answer.data.credentials.length === 0 ? empty(answer.data) : work(answer.data));
}

/** @param {any} portfolio */
const empty = (portfolio) => html`<section class="next" aria-labelledby="next">
    <h2 id="next">Next: choose your first micro-credential</h2>
    <p>You have not started one yet. Pick the one that is closest to what you already do well. You can read all of it before you start.</p>
    <p><a class="button button-large" href="/#micro-credentials">See the eight</a></p>
  </section>
  ${profileNotice(portfolio)}`;

/** @param {any} portfolio */
function work(portfolio) {
  const { submissions, credentials } = portfolio;
  const mine = submissions.filter((/** @type {Submission} */ s) => s.ball === 'you').sort(byUrgency);
  const waiting = submissions.filter((/** @type {Submission} */ s) => s.ball === 'scorer' || s.ball === 'us');
  const closed = submissions.filter((/** @type {Submission} */ s) => ['withdrawn', 'expired', 'revoked'].includes(s.status));
  const earned = submissions.filter((/** @type {Submission} */ s) => s.status === 'earned');
  const held = credentials.filter((/** @type {any} */ c) => c.status !== 'revoked'); // what was taken back stands under "Closed"
  const [first, ...others] = mine;
  return html`${first ? next(first) : nothingNext(waiting.length)}
    ${profileNotice(portfolio)}
    ${section('In progress', others)}
    ${section('Waiting for others', waiting)}
    ${earned.length + held.length > 0 ? earnedSection(earned, held) : null}
    ${section('Closed', closed)}
    <p><a class="lone" href="/#micro-credentials">Start another micro-credential</a></p>`;
}

/** Work that came back stands before drafts; then what was touched last. */
const byUrgency = (/** @type {Submission} */ a, /** @type {Submission} */ b) =>
  Number(b.status === 'returned') - Number(a.status === 'returned') || b.updatedAt.localeCompare(a.updatedAt);

/** @param {Submission} s */
const next = (s) => html`<section class="next" aria-labelledby="next">
  <h2 id="next">Next step</h2>
  <div class="work-item">${emblem(s)}
    <h3>${s.microCredential.title}</h3>
    <p>${s.nextText}</p>
    <div>${facts(s)}${meter(s)}</div>
  </div>
  <a class="button button-large button-wide" href="/submit/?id=${s.id}">${s.status === 'returned' ? 'Read the comments and go on' : 'Go on'}</a>
</section>`;

/** @param {number} waiting */
const nothingNext = (waiting) => html`<section class="panel" aria-labelledby="next">
  <h2 id="next">${waiting > 0 ? 'Nothing to do for you right now' : 'All done for now'}</h2>
  <p>${waiting > 0 ? 'We write you an e-mail as soon as there is news.' : 'Nice work. Start another one when you like.'}</p>
</section>`;

/** @param {any} portfolio */
const profileNotice = (portfolio) => portfolio.profileComplete ? null : html`<div class="notice notice-warn">
  <h2>Your profile is not complete</h2>
  <p>You can work on everything. Before you send your work in, we need your name and your job. It takes two minutes.</p>
  <p><a class="lone" href="/profile/">Complete my profile</a></p>
</div>`;

/** @param {string} title @param {Submission[]} items */
const section = (title, items) => items.length === 0 ? null : html`<section><h2>${title}</h2><ul class="work">${items.map((s) => html`<li>${row(s)}</li>`)}</ul></section>`;

/** @param {Submission} s */
const row = (s) => html`<article class="work-item">${emblem(s)}
  <h3><a class="card-link" href="/submit/?id=${s.id}">${s.microCredential.title}</a></h3>
  <p class="row"><span class="tag ${tone(s)}">${s.statusText}</span>${s.attempt > 1 ? html` <span class="muted">Attempt ${s.attempt}</span>` : null}</p>
  ${s.nextText ? html`<p>${s.nextText}</p>` : null}
  <div>${facts(s)}${s.ball === 'you' ? meter(s) : null}</div>
</article>`;

/** The sentence of the API often names the date already: then it is not said twice. */
const saysWhen = (/** @type {Submission} */ s) => /\bby\b[^.]*\d/.test(s.nextText);

/** Who has the ball and by when. */
const facts = (/** @type {Submission} */ s) => {
  if (s.ball === 'you') return s.finishBy ? finishBy(s) : null;
  if (s.ball === 'nobody') return s.decidedAt ? html`<p class="muted">${day(s.decidedAt)}</p>` : null;
  if (s.dueAt && daysUntil(s.dueAt) < 0) return html`<p><strong>This takes longer than it should.</strong> We see that too, and we are on it.</p>${sent(s)}`;
  return html`${s.dueAt && !saysWhen(s) ? html`<p>You will hear by <strong>${dueDay(s.dueAt)}</strong>.</p>` : null}${sent(s)}`;
};

const sent = (/** @type {Submission} */ s) => s.submittedAt ? html`<p class="muted">Sent in on ${day(s.submittedAt)}</p>` : null;

/** @param {Submission} s */
function finishBy(s) {
  const days = daysUntil(s.finishBy);
  if (days <= 14) return html`<p><span class="tag tag-warn">Soon</span> ${days <= 1 ? html`Finish <strong>${dueDay(s.finishBy)}</strong>` : html`<strong>${days} days left</strong>`}</p>`;
  return saysWhen(s) ? null : html`<p class="muted">Finish by ${day(s.finishBy)}</p>`;
}

/** @param {Submission} s */
const meter = (s) => html`<p class="meter"><progress aria-label="Tasks done" max="${s.tasksTotal}" value="${s.tasksDone}"></progress> ${s.tasksDone} of ${count(s.tasksTotal, 'task')} done</p>`;

/** @param {Submission} s */
const emblem = (s) => html`<img class="emblem" src="/images/emblems/${s.microCredential.slug}.svg" alt="" width="56" height="56">`;

/** @param {Submission} s */
const tone = (s) => s.status === 'returned' ? 'tag-next' : s.status === 'earned' ? 'tag-good' : s.status === 'expired' ? 'tag-warn' : s.status === 'revoked' ? 'tag-bad' : '';

/** @param {Submission[]} earned @param {any[]} credentials */
function earnedSection(earned, credentials) {
  const preparing = earned.filter((s) => !credentials.some((c) => c.standard === s.microCredential.standard));
  return html`<section><h2>Earned</h2><ul class="work">
    ${credentials.map((c) => html`<li><article class="work-item"><img class="emblem" src="/images/emblems/${slugOf(c.standard)}.svg" alt="" width="56" height="56">
      <h3><a class="card-link" href="/credentials/#${c.id}">${c.title}</a></h3>
      <p class="row"><span class="tag tag-good">Earned</span> <span class="muted">${day(c.awardedAt)}</span></p></article></li>`)}
    ${preparing.map((s) => html`<li><article class="work-item">${emblem(s)}<h3><a class="card-link" href="/submit/?id=${s.id}">${s.microCredential.title}</a></h3>
      <p class="row"><span class="tag tag-good">Earned</span></p><p>We are making your credential. It will be here in a few minutes.</p></article></li>`)}
  </ul></section>`;
}

/** @param {string} standard */
const slugOf = (standard) => standard.toLowerCase().replaceAll(' ', '-');

await load();
// Coming back to the tab or by the back button shows what is true now.
addEventListener('pageshow', (event) => {
  if (event.persisted) load();
});
