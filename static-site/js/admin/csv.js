/** Tables as CSV (RFC 4180) for spreadsheets. Pure. */

/**
 * One cell: always quoted; a text that a spreadsheet would run as a formula is made plain text by an apostrophe.
 * @param {unknown} value
 */
export function cell(value) {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/**
 * @param {ReadonlyArray<string>} columns
 * @param {ReadonlyArray<ReadonlyArray<unknown>>} rows
 */
export const csv = (columns, rows) => [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
