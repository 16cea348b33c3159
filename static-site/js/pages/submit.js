/**
 * One submission: the hub and its tasks, each a page of its own under one address (`?id=…&task=…`). Back and forward work,
 * the title says where one is, and focus goes to the heading when the page changes. Texts and uploads live here, beside the
 * pages, so that saving and sending go on whichever page is shown.
 *
 * @typedef {object} Context
 * @property {string} id
 * @property {any} view        SubmissionView
 * @property {any} rubric      MicroCredential of the pinned version
 * @property {any} policies
 * @property {string} person   the person's name when known, for the warning on file names
 * @property {Awaited<ReturnType<typeof answers>>} texts
 * @property {ReturnType<typeof evidenceUploads>} uploads
 * @property {boolean} stale   the view could not be loaded again just now
 * @property {(view: any) => void} take  a newer view
 * @property {(task: string, replace?: boolean) => Promise<void>} go  `replace`: back does not lead here again
 * @property {string} sent     set right after sending: the hub thanks
 */
import { hub } from '../../components/submission-hub/submission-hub.js';
import { scoreReport } from '../../components/score-report/score-report.js';
import { check } from '../../components/submission-tasks/check.js';
import { criterion } from '../../components/submission-tasks/criterion.js';
import { stored } from '../../components/submission-tasks/parts.js';
import { questions } from '../../components/submission-tasks/questions.js';
import { statements } from '../../components/submission-tasks/statements.js';
import { withdraw } from '../../components/submission-tasks/withdraw.js';
import { answers, refusal } from '../answers.js';
import { api } from '../api.js';
import { evidenceUploads } from '../evidence-uploads.js';
import { html, render } from '../html.js';
import { focusHeading, place, setTitle, showFailure, showLoading, signedIn } from '../page.js';
import { taskHref } from '../submission.js';

const content = place();

/** @typedef {{title: (c: Context, task: string) => string, show: (at: Element, c: Context, task: string) => void}} TaskPage */

/** @param {Context} c @param {string} task @returns {TaskPage|null} */
function pageOf(c, task) {
  if (!task) return hub;
  const known = /** @type {Record<string, TaskPage>} */ ({ part1: questions, part3: questions, statements, check, withdraw, report: scoreReport });
  if (Object.hasOwn(known, task)) return known[task];
  return c.rubric.part2.criteria.some((/** @type {any} */ x) => x.id === task) ? criterion : null;
}

/** @param {string} title @param {string} sentence */
function loading(title, sentence) {
  render(content, html`<h1>${title}</h1><div id="loading"></div>`);
  showLoading(place('loading'), sentence);
}

/** @param {string} id @returns {Promise<Context|null>} */
async function load(id) {
  loading('Your submission', 'Loading your work …');
  const [view, policies, profile] = await Promise.all([api.get(`/api/submissions/${encodeURIComponent(id)}`), api.get('/catalog/policies.json'), api.get('/api/profile')]);
  if (!view.ok) return fail(view.problem);
  const { slug, version } = view.data.microCredential;
  const rubric = await api.get(`/catalog/${slug}.${version}.json`);
  if (!rubric.ok) return fail(rubric.problem);
  if (!policies.ok) return fail(policies.problem);

  const texts = await answers(id, view.data.limits.answerCharacters ?? 0, save);
  const uploads = evidenceUploads(id, view.data.limits);
  /** @type {Context} */
  const c = {
    id, view: view.data, rubric: rubric.data, policies: policies.data, person: profile.ok ? profile.data.name : '', texts, uploads, stale: false, sent: '',
    take: newer => { c.view = newer; uploads.take(newer.evidence); },
    go: (task, replace = false) => { history[replace ? 'replaceState' : 'pushState'](null, '', taskHref(id, task)); return show(c, true); },
  };
  if (c.view.editable) texts.wakeKept(answer => stored(c, answer));

  /** @param {string} answer @param {string} text @param {string} version @returns {Promise<import('../autosave-run.js').Answer>} */
  async function save(answer, text, version) {
    const reply = await api.put(`/api/submissions/${id}/answers/${answer}`, { text, version }, { keepalive: document.hidden });
    if (!reply.ok) return refusal(reply.problem, p => p.code === 'answer.changed-meanwhile' ? { text: p.text, version: p.version, savedAt: p.savedAt } : null);
    c.view.answers[answer] = reply.data;
    c.view.version = reply.data.submissionVersion;
    return { ok: true, version: reply.data.version, savedAt: reply.data.savedAt };
  }
  uploads.take(c.view.evidence);
  return c;
}

/** @param {import('../api.js').Problem} problem */
function fail(problem) {
  render(content, html`<h1>Your submission</h1><div id="failure"></div>`);
  showFailure(place('failure'), problem, () => void begin());
  return null;
}

const taskNow = () => new URLSearchParams(location.search).get('task') ?? '';

/** The page that the address names. @param {Context} c @param {boolean} moved  focus goes to the heading */
async function show(c, moved) {
  const task = taskNow();
  if (moved && (!task || task === 'check' || task === 'report')) {
    const wait = setTimeout(() => loading(c.rubric.title, 'Getting the newest state …'), 300);
    await refresh(c);
    clearTimeout(wait);
  }
  if (task !== taskNow()) return;   // the person went on meanwhile
  const page = pageOf(c, task);
  if (!page) return void c.go('', true);
  setTitle(`${page.title(c, task)} – ${c.rubric.title}`);
  page.show(content, c, task);
  if (moved) { scrollTo(0, 0); focusHeading(); }
}

/** The newest view; offline the last known one stays, and the page says so. @param {Context} c */
async function refresh(c) {
  await c.texts.settled(1500);
  const answer = await api.get(`/api/submissions/${c.id}`, { signal: AbortSignal.timeout(8000) });
  c.stale = !answer.ok;
  if (answer.ok) c.take(answer.data);
}

async function begin() {
  const id = new URLSearchParams(location.search).get('id');
  if (!id) return location.replace('/my-work/');
  if (!(await signedIn(content))) return void content.prepend(heading());
  const c = await load(id);
  if (!c) return;
  await show(c, false);
  addEventListener('popstate', () => void show(c, true));
  document.addEventListener('click', e => follow(c, e));
  addEventListener('beforeunload', e => { if (c.uploads.busy()) e.preventDefault(); });
}

function heading() {
  const h1 = document.createElement('h1');
  h1.textContent = 'Your submission';
  return h1;
}

/** Links between the tasks do not load the page anew: what is under way goes on. @param {Context} c @param {MouseEvent} e */
function follow(c, e) {
  const link = e.target instanceof Element ? e.target.closest('a') : null;
  if (!link || e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || link.target) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || to.hash || to.searchParams.get('id') !== c.id) return;
  e.preventDefault();
  void c.go(to.searchParams.get('task') ?? '');
}

await begin();
