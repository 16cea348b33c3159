/** Scorers: who is on the roster, what each holds, and a new roster from a CSV file. */
import { api } from '../api.js';
import { clearErrors, showErrors, showProblem } from '../errors.js';
import { textArea } from '../forms.js';
import { html, render } from '../html.js';
import { count, time } from '../format.js';
import { announce, place } from '../page.js';
import { act, listenActs } from './act.js';
import { admitted, dataOf, figures, listenMeasure, measured, showDone, tile } from './admin.js';
import { showTable } from './table.js';

const content = place();
const columns = 'number,name,email,employer,state,affiliate,micro-credentials,active,max-open';

async function load() {
  const [numbers, answer] = await Promise.all([figures(load), api.get('/api/manage/scorers')]);
  const roster = numbers && dataOf(answer, load);
  if (!numbers || !roster) return;
  const s = numbers.scorers;
  render(content, html`<ul class="tiles">
      ${tile('Active scorers', s.active)}${tile('Reviews they hold', s.open)}${tile('Reviews they could take', s.room, { bad: s.room === 0 })}${tile('Scorers who are late', s.late, { bad: s.late > 0 })}
    </ul>${measured(numbers.at)}
    <section aria-labelledby="roster"><h2 id="roster">The roster</h2><p class="muted">As of ${time(roster.at, { withZone: true })}.</p><div id="roster-table"></div></section>
    <section aria-labelledby="import"><h2 id="import">Import a roster</h2>${importForm()}<div id="import-result"></div></section>`);
  showTable(place('roster-table'), {
    id: 'scorers', caption: 'Scorers with what they hold now', rows: roster.scorers, empty: 'There is no scorer yet. Import a roster below.',
    columns: [
      { name: 'Number', value: (r) => r.number, show: (r) => html`<span class="nowrap">${r.number}</span>` }, { name: 'Name', value: (r) => r.name }, { name: 'E-mail', value: (r) => r.email }, { name: 'State', value: (r) => r.state },
      { name: 'Qualified for', value: (r) => r.qualified.join('; '), show: (r) => html`<span title="${r.qualified.join(', ')}">${count(r.qualified.length, 'micro-credential')}</span>` },
      { name: 'Holds', number: true, value: (r) => r.open, show: (r) => html`<span class="nowrap">${r.open} of ${r.maxOpen}</span>` },
      { name: 'Late', number: true, value: (r) => r.late, show: (r) => (r.late > 0 ? html`<span class="tag tag-bad">${r.late} late</span>` : '0') },
      { name: 'Asked', value: (r) => (r.active ? 'yes' : 'no'), show: (r) => (r.active ? html`<span class="tag tag-good">On</span>` : html`<span class="tag tag-warn">Off</span>`) },
    ],
    actions: (r) => act(r.active
      ? { id: `off-${safe(r.number)}`, kind: 'off', about: r.number, title: 'Turn off', what: r.open > 0 ? `Scorer ${r.number} is asked for nothing new and keeps the ${count(r.open, 'review')} they hold. You can turn them on again.` : `Scorer ${r.number} is asked for nothing new. You can turn them on again.`, button: 'Turn off' }
      : { id: `on-${safe(r.number)}`, kind: 'on', about: r.number, title: 'Turn on', what: `Scorer ${r.number} is asked again, first for what waits.`, button: 'Turn on' }),
  });
  listenMeasure(load);
  listenImport();
}

/** @param {string} number */
const safe = (number) => number.replace(/[^a-zA-Z0-9-]/g, '-');

const importForm = () => html`<p>A line for each scorer. The first line names the columns: <code>${columns}</code>. Micro-credentials are their short names with semicolons between, or <code>all</code>. A scorer whose number is known is updated and keeps what they hold.</p>
  <form id="roster-form" novalidate><div data-errors></div>
  <div class="field" id="roster-file-field"><label for="roster-file">A CSV file</label><input type="file" id="roster-file" accept=".csv,text/csv"></div>
  ${textArea({ name: 'roster-csv', label: 'Or paste the lines', rows: 5 })}
  ${textArea({ name: 'roster-reason', label: 'Reason', hint: 'It is kept. Write no names.', rows: 2, maxlength: 1000 })}
  <p><button type="submit" class="button">Import</button></p></form>`;

function listenImport() {
  const form = /** @type {HTMLFormElement} */ (document.getElementById('roster-form'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearErrors(form);
    const file = /** @type {HTMLInputElement} */ (document.getElementById('roster-file')).files?.[0];
    const csv = file ? await file.text() : value('roster-csv');
    const reason = value('roster-reason').trim();
    if (showErrors(form, { ...(csv.trim() ? undefined : { 'roster-csv': 'Choose a file or paste the lines.' }), ...(reason.length >= 3 ? undefined : { 'roster-reason': 'Say in a few words why.' }) })) return;
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
    button.disabled = true;
    button.textContent = 'Importing …';
    announce('Importing …');
    const answer = await api.post('/api/manage/scorers', { csv, reason });
    button.disabled = false;
    button.textContent = 'Import';
    if (!answer.ok) {
      const { errors } = answer.problem;
      if (errors) showErrors(form, Object.fromEntries(Object.entries(errors).map(([name, message]) => [`roster-${name}`, message])));
      else showProblem(form, answer.problem.detail);
      return;
    }
    await load();
    showResult(answer.data);
  });
}

/** @param {string} id */
const value = (id) => /** @type {HTMLTextAreaElement} */ (document.getElementById(id)).value;

/** @param {any} result */
function showResult(result) {
  const { imported, updated, refused } = result;
  const sentence = `${count(imported, 'scorer')} new, ${updated} updated, ${count(refused.length, 'line')} not taken.`;
  render(place('import-result'), html`<div class="notice ${refused.length > 0 ? 'notice-warn' : 'notice-good'}" id="imported" tabindex="-1"><h3>${sentence}</h3>
    ${refused.length > 0 ? html`<p>The other lines were taken. Mend these and import them again.</p>` : null}</div><div id="refused-table"></div>`);
  if (refused.length > 0) showTable(place('refused-table'), { id: 'refused-lines', caption: 'Lines that were not taken; the head is line 1', rows: refused, empty: '', columns: [{ name: 'Line', number: true, value: (r) => r.line }, { name: 'Why', value: (r) => r.reason }] });
  announce(sentence);
  document.getElementById('imported')?.focus();
}

if (await admitted()) {
  await load();
  listenActs(content, (kind, about, { reason }) => ({
    path: `/api/manage/scorers/${encodeURIComponent(about)}/active`,
    body: { active: kind === 'on', reason },
    said: kind === 'on' ? `Scorer ${about} is on. Who waits is offered to them.` : `Scorer ${about} is off.`,
  }), async (sentence) => {
    await load();
    showDone(sentence);
  });
}
