import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/verify/',
  title: 'Check a credential',
  description: 'Check in seconds whether a micro-credential of an Education Support Professional is real and valid.',
  script: '/js/pages/verify.js',
  styles: ['/components/credential-check/credential-check.css'],
  preload: ['/components/credential-check/credential-check.js', '/js/format.js'],
  main: html`<div id="content"><h1>Check a credential</h1>
<p class="lead">Type in the number that stands on the credential. It starts with “crd_”. You need no account.</p>
<form method="get" action="/verify/">
<div class="field" id="id-field"><label for="id">Number of the credential</label><input id="id" name="id" type="text" required autocomplete="off" autocapitalize="off" spellcheck="false"></div>
<p><button class="button">Check it</button></p>
</form>
<p>If someone sent you a link or a picture with a square code, open that instead: it leads straight to the answer.</p>
<noscript><p>Checking needs JavaScript. Please turn it on, or use another browser.</p></noscript></div>`,
});
