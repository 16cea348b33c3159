/** Form fields as markup: label, reason or hint, control, joined by ids. Errors are added by errors.js. */
import { attributes, html } from './html.js';

/**
 * @typedef {{name: string, label: string, hint?: string, optional?: boolean}} Field
 */

/** @param {Field} field */
const head = ({ name, label, hint, optional }) => html`<label for="${name}">${label}${optional ? html` <span class="optional">(optional)</span>` : null}</label>
  ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : null}`;

/**
 * @param {Field & {value?: string, type?: string, autocomplete?: string, inputmode?: string, maxlength?: number, width?: string}} field
 */
export const textField = (field) => html`<div class="field" id="${field.name}-field">${head(field)}
  <input ${attributes({
    id: field.name,
    name: field.name,
    type: field.type ?? 'text',
    value: field.value ?? '',
    autocomplete: field.autocomplete,
    inputmode: field.inputmode,
    maxlength: field.maxlength,
    class: field.width ? `width-${field.width}` : undefined,
    'aria-describedby': field.hint ? `${field.name}-hint` : undefined,
  })}></div>`;

/**
 * @param {Field & {value?: string, rows?: number, maxlength?: number}} field
 */
export const textArea = (field) => html`<div class="field" id="${field.name}-field">${head(field)}
  <textarea ${attributes({
    id: field.name,
    name: field.name,
    rows: field.rows ?? 8,
    maxlength: field.maxlength,
    'aria-describedby': field.hint ? `${field.name}-hint` : undefined,
  })}>${field.value ?? ''}</textarea></div>`;

/**
 * @param {Field & {value?: string, empty?: string, autocomplete?: string, choices: ReadonlyArray<{value: string, text: string}>}} field
 */
export const selectField = (field) => html`<div class="field" id="${field.name}-field">${head(field)}
  <select ${attributes({
    id: field.name,
    name: field.name,
    autocomplete: field.autocomplete,
    'aria-describedby': field.hint ? `${field.name}-hint` : undefined,
  })}><option value="">${field.empty ?? 'Choose one'}</option>${field.choices.map(
    (choice) => html`<option ${attributes({ value: choice.value, selected: choice.value === field.value })}>${choice.text}</option>`,
  )}</select></div>`;

/**
 * A group of radio buttons; the fieldset carries the name, the first button the id that the error summary links to.
 * @param {Field & {value?: string, choices: ReadonlyArray<{value: string, text: string, hint?: string}>}} field
 */
export const radios = (field) => html`<fieldset class="field" id="${field.name}-field">
  <legend>${field.label}</legend>
  ${field.hint ? html`<p class="hint" id="${field.name}-hint">${field.hint}</p>` : null}
  ${field.choices.map((choice, index) => {
    const id = index === 0 ? field.name : `${field.name}-${choice.value}`;
    return html`<div class="choice"><input ${attributes({
      type: 'radio',
      id,
      name: field.name,
      value: choice.value,
      checked: choice.value === field.value,
      'aria-describedby': choice.hint ? `${id}-about` : field.hint && index === 0 ? `${field.name}-hint` : undefined,
    })}><label for="${id}">${choice.text}</label>${choice.hint ? html`<p class="hint" id="${id}-about">${choice.hint}</p>` : null}</div>`;
  })}
</fieldset>`;

/**
 * One box to tick.
 * @param {Field & {checked?: boolean}} field
 */
export const checkbox = (field) => html`<div class="field" id="${field.name}-field"><div class="choice"><input ${attributes({
  type: 'checkbox',
  id: field.name,
  name: field.name,
  checked: field.checked === true,
  'aria-describedby': field.hint ? `${field.name}-hint` : undefined,
})}><label for="${field.name}">${field.label}</label>${field.hint ? html`<p class="hint" id="${field.name}-hint">${field.hint}</p>` : null}</div></div>`;
