/** What an address says that leads nowhere: the 404 page, and a page that is not for the one who asks. */
import { html } from './html.js';

export const notFoundTitle = 'Page not found';

export const notFound = () => html`<h1>There is no page at this address</h1>
<p class="lead">Nothing of yours is lost. The address may have a typing mistake, or the page has moved.</p>
<ul>
<li><a href="/my-work/">My work</a>: what you started, and what is next</li>
<li><a href="/">Start page</a>: the eight micro-credentials</li>
<li><a href="/help/">Help</a>: answers, and how to reach us</li>
</ul>
<p>Did you come from a link in an e-mail? Copy the whole address from the e-mail, also if it runs over two lines. Each e-mail to a scorer also says how to get a new link.</p>`;
