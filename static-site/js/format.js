/**
 * Dates, sizes and counts in people's words. Pure; `now` and `zone` can be given, so tests hold still.
 * All times come from the API in UTC and are shown in the reader's own zone.
 */

/** @typedef {{now?: Date, zone?: string}} Where */

const locale = 'en-US';

/**
 * @param {Intl.DateTimeFormatOptions} options
 * @param {Date} date
 * @param {string} [zone]
 */
// Newer engines put a narrow no-break space before AM and PM; screen readers and tests prefer the ordinary one.
const written = (options, date, zone) => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(date).replace(/\u202f/g, '\u00a0');

/**
 * Whole days from now to then by the calendar, not by hours: 23:59 to 00:01 is one day.
 * @param {string | Date} when
 * @param {Where} [where]
 */
export function daysUntil(when, { now = new Date(), zone } = {}) {
  return Math.round((midnight(new Date(when), zone) - midnight(now, zone)) / 86_400_000);
}

/**
 * @param {Date} date
 * @param {string} [zone]
 */
function midnight(date, zone) {
  const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(date);
  return Date.parse(`${parts}T00:00:00Z`);
}

/**
 * "December 9", with the year when it is not this one: "December 9, 2027".
 * @param {string | Date} when
 * @param {Where} [where]
 */
export function day(when, { now = new Date(), zone } = {}) {
  const date = new Date(when);
  const year = (/** @type {Date} */ d) => written({ year: 'numeric' }, d, zone);
  return written({ month: 'long', day: 'numeric', year: year(date) === year(now) ? undefined : 'numeric' }, date, zone);
}

/**
 * "December 9, 2026": for documents and print, always with the year.
 * @param {string | Date} when
 * @param {Where} [where]
 */
export const fullDay = (when, { zone } = {}) => written({ dateStyle: 'long' }, new Date(when), zone);

/**
 * "10:42 AM"; with `withZone` "10:42 AM EST".
 * @param {string | Date} when
 * @param {Where & {withZone?: boolean}} [where]
 */
export const time = (when, { zone, withZone } = {}) =>
  written({ hour: 'numeric', minute: '2-digit', timeZoneName: withZone ? 'short' : undefined }, new Date(when), zone);

/**
 * "today at 10:42 AM", "yesterday at 4:05 PM", "December 9".
 * @param {string | Date} when
 * @param {Where} [where]
 */
export function moment(when, where = {}) {
  const days = daysUntil(when, where);
  if (days === 0) return `today at ${time(when, where)}`;
  if (days === -1) return `yesterday at ${time(when, where)}`;
  return day(when, where);
}

/**
 * For a date that something must be done by: "today", "tomorrow", "Friday, December 11", "March 3".
 * @param {string | Date} when
 * @param {Where} [where]
 */
export function dueDay(when, where = {}) {
  const days = daysUntil(when, where);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days > 1 && days < 7) return `${written({ weekday: 'long' }, new Date(when), where.zone)}, ${day(when, where)}`;
  return day(when, where);
}

/**
 * "4.2 MB", "812 KB": decimal units, as phones show them.
 * @param {number} count
 */
export function bytes(count) {
  if (count < 1000) return `${count} bytes`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = count / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${units[unit]}`;
}

/**
 * "1 file", "3 files".
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export const count = (number, one, many = `${one}s`) => `${new Intl.NumberFormat(locale).format(number)} ${number === 1 ? one : many}`;

/**
 * "Clerical Services, Food Services and Paraeducators".
 * @param {ReadonlyArray<string>} items
 */
export const list = (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items).replace(/, and /, ' and ');

/**
 * Words as people count them.
 * @param {string} text
 */
export const words = (text) => (text.trim() === '' ? 0 : text.trim().split(/\s+/u).length);
