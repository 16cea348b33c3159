import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/my-work/',
  title: 'My work',
  description: 'Everything you have started, what is next, what waits for others, and what you have earned.',
  noindex: true,
  script: '/js/pages/my-work.js',
  preload: ['/js/format.js'],
  styles: ['/css/my-work.css'],
  main: html`<h1>My work</h1>
<div id="content" aria-live="off"><p class="loading">Loading your work …</p>
<noscript><p>Your work is shown with JavaScript. Turn it on in your browser, then load this page again. Nothing is lost.</p></noscript></div>`,
});
