/** The start page: for someone signed in with work under way, the way on stands first. */
import { api } from '../api.js';
import { html, render } from '../html.js';
import { place } from '../page.js';
import { person } from '../session.js';

if (await person()) {
  const answer = await api.get('/api/portfolio');
  const open = answer.ok ? answer.data.submissions.filter((/** @type {any} */ s) => ['draft', 'returned'].includes(s.status)) : [];
  const latest = open.sort((/** @type {any} */ a, /** @type {any} */ b) => b.updatedAt.localeCompare(a.updatedAt))[0];
  if (latest) {
    render(place('start'), html`<p class="row"><a class="button button-large" href="/submit/?id=${latest.id}">Continue: ${latest.microCredential.title}</a> <a class="lone" href="/my-work/">See all my work</a></p>`);
  } else if (answer.ok && answer.data.submissions.length > 0) {
    render(place('start'), html`<p class="row"><a class="button button-large" href="/my-work/">Go to my work</a> <a class="lone" href="#micro-credentials">Choose another micro-credential</a></p>`);
  }
}
