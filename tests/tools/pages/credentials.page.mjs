import { html } from '../../../static-site/js/html.js';

export default () => [{
  path: '/credentials/',
  title: 'My credentials',
  description: 'The credentials you have earned: show them, share them, hide them, download them.',
  noindex: true,
  script: '/js/pages/credentials.js',
  preload: ['/js/format.js', '/js/credentials/share.js'],
  styles: ['/css/credentials.css'],
  main: html`<h1>My credentials</h1>
<div id="content"><p class="loading">Loading your credentials …</p>
<noscript><p>Your credentials are shown with JavaScript. Turn it on in your browser, then load this page again.</p></noscript></div>`,
}, {
  path: '/credentials/transcript/',
  title: 'My transcript',
  description: 'Everything you have earned on one page, to print or to send.',
  noindex: true,
  script: '/js/pages/transcript.js',
  preload: ['/js/format.js'],
  styles: ['/css/credentials.css'],
  main: html`<p class="breadcrumb"><a href="/credentials/">My credentials</a></p><h1>My transcript</h1>
<div id="content"><p class="loading">Loading your transcript …</p>
<noscript><p>Your transcript is shown with JavaScript. Turn it on in your browser, then load this page again.</p></noscript></div>`,
}];
