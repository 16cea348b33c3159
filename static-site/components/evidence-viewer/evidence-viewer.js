/** A scorer's view of evidence: shown in the page where that is safe, a download otherwise. Each look asks for a fresh short link. */
import { bytes } from '../../js/format.js';
import { attributes, html, render } from '../../js/html.js';

/** @typedef {import('../../js/pages/score.js').Review} Review */
/** @typedef {{number: number, criterion: string, kind: string, name: string, title?: string, url?: string, type: string, bytes: number, inline: boolean}} Item */

/** @param {Review} r @param {string} criterion */
export function evidenceItems(r, criterion) {
  const items = /** @type {Item[]} */ (r.view.evidence ?? []).filter(e => e.criterion === criterion);
  if (items.length === 0) return html`<p class="muted">No evidence was added here.</p>`;
  return html`<ul class="viewer-list">${items.map(e => html`<li data-evidence="${e.number}">
    ${e.kind === 'link'
      ? html`<p><a href="${e.url}" target="_blank" rel="noopener noreferrer">${e.title || e.url}<span class="visually-hidden"> (opens in a new tab)</span></a></p><p class="small muted">A link: ${host(e.url)}. It opens in a new tab.</p>`
      : html`<p class="evidence-name">${e.name} <span class="muted small">${kindWords(e.type)}${bytes(e.bytes)}</span></p>
        <p><button ${attributes({ type: 'button', class: 'button button-quiet', 'aria-expanded': e.inline ? 'false' : undefined })}>${e.inline ? 'Show' : 'Download'}<span class="visually-hidden"> ${e.name}</span></button></p><div class="viewer"></div>`}</li>`)}</ul>`;
}

/** @param {string|undefined} url */
const host = url => { try { return new URL(url ?? '').host; } catch { return ''; } };

/** @param {string} type */
const kindWords = type => type.startsWith('image/') ? 'picture, ' : type.startsWith('audio/') ? 'sound, ' : type.startsWith('video/') ? 'video, ' : type === 'application/pdf' ? 'PDF, ' : '';

/** @param {Element} at @param {Review} r */
export function wireEvidence(at, r) {
  for (const place of at.querySelectorAll('[data-evidence]')) {
    const item = /** @type {Item[]} */ (r.view.evidence).find(e => e.number === Number(/** @type {HTMLElement} */ (place).dataset.evidence));
    const button = place.querySelector('button');
    if (item && button) button.addEventListener('click', () => void press(place, button, item, r));
  }
}

/** @param {Element} place @param {HTMLButtonElement} button @param {Item} item @param {Review} r */
async function press(place, button, item, r) {
  const viewer = /** @type {HTMLElement} */ (place.querySelector('.viewer'));
  if (viewer.childElementCount && button.getAttribute('aria-expanded') === 'true') return fold(viewer, button, item);
  if (button.disabled) return;
  button.disabled = true;
  const answer = await r.link.post(`evidence/${item.number}/read`);
  button.disabled = false;
  if (!answer.ok) return render(viewer, html`<p class="field-error" role="alert">${answer.problem.detail}</p>`);
  if (!answer.data.inline) {
    render(viewer, html`<p><a href="${answer.data.url}" rel="noreferrer">${`Save ${item.name}`}</a></p>`);
    return void viewer.querySelector('a')?.click();
  }
  render(viewer, shown(item, answer.data));
  button.setAttribute('aria-expanded', 'true');
  render(button, html`Hide<span class="visually-hidden"> ${item.name}</span>`);
  viewer.querySelector('img, audio, video')?.addEventListener('error', () => render(viewer, html`<p role="alert">This did not open. The link to it may have run out: press “Hide”, then “Show” again. <a href="${answer.data.url}" rel="noreferrer">Or save the file</a>.</p>`));
}

/** @param {HTMLElement} viewer @param {HTMLButtonElement} button @param {Item} item */
function fold(viewer, button, item) {
  render(viewer, html``);
  button.setAttribute('aria-expanded', 'false');
  render(button, html`Show<span class="visually-hidden"> ${item.name}</span>`);
}

/** @param {Item} item @param {{url: string, contentType?: string}} link */
function shown(item, link) {
  const type = link.contentType || item.type;
  const aside = html`<p class="small"><a href="${link.url}" target="_blank" rel="noopener noreferrer">Open it larger in a new tab</a></p>`;
  if (type.startsWith('image/')) return html`<img src="${link.url}" alt="${`Evidence ${item.number}: a picture`}">${aside}`;
  if (type.startsWith('audio/')) return html`<audio controls preload="metadata" src="${link.url}"></audio>`;
  if (type.startsWith('video/')) return html`<video controls preload="metadata" src="${link.url}"></video>${aside}`;
  return html`<iframe src="${link.url}" title="${`Evidence ${item.number}`}" referrerpolicy="no-referrer"></iframe>${aside}`;
}
