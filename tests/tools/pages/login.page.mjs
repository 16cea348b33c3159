import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/login.html',
  title: 'Sign in',
  description: 'Sign in to your micro-credential work.',
  noindex: true,
  script: '/js/login.js',
  main: html`<h1>Sign in</h1>
<p class="lead">Your work is saved under your sign-in, so that you can go on from any phone or computer.</p>
<p><a class="button button-large" id="sign-in" href="/.auth/login/aad?post_login_redirect_uri=/my-work/">Go to sign-in</a></p>
<p>You come back here right after. We learn your e-mail address, never your password.</p>`,
});
