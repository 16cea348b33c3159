import { attributes, html } from '../../../static-site/js/html.js';

const views = [
  { path: '/admin/', text: 'Today' },
  { path: '/admin/flow/', text: 'Flow' },
  { path: '/admin/scorers/', text: 'Scorers' },
  { path: '/admin/credentials/', text: 'Credentials' },
  { path: '/admin/health/', text: 'Health' },
  { path: '/admin/submission/', text: 'Find' },
];

const base = ['/js/admin/admin.js', '/js/not-found.js', '/js/format.js', '/js/admin/table.js', '/js/admin/csv.js'];
const actions = ['/js/admin/act.js', '/js/admin/download.js', '/js/errors.js', '/js/forms.js'];
const words = '/js/admin/words.js';

/** @param {string} path @param {string} heading @param {string} script @param {string[]} preload */
const page = (path, heading, script, preload) => ({
  path,
  title: `Admin: ${heading}`,
  description: 'For those who run the platform: what needs a person, and what can be done about it.',
  noindex: true,
  script: `/js/admin/${script}.js`,
  preload: [...base, ...preload],
  styles: ['/css/admin.css'],
  main: html`<div class="admin"><nav class="admin-nav" aria-label="Admin"><ul>${views.map((v) => html`<li><a ${attributes({ href: v.path, 'aria-current': v.path === path ? 'page' : undefined })}>${v.text}</a></li>`)}</ul></nav>
<h1>${heading}</h1>
<div id="content"><p class="loading">Loading …</p>
<noscript><p>This page needs JavaScript.</p></noscript></div></div>`,
});

export default () => [
  page('/admin/', 'Today', 'today', [...actions, words]),
  page('/admin/flow/', 'Flow', 'flow', ['/js/admin/bars.js', words]),
  page('/admin/scorers/', 'Scorers', 'scorers', actions),
  page('/admin/credentials/', 'Credentials', 'credentials', []),
  page('/admin/health/', 'Health', 'health', [words]),
  page('/admin/submission/', 'Find a submission or a person', 'submission', [...actions, words, '/js/admin/people.js']),
];
