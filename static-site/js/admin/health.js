/** Health: what the platform needs and whether it answers; what it costs in calls; and what admins did. */
import { api } from '../api.js';
import { html, render } from '../html.js';
import { moment } from '../format.js';
import { place } from '../page.js';
import { admitted, dataOf, figures, listenMeasure, measured, tile } from './admin.js';
import { showTable } from './table.js';
import { deedText, outcomeText } from './words.js';

const content = place();
const month = new URLSearchParams(location.search).get('month') ?? '';

async function load() {
  const [numbers, answer] = await Promise.all([figures(load), api.get(`/api/manage/log${month ? `?month=${encodeURIComponent(month)}` : ''}`)]);
  const log = numbers && dataOf(answer, load);
  if (!numbers || !log) return;
  const down = numbers.health.filter((/** @type {any} */ d) => d.status !== 'ok');
  render(content, html`<ul class="tiles">
      ${tile('Parts that answer', `${numbers.health.length - down.length} of ${numbers.health.length}`, { bad: down.length > 0 })}
      ${tile('Storage calls', new Intl.NumberFormat('en-US').format(numbers.cost.storageCalls), { hint: 'by this instance since it started' })}
    </ul>${measured(numbers.at)}
    <section aria-labelledby="parts"><h2 id="parts">What the platform needs</h2><div id="parts-table"></div></section>
    <section aria-labelledby="log"><h2 id="log">What admins did in ${monthText(log.month)}</h2>
      <p class="row"><a class="lone" href="/admin/health/?month=${shift(log.month, -1)}#log">The month before</a> ${log.month < thisMonth() ? html`<a class="lone" href="/admin/health/?month=${shift(log.month, 1)}#log">The month after</a>` : null}</p>
      <div id="log-table"></div></section>`);
  showTable(place('parts-table'), {
    id: 'parts-of-the-platform', caption: 'Asked when the figures were measured', rows: numbers.health, empty: 'Nothing is watched.',
    columns: [{ name: 'Part', value: (r) => r.name }, { name: 'Answers', value: (r) => r.status, show: (r) => (r.status === 'ok' ? html`<span class="tag tag-good">Yes</span>` : html`<span class="tag tag-bad">No</span> ${r.detail}`) }],
  });
  showTable(place('log-table'), {
    id: `admin-log-${log.month}`, caption: 'Newest first', rows: log.lines, empty: 'Nothing was done this month.',
    columns: [
      { name: 'When', value: (r) => r.at, show: (r) => moment(r.at) }, { name: 'What', value: (r) => deedText(r.what) },
      { name: 'On', value: (r) => r.on, show: (r) => on(r.on) }, { name: 'Reason', value: (r) => r.reason },
      { name: 'What became of it', value: (r) => outcomeText(r.outcome), show: (r) => html`${outcomeText(r.outcome)}${r.detail ? html`<details class="body"><summary>The message</summary><pre tabindex="0">${r.detail}</pre></details>` : null}` },
      { name: 'By', value: (r) => r.who, show: (r) => html`<span class="nowrap" title="${r.who}">…${r.who.slice(-6)}</span>` },
    ],
  });
  listenMeasure(load);
}

/** What begins with a number of ours becomes a link. @param {string} text */
function on(text) {
  const [, number, rest] = /^((?:sub|crd)_[0-9a-f]{32})(.*)$/.exec(text) ?? [];
  return number ? html`<a href="/admin/submission/?id=${number}" title="${number}"><span class="visually-hidden">Number </span>…${number.slice(-8)}</a>${rest}` : text;
}

/** "202611" → "November 2026". @param {string} m */
const monthText = (m) => new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(Date.UTC(Number(m.slice(0, 4)), Number(m.slice(4)) - 1, 15)));

/** @param {string} m @param {number} by */
const shift = (m, by) => new Date(Date.UTC(Number(m.slice(0, 4)), Number(m.slice(4)) - 1 + by, 15)).toISOString().slice(0, 7).replace('-', '');

const thisMonth = () => new Date().toISOString().slice(0, 7).replace('-', '');

if (await admitted()) await load();
