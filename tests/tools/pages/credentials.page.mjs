import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/credentials/',
  title: 'My credentials',
  description: 'The credentials you have earned: show them, share them, download them.',
  noindex: true,
  script: '/js/pages/credentials.js',
  preload: ['/js/format.js'],
  styles: ['/css/credentials.css'],
  main: html`<h1>My credentials</h1>
<div id="content"><p class="loading">Loading your credentials …</p>
<noscript><p>Your credentials are shown with JavaScript. Turn it on in your browser, then load this page again.</p></noscript></div>`,
});
