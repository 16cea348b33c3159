/** Everything earned on one page, to print or to send. */
import { api } from '../api.js';
import { count, fullDay } from '../format.js';
import { html, render } from '../html.js';
import { place, showFailure, showLoading, signedIn } from '../page.js';

/** @typedef {{id: string, title: string, standard: string, level: string, awardedAt: string, hours: number, verifyUrl: string}} Entry */

const content = place();

async function load() {
  if (!(await signedIn(content))) return;
  const answer = await api.get('/api/transcript');
  if (answer.ok && answer.data.entries.length > 0) return show(answer.data);
  if (answer.ok || answer.problem.code === 'transcript.empty') return render(content, empty);
  showFailure(content, answer.problem, () => { showLoading(content, 'Loading your transcript …'); void load(); });
}

const empty = html`<section class="panel"><h2>Nothing to show yet</h2>
  <p>Your transcript lists every micro-credential that you earned. Hidden ones, and those that were taken back, are not in it.</p>
  <p class="row"><a class="button" href="/my-work/">Go to my work</a> <a class="lone" href="/credentials/">See my credentials</a></p></section>`;

/** @param {{name?: string | null, issuer: string, totalHours: number, entries: Entry[]}} transcript */
function show({ name, issuer, totalHours, entries }) {
  render(content, html`<p class="row no-print"><a class="button" href="/api/transcript.pdf" download="transcript.pdf">Download as PDF</a>
      <button type="button" class="button button-quiet" id="print">Print this page</button>
      <a class="button button-quiet" href="/api/transcript.json" download="transcript.json">Download the signed file (CLR)</a></p>
    <p class="small muted no-print">The PDF is for people: print it or attach it to an e-mail. The signed file is for other systems that read a Comprehensive Learner Record (CLR 2.0).</p>
    <dl class="facts"><dt>Name</dt><dd>${name || html`Not shown. You can choose to show it in <a href="/profile/">your profile</a>.`}</dd><dt>Issued by</dt><dd>${issuer}</dd>
      <dt>Earned</dt><dd>${count(entries.length, 'micro-credential')}, about ${count(totalHours, 'hour')} of work</dd><dt>As of</dt><dd>${fullDay(new Date())}</dd></dl>
    <table class="stacked transcript"><caption>Micro-credentials earned</caption>
      <thead><tr><th scope="col">Micro-credential</th><th scope="col">Standard</th><th scope="col">Level</th><th scope="col">Awarded</th><th scope="col">Hours</th><th scope="col">Check it</th></tr></thead>
      <tbody>${entries.map(e => html`<tr><th scope="row">${e.title}</th><td data-label="Standard">${e.standard}</td><td data-label="Level">${e.level}</td><td data-label="Awarded">${fullDay(e.awardedAt)}</td>
        <td data-label="Hours">${e.hours}</td><td data-label="Check it"><a class="check-link" href="${e.verifyUrl}">${shortAddress(e.verifyUrl)}</a></td></tr>`)}</tbody></table>
    <p>Anyone can check each one at its address. No account is needed.</p>`);
  content.querySelector('#print')?.addEventListener('click', () => print());
}

/** Without the scheme, for paper. @param {string} url */
const shortAddress = url => url.replace(/^https?:\/\//, '');

await load();
