// Carries the page to come back to (`/login?to=/my-work/`) to the sign-in: a redirect rule of the platform would drop it.

/** The sign-in provider: the one place that names it. The local host answers for every provider's name. */
const provider = "aad";

/**
 * The address of the sign-in, coming back to `to` when that is a page of this site, else to the start page.
 * @param {string | null} to
 * @returns {string}
 */
export function signInAddress(to) {
  const local = to !== null && /^\/(?![/\\])[^\u0000-\u001f\\]*$/.test(to) ? to : "/";
  return `/.auth/login/${provider}?post_login_redirect_uri=${encodeURIComponent(local)}`;
}

const go = globalThis.document?.querySelector("#go");
if (go) {
  const address = signInAddress(new URLSearchParams(location.search).get("to"));
  go.setAttribute("href", address);
  location.replace(address);
}
