/** Words of the platform's inside for admins. Pure. */

const statuses = /** @type {Record<string, string>} */ ({
  draft: 'Being written', submitted: 'Waits for a scorer', offered: 'Offered', inReview: 'Being read', returned: 'Not yet', earned: 'Earned', withdrawn: 'Withdrawn', expired: 'Expired', revoked: 'Taken back',
});

const reviews = /** @type {Record<string, string>} */ ({
  offered: 'Not answered yet', accepted: 'Accepted', declined: 'Declined', released: 'Taken back: too late', reassigned: 'Given to somebody else', cancelled: 'Ended: withdrawn', decided: 'Scored',
});

const deeds = /** @type {Record<string, string>} */ ({
  reassign: 'Gave to another scorer', extend: 'Gave more time', revoke: 'Took a credential back', 'read-person': 'Looked who it is', 'resend-mail': 'Sent a mail again',
  'replay-dead-letter': 'Sent a message again', 'drop-dead-letter': 'Dropped a message', 'set-scorer-active': 'Turned a scorer on or off', 'import-scorers': 'Imported the roster',
  'export-person': 'Took out one person’s data', 'erase-person': 'Erased one person',
});

const outcomes = /** @type {Record<string, string>} */ ({ done: 'Done', unknown: 'Interrupted: see its history' });

/** @param {string} status */
export const statusText = (status) => statuses[status] ?? status;
/** @param {string} state */
export const reviewText = (state) => reviews[state] ?? state;
/** @param {string} what */
export const deedText = (what) => deeds[what] ?? what;
/** @param {string} outcome */
export const outcomeText = (outcome) => outcomes[outcome] ?? `Refused (${outcome})`;

/** "review-invitation" → "Review invitation". @param {string} template */
export const mailText = (template) => template.charAt(0).toUpperCase() + template.slice(1).replaceAll('-', ' ');

/** "3 hours", "2 days": how long, roughly. @param {number} hours */
export function howLong(hours) {
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return `${Math.floor(hours)} ${Math.floor(hours) === 1 ? 'hour' : 'hours'}`;
  return `${Math.floor(hours / 24)} days`;
}

/** Hours since then. @param {string} then @param {Date} [now] */
export const hoursSince = (then, now = new Date()) => Math.max(0, (now.getTime() - new Date(then).getTime()) / 3_600_000);

/** "87 %", or a dash without a number. @param {number | null | undefined} share */
export const percent = (share) => (share === null || share === undefined ? '–' : `${Math.round(share * 100)} %`);
