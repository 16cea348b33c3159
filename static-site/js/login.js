/**
 * The sign-in page: keeps where the person wanted to go, and goes straight on to the sign-in service.
 * Static Web Apps cannot carry a query through a route, hence a page of our own. Without script its link still signs in, to "My work".
 */
import { ownPath } from './session.js';

const link = document.getElementById('sign-in');
if (link instanceof HTMLAnchorElement) {
  const to = ownPath(new URLSearchParams(location.search).get('to'));
  const target = new URL(link.href);
  target.searchParams.set('post_login_redirect_uri', to);
  link.href = target.href;
  location.replace(target.href);
}
