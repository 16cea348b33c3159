/** The levels of one criterion in words, low to high, the passing one marked. Markup only: no element, no script. */
import { attributes, html } from '../../js/html.js';

/**
 * @param {any} rubric
 * @param {any} criterion
 */
export const levels = (rubric, criterion) => html`<dl class="rubric-levels">${rubric.levels.map((/** @type {any} */ level) => html`
  <div ${attributes({ class: level.key === rubric.passing.criteriaAtLeast ? 'passes' : undefined })}>
    <dt>${level.name}${level.key === rubric.passing.criteriaAtLeast ? html` <span class="tag tag-good">This level passes</span>` : null}</dt>
    <dd>${criterion.descriptors[level.key]}</dd></div>`)}</dl>`;
