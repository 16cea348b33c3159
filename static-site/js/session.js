/** Who is signed in, as the web host says. Asked once a page. */
import { api } from './api.js';

/** @typedef {{id: string, email: string, roles: string[]}} Person */

/** @type {Promise<Person | null> | undefined} */
let asked;

/**
 * The signed-in person, or null. Also null when the host does not answer: pages then show their signed-out state.
 * @returns {Promise<Person | null>}
 */
export function person() {
  asked ??= api.get('/.auth/me').then((answer) => {
    const principal = answer.ok ? answer.data?.clientPrincipal : null;
    return principal ? { id: principal.userId, email: principal.userDetails, roles: principal.userRoles ?? [] } : null;
  });
  return asked;
}

/**
 * The address that signs in and comes back.
 * @param {string} [to] a path of this site; this page when left out
 */
export const signInLink = (to = location.pathname + location.search) => `/login?to=${encodeURIComponent(to)}`;

export const signOutLink = '/.auth/logout?post_logout_redirect_uri=/';

/**
 * A path of this site, or the fallback: keeps a forged link from sending people elsewhere after sign-in.
 * @param {string | null} to
 * @param {string} [fallback]
 */
export const ownPath = (to, fallback = '/my-work/') => (to && /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(to) ? to : fallback);
