import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/profile/',
  title: 'My profile',
  description: 'Your name and your job: for the credential, and so that nobody you know scores your work.',
  noindex: true,
  script: '/js/pages/profile.js',
  preload: ['/js/format.js', '/js/errors.js', '/js/forms.js'],
  main: html`<div class="narrow"><h1>My profile</h1>
<p class="lead">Seven short questions. Each says why we ask. A scorer never sees any of your answers.</p>
<div id="content"><p class="loading">Loading your profile …</p>
<noscript><p>This form needs JavaScript. Turn it on in your browser, then load this page again.</p></noscript></div></div>`,
});
