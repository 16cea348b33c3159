import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/submit/',
  title: 'Your submission',
  description: 'Your work on one micro-credential: what is done, what is next, and sending it to be scored.',
  noindex: true,
  script: '/js/pages/submit.js',
  styles: ['submission-hub', 'saved-text', 'evidence-list', 'rubric-levels', 'score-report'].map(name => `/components/${name}/${name}.css`),
  preload: [
    '/js/answers.js', '/js/autosave-run.js', '/js/autosave.js', '/js/kept.js', '/js/evidence-uploads.js', '/js/upload.js', '/js/upload-browser.js', '/js/photo.js',
    '/js/kept-files.js', '/js/file-checks.js', '/js/submission.js', '/js/format.js', '/js/forms.js', '/js/errors.js',
    '/components/submission-hub/submission-hub.js', '/components/score-report/score-report.js', '/components/saved-text/saved-text.js',
    '/components/evidence-list/evidence-list.js', '/components/evidence-list/evidence-row.js', '/components/rubric-levels/rubric-levels.js',
    ...['parts', 'questions', 'criterion', 'statements', 'check', 'withdraw'].map(name => `/components/submission-tasks/${name}.js`),
  ],
  main: html`<div id="content"><h1>Your submission</h1>
    <noscript><p>This page saves as you write, and needs JavaScript for that. Please turn it on, or use another browser. What you saved before is safe.</p></noscript></div>`,
});
