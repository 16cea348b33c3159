import { html } from '../../../static-site/js/html.js';

export default () => ({
  path: '/404.html',
  title: 'Page not found',
  description: 'There is no page at this address.',
  noindex: true,
  main: html`<h1>There is no page at this address</h1>
<p class="lead">Nothing of yours is lost. The address may have a typing mistake, or the page has moved.</p>
<ul>
<li><a href="/my-work/">My work</a>: what you started, and what is next</li>
<li><a href="/">Start page</a>: the eight micro-credentials</li>
<li><a href="/help/">Help</a>: answers, and how to reach us</li>
</ul>
<p>Did you come from a link in an e-mail? Copy the whole address from the e-mail, also if it runs over two lines. Each e-mail to a scorer also says how to get a new link.</p>`,
});
