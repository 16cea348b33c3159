import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/score/',
  title: 'Review',
  description: 'For scorers: open a review by the link from your mail.',
  noindex: true,
  script: '/js/pages/score.js',
  styles: ['score-sheet', 'evidence-viewer', 'saved-text'].map(name => `/components/${name}/${name}.css`),
  preload: [
    '/js/answers.js', '/js/autosave-run.js', '/js/autosave.js', '/js/kept.js', '/js/scoring.js', '/js/scoring-link.js', '/js/format.js', '/js/forms.js', '/js/errors.js',
    ...['score-sheet', 'score-states', 'score-check'].map(name => `/components/score-sheet/${name}.js`), '/components/evidence-viewer/evidence-viewer.js',
  ],
  main: html`<div id="content"><h1>You are asked to score someone’s work</h1>
    <noscript><p>This page needs JavaScript, since it saves your score as you go. Please turn it on, or use another browser.</p></noscript></div>`,
});
