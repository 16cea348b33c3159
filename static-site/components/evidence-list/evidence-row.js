/** One piece of evidence as markup: its state in words, and what can be done with it. */
import { nameIn } from '../../js/file-checks.js';
import { bytes } from '../../js/format.js';
import { attributes, html } from '../../js/html.js';

/** @typedef {import('../../js/evidence-uploads.js').Row} Row */

/** @param {string} action @param {string} text @param {string} name @param {string} [kind] */
const button = (action, text, name, kind = '') => html`<button ${attributes({ type: 'button', class: `button button-quiet ${kind}`.trim(), 'data-do': action })}>${text}<span class="visually-hidden">: ${name}</span></button>`;

/** @param {string} action @param {string} text @param {Row} row */
const chooser = (action, text, row) => html`<label class="file-again"><span>${text}<span class="visually-hidden">: ${row.name}</span></span> <input type="file" data-do="${action}"></label>`;

/**
 * @param {Row} row
 * @param {{person: string, editable: boolean}} more
 */
export function rowMarkup(row, { person, editable }) {
  if (row.state === 'removed') return html`<p class="removed">Removed: ${row.name}</p><p class="row">${button('undo', 'Undo', row.name)}</p>`;
  const link = row.evidence?.kind === 'link' ? row.evidence.url : null;
  const about = link ? link : [row.bytes ? bytes(row.bytes) : ''].filter(Boolean).join(' · ');
  return html`<div class="evidence-head"><p class="evidence-name">${link ? html`<a href="${link}" target="_blank" rel="noopener noreferrer">${row.name}<span class="visually-hidden"> (opens in a new tab)</span></a>` : row.name}</p>
      <p class="small muted">${about}</p></div>
    ${stateMarkup(row)}
    ${editable ? notes(row, person) : null}
    <p class="row actions">${actions(row, editable, Boolean(link))}</p>`;
}

/** @param {Row} row */
function stateMarkup(row) {
  const p = row.progress;
  switch (row.state) {
    case 'retired': return html`<p><span class="tag">Removed</span></p>`;
    case 'ready': return html`<p><span class="tag tag-good">✓ Ready</span></p>`;
    case 'checking': return html`<p><span class="tag">Checking</span> <span class="small">Sent. We are checking that it opens and is safe. This takes up to a few minutes; you can go on.</span></p>`;
    case 'refused': return html`<p><span class="tag tag-bad">Refused</span> ${row.evidence?.refusal || 'We could not take this file.'}</p>`;
    case 'failed': return html`<p><span class="tag tag-bad">Not sent</span> ${row.sentence}</p>`;
    case 'needsFile': return html`<p><span class="tag tag-warn">Stopped</span> This file was only partly sent. Choose the same file again (${row.name}, ${bytes(row.bytes)}) and we go on where it stopped.</p>`;
    default: return html`<p><span class="tag">${phaseWords(row)}</span> <span class="small">${whyWords(p?.phase, p?.why)}</span></p>
      <p class="evidence-progress"><progress max="100" value="0" aria-label="${`Sending ${row.name}`}"></progress> <span class="percent small">0%</span></p>`;
  }
}

/** @param {Row} row */
const phaseWords = row => ({ queued: 'Waiting its turn', sending: 'Sending', retrying: 'Waiting to try again', paused: 'Paused', finishing: 'Finishing' }[/** @type {string} */ (row.progress?.phase)] ?? 'Getting ready');

/** @param {string|undefined} phase @param {string|undefined} why */
const whyWords = (phase, why) => phase !== 'retrying' ? '' : why === 'offline' ? 'You are offline. It goes on by itself when you are back.' : 'Storage did not answer. We keep trying.';

/** @param {Row} row @param {string} person */
function notes(row, person) {
  const name = !person ? '' : nameIn(row.name, person);
  return html`${name && row.evidence?.kind !== 'link' ? html`<p class="small note-warn"><strong>The file name has “${name}” in it.</strong> Scorers do not see file names. Please check that your name is not inside the file either.</p>` : null}
    ${row.note === 'cleaned' ? html`<p class="small muted">We took hidden data, such as the place and the device, out of this photo.</p>` : null}
    ${row.note === 'notCleaned' ? html`<p class="small note-warn"><strong>We could not take hidden data out of this photo.</strong> It may tell where it was taken. A screenshot of the photo has no such data.</p>` : null}`;
}

/** @param {Row} row @param {boolean} editable @param {boolean} link */
function actions(row, editable, link) {
  const phase = row.progress?.phase;
  const open = !link && (row.state === 'ready') ? button('open', 'Look at it', row.name) : null;
  if (!editable) return open;
  const remove = button('remove', 'Remove', row.name, 'button-danger');
  if (row.state === 'uploading' && phase === 'paused') return [button('resume', 'Resume', row.name), remove];
  if (row.state === 'uploading' && (phase === 'sending' || phase === 'retrying' || phase === 'queued')) return [button('pause', 'Pause', row.name), remove];
  if (row.state === 'needsFile') return [chooser('same', 'Choose the same file again', row), remove];
  if (row.state === 'refused' || (row.state === 'failed' && !row.evidence)) return [chooser('other', 'Choose another file', row), remove];
  if (row.state === 'failed') return [button('resume', 'Try again', row.name), remove];
  return [open, remove];
}
