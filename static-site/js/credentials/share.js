/** What can be done with one's own credential outside of this site: its address, LinkedIn's form. Pure, but for `share`. */

/** @typedef {{id: string, title: string, standard: string, awardedAt: string, status: 'issued' | 'revoked', verifyUrl?: string, shown?: boolean, revokedAt?: string, revokedReason?: string}} Earned */

/** The page that shows it to everybody. @param {string} id */
export const pageOf = id => `/c/${id}`;

/** Older answers do not say it; what was issued is shown until its owner hides it. @param {Earned} c */
export const isShown = c => c.shown !== false;

/** @param {string} standard of the eight: also the name of its pictures */
export const slugOf = standard => standard.toLowerCase().replaceAll(' ', '-');

/**
 * LinkedIn's own form, filled in; what people do there is up to them. Null for what is taken back or hidden: nobody could check it there.
 * @param {Earned} c @param {string} origin
 */
export function linkedIn(c, origin) {
  if (c.status === 'revoked' || !isShown(c)) return null;
  const awarded = new Date(c.awardedAt);
  return `https://www.linkedin.com/profile/add?${new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: c.title,
    organizationName: 'ESP Micro-credentials',
    issueYear: String(awarded.getUTCFullYear()),
    issueMonth: String(awarded.getUTCMonth() + 1),
    certUrl: new URL(pageOf(c.id), origin).href,
    certId: c.id,
  })}`;
}

export const canShare = () => typeof navigator.share === 'function';

/** Shares or copies the address. @param {string} title @param {string} url @returns {Promise<string>} what to say; '' when nothing */
export async function share(title, url) {
  try {
    if (canShare()) await navigator.share({ title, url });
    else await navigator.clipboard.writeText(url);
    return canShare() ? '' : 'Copied. Paste it where you like.';
  } catch (error) {
    // Closing the share sheet is no failure.
    return error instanceof DOMException && error.name === 'AbortError' ? '' : `Copy this address: ${url}`;
  }
}
