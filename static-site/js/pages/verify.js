/** The public check of one credential, by number (`/c/<number>`, `?id=`), file or text. Anyone may ask; nothing here needs an account. */
import { credentialCheck, notChecked, removedCredential, unknownNumber } from '../../components/credential-check/credential-check.js';
import { api, read } from '../api.js';
import { isJwt, mostBytes } from '../credentials/baked.js';
import { checkById, checkBytes } from '../credentials/own-check.js';
import { together } from '../credentials/verdict.js';
import { clearErrors, showErrors, showProblem } from '../errors.js';
import { bytes as inWords } from '../format.js';
import { html, render } from '../html.js';
import { announce, focusHeading, place, setTitle, showLoading } from '../page.js';

const content = place();

/** @param {string} id @param {boolean} again */
async function byNumber(id, again) {
  render(content, html`<h1>Check a credential</h1><div id="loading"></div>`);
  showLoading(place('loading'), 'Checking the credential …');
  const [answer, own] = await Promise.all([api.get(`/api/credentials/${encodeURIComponent(id)}/verification`, { signal: AbortSignal.timeout(20_000) }), checkById(id)]);
  const retry = () => void byNumber(id, true);
  if (answer.ok) credentialCheck(content, answer.data, together(answer.data, own), {}, retry);
  else if (answer.status === 404) unknownNumber(content);
  else if (answer.status === 410) removedCredential(content);
  else notChecked(content, answer.status === 429 ? answer.problem.detail : answer.problem.code === 'offline' ? 'We got no answer.' : 'Our service did not answer.', retry);
  shown(again);
}

/** @param {boolean} focus */
function shown(focus) {
  setTitle(content.querySelector('h1')?.textContent ?? 'Check a credential');
  if (focus) focusHeading();
}

/**
 * @param {HTMLFormElement} form @param {string} field the form's own, for what is wrong with it
 * @param {Blob} given @param {{name: string, picture?: string}} source
 */
async function byBytes(form, field, given, source) {
  clearErrors(form);
  const button = form.querySelector('button');
  const line = form.querySelector('.sending');
  if (!line || !button || button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  announce('Sending and checking …');
  const [answer, own] = await Promise.all([send(given, done => render(line, html`<p>${done < 1 ? 'Sending …' : 'Checking …'}</p><progress max="1" value="${done}" aria-label="Sending"></progress>`)), given.arrayBuffer().then(b => checkBytes(new Uint8Array(b)))]);
  render(line, html``);
  button.removeAttribute('aria-disabled');
  if (answer.ok) {
    credentialCheck(content, answer.data, together(answer.data, own), source);
    shown(true);
  } else if ([400, 413, 415].includes(answer.status)) showErrors(form, { [field]: answer.problem.detail }, 'We could not read this');
  else showProblem(form, `${answer.status === 429 ? answer.problem.detail : 'We got no answer, so it is not checked. This does not mean that it is not real.'} What you gave is still here: try again in a moment.`);
}

/** XMLHttpRequest, since fetch tells nothing about the way up. @param {Blob} body @param {(done: number) => void} moved @returns {Promise<import('../api.js').Answer<any>>} */
const send = (body, moved) => new Promise(done => {
  const request = new XMLHttpRequest();
  request.open('POST', '/api/verification');
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('Accept', 'application/json');
  request.timeout = 180_000;
  request.upload.onprogress = e => moved(e.lengthComputable ? e.loaded / e.total : 0);
  request.onloadend = () => done(request.status === 0 ? { ok: false, status: 0, problem: { code: 'offline', detail: '', status: 0 } } : read(new Response(request.responseText, { status: request.status })));
  moved(0);
  request.send(body);
});

/** A number, alone or in a link. @param {string} text */
const numberIn = text => /^(?:[^\s{}<>"]*[/=])?(crd_[0-9a-z]+)(?:[/?#&][^\s{}<>"]*)?$/i.exec(text.trim())?.[1].toLowerCase();

/** @param {string} id @returns {HTMLFormElement} */
const formOf = id => /** @type {HTMLFormElement} */ (place(id));

/** @param {string} id @returns {any} */
const control = id => place(id);

/** @param {string} name @param {number} size */
const tooLarge = (name, size) => size > mostBytes ? `${name} is ${inWords(size)}. We can check up to 1 MB. Is it the right one? A credential is small.` : '';

function wire() {
  for (const form of ['by-number', 'by-file', 'by-text'].map(formOf)) form.noValidate = true;
  formOf('by-number').addEventListener('submit', event => {
    event.preventDefault();
    const id = numberIn(control('id').value);
    if (id) location.assign(`/verify/?id=${id}`);
    else showErrors(formOf('by-number'), { id: control('id').value.trim() ? 'This is not a number of ours. It starts with “crd_”, with no spaces. You can paste the whole link.' : 'Type in the number, or paste the link.' });
  });
  wireFile(formOf('by-file'), control('file'));
  formOf('by-text').addEventListener('submit', event => {
    event.preventDefault();
    const text = control('text').value.trim();
    const id = numberIn(text);
    const given = new Blob([text]);
    const wrong = text === '' ? 'Paste the text of the credential.' : tooLarge('The text', given.size) || (/^[{<]/.test(text) || isJwt(text) || id ? '' : 'This does not look like a credential. It starts with { or <, or is one long line with two dots.');
    if (wrong) showErrors(formOf('by-text'), { text: wrong });
    else if (id) location.assign(`/verify/?id=${id}`);
    else void byBytes(formOf('by-text'), 'text', given, { name: 'a pasted text' });
  });
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} input */
function wireFile(form, input) {
  const drop = place('drop');
  form.addEventListener('submit', event => {
    event.preventDefault();
    const file = input.files?.[0];
    const wrong = !file ? 'Choose a file first.' : file.size === 0 ? `“${file.name}” is empty. Check the file and choose it again.` : tooLarge(`“${file.name}”`, file.size);
    if (wrong || !file) showErrors(form, { file: wrong });
    else void byBytes(form, 'file', file, { name: file.name, picture: /^image\/(png|svg\+xml)$/.test(file.type) ? URL.createObjectURL(file) : undefined });
  });
  for (const kind of ['dragenter', 'dragover']) drop.addEventListener(kind, event => { event.preventDefault(); drop.classList.add('is-over'); });
  for (const kind of ['dragleave', 'drop']) drop.addEventListener(kind, () => drop.classList.remove('is-over'));
  // Beside the zone, a browser would open the file in place of this page.
  for (const kind of ['dragover', 'drop']) addEventListener(kind, event => event.preventDefault());
  drop.addEventListener('drop', event => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    if (files.length > 1) return void showErrors(form, { file: 'Drop one file at a time.' });
    input.files = files;
    clearErrors(form);
    announce(`${files[0].name} is chosen.`);
    form.querySelector('button')?.focus();
  });
}

const id = /^\/(?:c|api\/credentials)\/([^/]+)\/?$/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get('id')?.trim();
if (id) await byNumber(id, false);
else wire();
