/**
 * A table of data: caption, columns that sort by a button in their head, a CSV of all rows. On a phone each row is a block.
 * Usage: `render(element, table(spec))`, then `listenTable(element, spec)`.
 */
import { attributes, html, render } from '../html.js';
import { announce } from '../page.js';
import { csv } from './csv.js';

/** @typedef {import('../html.js').Fragment | string | number | null} Shown */

/**
 * `value` sorts and goes into the CSV; `show` is what stands in the cell when that is not the value itself.
 * @typedef {{name: string, value: (row: any) => string | number | null | undefined, show?: (row: any) => Shown, number?: boolean}} Column
 * @typedef {{id: string, caption: string, columns: Column[], rows: any[], empty: string, actions?: (row: any) => Shown, rowKey?: (row: any) => string}} Table
 * @typedef {{column: number, down: boolean}} Order
 */

/** @param {Table} spec @param {Order} [order] */
export function table(spec, order) {
  if (spec.rows.length === 0) return html`<p class="empty" id="${spec.id}-empty">${spec.empty}</p>`;
  return html`<div class="table-box"><table class="stacked data" id="${spec.id}">
    <caption>${spec.caption}</caption>
    <thead><tr>${spec.columns.map((column, index) => html`<th scope="col" ${attributes({ class: column.number ? 'num' : undefined, 'aria-sort': order?.column === index ? (order.down ? 'descending' : 'ascending') : undefined })}>
      <button type="button" class="sort" data-sort="${index}" data-of="${spec.id}">${column.name}<span aria-hidden="true">${order?.column === index ? (order.down ? ' ↓' : ' ↑') : ''}</span></button></th>`)}
      ${spec.actions ? html`<th scope="col"><span class="visually-hidden">What you can do</span></th>` : null}</tr></thead>
    <tbody>${sorted(spec, order).map((row) => html`<tr>${spec.columns.map((column, index) => index === 0
      ? html`<th scope="row" data-label="${column.name}" ${attributes({ class: column.number ? 'num' : undefined })}><div class="cell">${shown(column, row)}</div></th>`
      : html`<td data-label="${column.name}" ${attributes({ class: column.number ? 'num' : undefined })}><div class="cell">${shown(column, row)}</div></td>`)}
      ${spec.actions ? html`<td class="actions">${spec.actions(row)}</td>` : null}</tr>`)}</tbody>
  </table></div>
  <p class="table-foot"><button type="button" class="link-button" data-csv="${spec.id}">Save as CSV<span class="visually-hidden">: ${spec.caption}</span></button></p>`;
}

/** @param {Column} column @param {any} row */
const shown = (column, row) => (column.show ? column.show(row) : (column.value(row) ?? ''));

/** @param {Table} spec @param {Order} [order] */
function sorted(spec, order) {
  if (!order) return spec.rows;
  const { value } = spec.columns[order.column];
  const rows = [...spec.rows].sort((a, b) => compare(value(a), value(b)));
  return order.down ? rows.reverse() : rows;
}

/** @param {string | number | null | undefined} a @param {string | number | null | undefined} b */
export const compare = (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true }));

/**
 * @param {Element} element that holds the table and nothing else
 * @param {Table} spec
 */
export function listenTable(element, spec) {
  /** @type {Order | undefined} */
  let order;
  element.addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest('button');
    if (button instanceof HTMLButtonElement && button.dataset.of === spec.id) {
      const column = Number(button.dataset.sort);
      order = { column, down: order?.column === column ? !order.down : spec.columns[column].number === true };
      render(element, table(spec, order));
      /** @type {HTMLElement | null} */ (element.querySelector(`[data-sort="${column}"]`))?.focus();
      announce(`Sorted by ${spec.columns[column].name}, ${order.down ? 'largest first' : 'smallest first'}.`);
    } else if (button instanceof HTMLButtonElement && button.dataset.csv === spec.id) save(spec);
  });
}

/** @param {Element} element @param {Table} spec */
export function showTable(element, spec) {
  render(element, table(spec));
  listenTable(element, spec);
}

/** @param {Table} spec */
function save(spec) {
  const text = csv(spec.columns.map((c) => c.name), spec.rows.map((row) => spec.columns.map((c) => c.value(row))));
  const link = document.createElement('a');
  // The mark at the start tells spreadsheets that it is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
  link.download = `${spec.id}-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce('The table was saved as CSV.');
}
