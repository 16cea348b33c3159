/** Credentials: how many, how fresh the status lists are, and the way to one of them. */
import { html, render } from '../html.js';
import { moment } from '../format.js';
import { place } from '../page.js';
import { admitted, figures, listenMeasure, measured, tile } from './admin.js';
import { showTable } from './table.js';

const content = place();

async function load() {
  const numbers = await figures(load);
  if (!numbers) return;
  const c = numbers.credentials;
  const behind = c.issued < c.earned;
  render(content, html`<ul class="tiles">
      ${tile('Earned', c.earned)}${tile('Issued', c.issued, { bad: behind, hint: behind ? 'fewer than earned' : '' })}${tile('Taken back', c.revoked)}${tile('Times checked', c.verified)}
    </ul>${measured(numbers.at)}
    ${behind ? html`<div class="notice notice-warn"><h2>Fewer are issued than earned</h2><p>That is so for a moment after each decision. If it stays, look at <a href="/admin/#dead">messages put aside</a> for the queue “issue”.</p></div>` : null}
    <section aria-labelledby="one"><h2 id="one">Look at one, or take it back</h2><p>Enter the number of the credential. It stands in its web address and on the certificate.</p>${findForm()}</section>
    <section aria-labelledby="lists"><h2 id="lists">Status lists</h2><p>Whoever checks a credential reads these. They are signed again long before they run out.</p><div id="lists-table"></div></section>
    <section aria-labelledby="by"><h2 id="by">By micro-credential</h2><div id="by-table"></div></section>`);
  const now = Date.now();
  showTable(place('lists-table'), {
    id: 'status-lists', caption: 'Published status lists', rows: c.statusLists, empty: 'No list is published yet.',
    columns: [{ name: 'List', number: true, value: (r) => r.n }, { name: 'Signed', number: true, value: (r) => r.ageMinutes, show: (r) => `${Math.round(r.ageMinutes)} minutes before` },
      { name: 'Good until', value: (r) => r.validUntil, show: (r) => html`${moment(r.validUntil)}${new Date(r.validUntil).getTime() < now ? html` <span class="tag tag-bad">Run out</span>` : null}` }],
  });
  showTable(place('by-table'), {
    id: 'credentials-by-micro-credential', caption: 'Earned and taken back, from the beginning', rows: numbers.flow.funnel.filter((/** @type {any} */ f) => f.earned > 0), empty: 'Nobody has earned one yet.',
    columns: [{ name: 'Micro-credential', value: (r) => r.title }, { name: 'Earned', number: true, value: (r) => r.earned }, { name: 'Taken back', number: true, value: (r) => r.revoked }],
  });
  listenMeasure(load);
}

const findForm = () => html`<form class="find" action="/admin/submission/" method="get"><label for="find-credential">Number (crd_…)</label>
  <div class="row"><input type="text" id="find-credential" name="id" autocomplete="off" spellcheck="false" pattern="\\s*(crd|sub)_\\S+\\s*" title="It begins with crd_." required> <button type="submit" class="button">Look</button></div></form>`;

if (await admitted()) await load();
