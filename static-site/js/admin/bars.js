/** Simple bars: the name and the number are text, the bar between them is drawn as SVG for the eye alone. Works at any width. */
import { attributes, html } from '../html.js';

/** @typedef {{label: string, value: number, late?: boolean}} Bar `late`: past the promise; said in words too */

/**
 * @param {string} caption what the bars show
 * @param {ReadonlyArray<Bar>} all
 */
export function bars(caption, all) {
  const most = Math.max(1, ...all.map((bar) => bar.value));
  return html`<figure class="bars"><figcaption>${caption}</figcaption><ul>${all.map((bar) => html`<li><span class="bar-label">${bar.label}</span>
    <svg aria-hidden="true" focusable="false" preserveAspectRatio="none" viewBox="0 0 100 10"><rect ${attributes({ class: bar.late ? 'bar-late' : 'bar', x: 0, y: 0, width: Math.round((bar.value / most) * 1000) / 10, height: 10 })}></rect></svg>
    <span class="bar-value">${bar.value}${bar.late ? html` <span class="muted">late</span>` : null}</span></li>`)}</ul></figure>`;
}
