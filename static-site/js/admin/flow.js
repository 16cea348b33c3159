/** Flow: where work stands, how far it comes, and how long decisions take. All numbers from the figures. */
import { html, render } from '../html.js';
import { day } from '../format.js';
import { place } from '../page.js';
import { admitted, figures, listenMeasure, measured, tile } from './admin.js';
import { bars } from './bars.js';
import { showTable } from './table.js';
import { percent, statusText } from './words.js';

const content = place();
const statuses = ['draft', 'submitted', 'offered', 'inReview', 'returned', 'earned', 'withdrawn', 'expired', 'revoked'];

async function load() {
  const numbers = await figures(load);
  if (!numbers) return;
  const { funnel, turnaround: t, byStatus } = numbers.flow;
  const all = (/** @type {string} */ name) => funnel.reduce((/** @type {number} */ sum, /** @type {any} */ f) => sum + f[name], 0);
  render(content, html`<ul class="tiles">
      ${tile('Decided within the promise', percent(t.withinPromise), { hint: `${t.promiseDays} business days` })}
      ${tile('Half are decided within', t.median == null ? '–' : `${t.median} days`, { hint: 'business days' })}
      ${tile('Nine of ten within', t.p90 == null ? '–' : `${t.p90} days`, { hint: 'business days' })}
      ${tile('Decisions', t.decisions, { hint: 'in thirteen weeks' })}
    </ul>${measured(numbers.at)}
    <section aria-labelledby="stand"><h2 id="stand">Where submissions stand</h2><div id="stand-table"></div></section>
    <section aria-labelledby="funnel"><h2 id="funnel">From start to earned</h2>
      ${all('started') > 0 ? bars('All micro-credentials, from the beginning', [['Started', 'started'], ['Sent', 'submitted'], ['Decided', 'decided'], ['Earned', 'earned']].map(([label, name]) => ({ label, value: all(name) }))) : null}
      <div id="funnel-table"></div></section>
    <section aria-labelledby="turnaround"><h2 id="turnaround">How long decisions take</h2>
      ${t.buckets.length > 0 ? bars(`Decisions by business days, last thirteen weeks. Promised: ${t.promiseDays} days`, t.buckets.map((/** @type {any} */ b) => ({ label: b.days >= 30 ? '30 days or more' : b.days === 1 ? '1 day' : `${b.days} days`, value: b.count, late: b.days > t.promiseDays }))) : null}
      <div id="turnaround-table"></div></section>
    <section aria-labelledby="weeks"><h2 id="weeks">By week</h2><div id="weeks-table"></div></section>`);
  tables(numbers.flow, byStatus);
  listenMeasure(load);
}

/** @param {any} flow @param {any[]} byStatus */
function tables(flow, byStatus) {
  const titles = new Map(flow.funnel.map((/** @type {any} */ f) => [f.slug, f.title]));
  const slug = { name: 'Micro-credential', value: (/** @type {any} */ r) => r.title ?? titles.get(r.slug) ?? r.slug };
  const number = (/** @type {string} */ name, /** @type {string} */ key) => ({ name, number: true, value: (/** @type {any} */ r) => r[key] });
  const standing = [...titles.keys()].map((of) => ({ slug: of, ...Object.fromEntries(statuses.map((s) => [s, byStatus.find((b) => b.slug === of && b.status === s)?.count ?? 0])) }));
  const used = standing.filter((row) => statuses.some((s) => /** @type {any} */ (row)[s] > 0));
  showTable(place('stand-table'), { id: 'submissions-by-status', caption: 'Submissions by micro-credential and status, now', rows: used, empty: 'Nobody has started yet.', columns: [slug, ...statuses.map((s) => number(statusText(s), s))] });
  showTable(place('funnel-table'), {
    id: 'funnel-of-work', caption: 'Sent and decided count first attempts', rows: flow.funnel.filter((/** @type {any} */ f) => f.started > 0), empty: 'Nobody has started yet.',
    columns: [slug, number('Started', 'started'), number('Sent', 'submitted'), number('Decided', 'decided'), number('Earned', 'earned'), number('Sent again', 'resubmitted'), number('Not yet', 'notYet'), number('Withdrawn', 'withdrawn'), number('Expired', 'expired'), number('Taken back', 'revoked')],
  });
  showTable(place('turnaround-table'), {
    id: 'turnaround-by-micro-credential', caption: 'Business days from sending to the decision, last thirteen weeks', rows: flow.turnaroundBy, empty: 'Nothing was decided in the last thirteen weeks.',
    columns: [slug, number('Decisions', 'decisions'), number('Half within', 'median'), number('Nine of ten within', 'p90'), { name: 'Within the promise', number: true, value: (r) => r.withinPromise, show: (r) => percent(r.withinPromise) }],
  });
  showTable(place('weeks-table'), {
    id: 'weeks', caption: 'Weeks begin on Monday, UTC', rows: flow.weeks, empty: 'Nothing has happened yet.',
    columns: [{ name: 'Week of', value: (r) => r.week, show: (r) => day(`${r.week}T12:00:00Z`) }, slug, number('Started', 'started'), number('Sent', 'submitted'), number('Decided', 'decided'), number('Earned', 'earned'), number('Not yet', 'notYet')],
  });
}

if (await admitted()) await load();
