import { html } from '../../../static-site/js/html.js';

/**
 * Who runs this site and how to reach them. The organisation that puts it into service sets these before it generates the pages.
 */
export const operator = {
  contact: 'support@example.org',
  /** The day on which the accessibility and privacy statements were last read over. */
  reviewed: 'November 24, 2026',
};

export const mail = html`<a href="mailto:${operator.contact}">${operator.contact}</a>`;
