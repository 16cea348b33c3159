/** The public check of one credential. Anyone may ask; nothing here needs an account. */
import { credentialCheck, notChecked, removedCredential, unknownNumber } from '../../components/credential-check/credential-check.js';
import { api } from '../api.js';
import { html, render } from '../html.js';
import { focusHeading, place, setTitle, showLoading } from '../page.js';

const content = place();

/** @param {string} id @param {boolean} again */
async function check(id, again) {
  render(content, html`<h1>Check a credential</h1><div id="loading"></div>`);
  showLoading(place('loading'), 'Checking the credential …');
  const answer = await api.get(`/api/credentials/${encodeURIComponent(id)}/verification`, { signal: AbortSignal.timeout(20_000) });
  if (answer.ok) credentialCheck(content, answer.data);
  else if (answer.status === 404) unknownNumber(content);
  else if (answer.status === 410) removedCredential(content);
  else notChecked(content, answer.problem.code === 'offline' ? 'We got no answer.' : 'Our service did not answer.', () => void check(id, true));
  setTitle(content.querySelector('h1')?.textContent ?? 'Check a credential');
  if (again) focusHeading();
}

const id = new URLSearchParams(location.search).get('id')?.trim();
if (id) await check(id, false);
