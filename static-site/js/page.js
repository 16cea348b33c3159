/**
 * What every page does: shows who is signed in, tells when the connection is gone, announces changes, sets the title.
 * Page modules import from here; the shell's markup (header, `#account`, `#offline`, `#announcer`) is in every page.
 */
import { attributes, html, render } from './html.js';
import { person, signInLink, signOutLink } from './session.js';

const site = 'ESP Micro-credentials';

/**
 * The main region, where a page renders its content.
 * @param {string} [id] of an element inside `<main>`
 */
export function place(id = 'content') {
  const element = document.getElementById(id);
  if (!element) throw new Error(`This page has no #${id}.`);
  return element;
}

/** @param {string} title */
export function setTitle(title) {
  document.title = `${title} – ${site}`;
}

/**
 * Says a sentence to screen readers without moving focus: "Saved 10:42 AM".
 * @param {string} sentence
 */
export function announce(sentence) {
  const announcer = document.getElementById('announcer');
  if (!announcer) return;
  announcer.textContent = '';
  // A fresh change is needed for the same sentence to be read twice.
  setTimeout(() => (announcer.textContent = sentence), 50);
}

/** Brings the page's heading into view and to the reader: after a step that replaced the page's content. */
export function focusHeading() {
  const heading = document.querySelector('main h1');
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus();
}

/**
 * The state of a page that cannot show what it should: a sentence, and a button when trying again may help.
 * @param {Element} element
 * @param {import('./api.js').Problem} problem
 * @param {() => void} [again]
 */
export function showFailure(element, problem, again) {
  const signIn = problem.status === 401;
  const offline = problem.code === 'offline';
  render(
    element,
    html`<div class="notice ${signIn ? '' : offline ? 'notice-warn' : 'notice-bad'}" role="alert">
      <h2>${signIn ? 'Sign in to see this page' : offline ? 'There is no connection' : problem.status === 404 ? 'There is nothing here' : 'This page did not load'}</h2>
      <p>${signIn ? 'Your work is saved under your sign-in. You come back to this page right after.' : offline ? 'What you saved is safe with us. This page loads by itself when you are back online.' : problem.detail}</p>
      ${signIn
        ? html`<p><a class="button" href="${signInLink()}">Sign in</a></p>`
        : again && problem.status !== 404
          ? html`<p><button type="button" class="button" id="try-again">Try again</button></p>`
          : html`<p><a class="lone" href="/my-work/">Go to my work</a></p>`}
    </div>`,
  );
  element.querySelector('#try-again')?.addEventListener('click', () => again?.());
  if (offline && again) addEventListener('online', () => again(), { once: true });
}

/**
 * The state of waiting: a line of text, shown only when the wait is long enough to notice.
 * @param {Element} element
 * @param {string} [sentence]
 */
export function showLoading(element, sentence = 'Loading …') {
  render(element, html`<p class="loading" role="status">${sentence}</p>`);
}

/** For the page modules that need to know: the person, or null after the sign-in notice was shown. */
export async function signedIn(/** @type {Element} */ element) {
  const who = await person();
  if (!who) showFailure(element, { code: 'sign-in.needed', status: 401, detail: '' });
  return who;
}

async function showAccount() {
  const account = document.getElementById('account');
  const below = document.getElementById('account-below');
  if (!account || !below) return;
  const who = await person();
  const signIn = html`<a href="${signInLink(location.pathname === '/' ? '/my-work/' : undefined)}">Sign in</a>`;
  const signOut = html`<a class="sign-out" href="${signOutLink}">Sign out</a>`;
  const admin = who?.roles.includes('admin') ? html`<a class="admin-link" href="/admin/" ${attributes({ 'aria-current': location.pathname.startsWith('/admin/') ? 'true' : undefined })}>Admin</a> ` : null;
  // On a phone only the first link has room in the header; the footer always has the way out.
  render(account, who ? html`${admin}<a href="/profile/" title="${who.email}" ${attributes({ 'aria-current': location.pathname === '/profile/' ? 'page' : undefined })}>Profile</a> ${signOut}` : signIn);
  render(below, who ? html`${admin}${signOut}` : signIn);
}

function watchConnection() {
  const banner = document.getElementById('offline');
  if (!banner) return;
  const show = () => {
    banner.hidden = navigator.onLine;
    // Filled only when shown, so that the live region speaks.
    banner.textContent = navigator.onLine ? '' : 'You are offline. What you type stays on this device until you are back.';
  };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}

if (typeof document !== 'undefined') {
  showAccount();
  watchConnection();
}
