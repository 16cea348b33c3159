import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/verify/',
  title: 'Check a credential',
  description: 'Check in seconds whether a micro-credential of an Education Support Professional is real and valid.',
  script: '/js/pages/verify.js',
  styles: ['/components/credential-check/credential-check.css'],
  preload: [
    '/components/credential-check/credential-check.js', '/js/format.js', '/js/errors.js',
    ...['own-check', 'verdict', 'baked', 'did', 'proof', 'quads', 'shape'].map(name => `/js/credentials/${name}.js`),
  ],
  main: html`<div id="content"><h1>Check a credential</h1>
<p class="lead">Is it real? Give us its number, its file or its text, and see at once. You need no account.</p>
<noscript><p class="notice">Checking needs JavaScript. Please turn it on, or use another browser.</p></noscript>
<form method="get" action="/verify/" id="by-number"><h2>By number</h2><div data-errors></div>
<div class="field" id="id-field"><label for="id">Number of the credential, or its link</label><p class="hint" id="id-hint">The number starts with “crd_”. Was there a square code to scan? It leads straight to the answer.</p>
<input id="id" name="id" type="text" required autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="500" aria-describedby="id-hint"></div>
<p><button class="button">Check this number</button></p></form>
<div class="ways" data-start>
<form id="by-file"><h2>By file or picture</h2><div data-errors></div>
<div class="field" id="file-field"><label for="file">File of the credential</label><p class="hint" id="file-hint">A badge picture (PNG or SVG), a JSON file or a JWT file, up to 1 MB. We check it and do not keep it.</p>
<div class="drop" id="drop"><input id="file" name="file" type="file" accept=".json,.jsonld,.jwt,.jws,.txt,.png,.svg,application/json,text/plain,image/png,image/svg+xml" aria-describedby="file-hint"><p class="chosen muted small">You can also drop a file here.</p></div></div>
<div class="sending"></div><p><button class="button">Check this file</button></p></form>
<form id="by-text"><h2>By text</h2><div data-errors></div>
<div class="field" id="text-field"><label for="text">Text of the credential</label><p class="hint" id="text-hint">Paste all of it: JSON, or one long line with two dots (JWT).</p>
<textarea id="text" name="text" rows="6" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="text-hint"></textarea></div>
<div class="sending"></div><p><button class="button">Check this text</button></p></form>
</div>
<h2>What we check</h2>
<ul><li>Is it unchanged since it was signed? Our server checks that, and your own browser checks it once more.</li><li>Does it still stand, or did the issuer take it back?</li><li>Is today within its dates?</li><li>Is the issuer who they say they are?</li></ul>
<p>“Could not check” is not the same as “not valid”: it means that something did not answer, or that we do not know this kind of credential.</p></div>`,
});
