/** What an admin does for one person: gives them all that is kept about them, or erases them. The person is named by a number or an e-mail address. */
import { day, time } from '../format.js';
import { html } from '../html.js';
import { act } from './act.js';

const takeOut = html`<p>You get one ZIP file with everything that we keep about this person: texts, files, results, credentials, and which e-mails we sent. People can take it themselves, on their profile page.</p>
  <p>Give it to this person and to nobody else. Then delete your copy. That you took it, and why, is kept.</p>`;

const erase = html`<p><strong>First tell the person</strong> what goes and what stays, and offer them their data.</p>
  <p><strong>What goes</strong></p>
  <ul><li>At once: work that is still open is withdrawn. The scorer’s link stops, and the scorer and the person get an e-mail. The person can begin nothing new.</li>
  <li>70 minutes later: the profile, answers, files, results, the history, our list of e-mails, and the name in the log of admins. A credential with the person’s name on it, or one that they had hidden, is not shown any more.</li></ul>
  <p><strong>What stays</strong></p>
  <ul><li>For good: counts that name nobody, whether a credential was taken back, and other credentials, which name nobody. Copies that the person gave to others can still be checked.</li>
  <li>For 28 days at most: deleted files, which those who run the storage could bring back.</li>
  <li>As long as technical logs are kept: numbers of submissions.</li>
  <li>Until you remove them: your own e-mails with the person, and what your mail server keeps.</li></ul>
  <p>This cannot be undone.</p>`;

/** The two actions. @param {string} who a submission's number, a credential's, or an e-mail address */
export const personActs = (who) => html`${act({ id: 'export', kind: 'export', about: who, title: 'Give the person their data', what: takeOut, button: 'Get the ZIP file' })}
  ${act({ id: 'erase', kind: 'erase', about: who, title: 'Erase this person', what: erase, danger: true, button: 'Erase this person for good', type: who, typeWhat: `Type or paste the ${kindOf(who)} to confirm` })}`;

const kindOf = (/** @type {string} */ who) => (who.includes('@') ? 'e-mail address' : 'number');

/**
 * What to ask of the API, or null for a kind of another room.
 * @param {string} kind @param {string} who @param {string} reason
 * @returns {import('./act.js').Deed | null}
 */
export function personDeed(kind, who, reason) {
  const unknown = `Nobody is known by this ${kindOf(who)}. Either they were erased, or it is not the whole of it, or it is not the address in their profile.`;
  if (kind === 'export') return { path: '/api/manage/people/export', body: { who, reason }, file: fileName(who), unknown, said: 'The ZIP file was saved in your downloads. Give it to this person and to nobody else.' };
  if (kind === 'erase') return { path: '/api/manage/people/erase', body: { who, reason, confirm: who }, unknown, said: 'The erasure has begun.' };
  return null;
}

/** Names whose data they are: two files taken on one day must not be mixed up. @param {string} who @param {Date} [now] */
export const fileName = (who, now = new Date()) => `records-${who.replaceAll(/[^\w.]+/g, '-').slice(0, 80)}-${now.toISOString().slice(0, 10)}.zip`;

/**
 * What to expect after an erasure has begun, and where to see that it is finished.
 * @param {string} who @param {{person: string, doneBy: string}} begun
 */
export const afterErasure = (who, { person, doneBy }) => html`<ul>
  <li>Work that was open is being withdrawn now. The rest goes by ${time(doneBy, { withZone: true })} on ${day(doneBy)}.</li>
  <li>It is finished when the ${kindOf(who)} <span class="number">${who}</span> is unknown here: ${who.includes('@') ? 'look for it then.' : html`<a href="/admin/submission/?id=${who}">look for it then</a>.`}</li>
  <li>If it is still known after that, look at <a href="/admin/#dead">messages put aside</a> for the queue “erase”. Mend the cause, and send the message again: it goes on where it stopped.</li>
  <li>The <a href="/admin/health/#log">log of admins</a> calls this person <span class="number">${person}</span>.</li>
  <li>Note the day where only you can read it. If older data are ever brought back, this person must be erased again.</li></ul>`;
