/**
 * Markup as escaped templates. `html` is the only maker of fragments and `render` the only place that puts them into the page,
 * so no value from a person or from the API can become markup. Also used by the page generator: no DOM at import time.
 *
 * Rules that `html` enforces (a broken rule throws, at the first render):
 * - a value inside a tag stands in double quotes: `<a href="${url}">`;
 * - never in a tag name, in a comment, in `<script>` or `<style>`, in an `on…` handler or in `style`;
 * - in `href`, `src`, `action`, `formaction`: http, https, mailto, blob or a path of this site; anything else becomes `#`.
 *
 * In text: strings and numbers are escaped, arrays are joined, `null`, `undefined`, `true` and `false` give nothing.
 * In attributes: `<input ${attributes({ required: true, value })}>` for those that may be absent.
 */

/** A piece of markup that `html` made. */
export class Fragment {
  #markup;

  /**
   * @param {typeof key} maker only this module has the key
   * @param {string} markup
   */
  constructor(maker, markup) {
    if (maker !== key) throw new TypeError('Fragments are made by html`…` alone.');
    this.#markup = markup;
  }

  toString() {
    return this.#markup;
  }
}

const key = Symbol('html');

/** A set of attributes, already escaped, for a place inside a tag. */
class Attributes {
  #markup;

  /** @param {string} markup */
  constructor(markup) {
    this.#markup = markup;
  }

  toString() {
    return this.#markup;
  }
}

/** @typedef {Fragment | string | number | boolean | null | undefined} Simple */
/** @typedef {Simple | Attributes | ReadonlyArray<Simple | ReadonlyArray<Simple>>} Value */
/** @typedef {{kind: 'text' | 'tag' | 'plain' | 'url', attribute: string}} Place */

const entities = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' });
const urlAttributes = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite']);
/** @type {WeakMap<TemplateStringsArray, Place[]>} */
const known = new WeakMap();

/** @param {unknown} value */
export const escape = (value) => String(value).replace(/[&<>"'`]/g, (c) => entities[c]);

/**
 * The address itself when it is safe to follow, else `#`.
 * @param {unknown} value
 */
export function safeUrl(value) {
  // Browsers drop control characters and spaces before they read the scheme: so do we.
  const url = String(value ?? '').replace(/[\u0000-\u0020]/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto', 'blob'].includes(scheme) ? url : '#';
}

/**
 * @param {TemplateStringsArray} strings
 * @param {...Value} values
 * @returns {Fragment}
 */
export function html(strings, ...values) {
  let places = known.get(strings);
  if (!places) known.set(strings, (places = placesOf(strings)));
  let markup = strings[0];
  for (let i = 0; i < values.length; i++) markup += written(values[i], places[i]) + strings[i + 1];
  return new Fragment(key, markup);
}

/**
 * Attributes that may be absent: `true` writes the bare name; `false`, `null` and `undefined` leave it out.
 * @param {Record<string, string | number | boolean | null | undefined>} values
 */
export function attributes(values) {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    if (!/^[a-z][a-z0-9-]*$/i.test(name) || /^(on|style$|srcdoc$)/i.test(name)) throw new TypeError(`No attribute "${name}" from a value.`);
    if (value === false || value === null || value === undefined) return [];
    if (value === true) return [name];
    return [`${name}="${escape(urlAttributes.has(name.toLowerCase()) ? safeUrl(value) : value)}"`];
  });
  return new Attributes(parts.join(' '));
}

/**
 * Puts the fragment in the place of what the element holds. Focus and the caret stay where they were when the focused field has an id.
 * @param {Element} element
 * @param {Fragment} fragment
 */
export function render(element, fragment) {
  const focused = element.ownerDocument.activeElement;
  const back = focused && focused.id && element.contains(focused) ? focused : null;
  element.innerHTML = trusted(fragment);
  const again = back && element.ownerDocument.getElementById(back.id);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (back instanceof HTMLTextAreaElement && again instanceof HTMLTextAreaElement) again.setSelectionRange(back.selectionStart, back.selectionEnd);
}

/** @type {{createHTML(markup: string): string} | undefined} */
let policy;

/**
 * With Trusted Types the browser itself refuses every other way to write markup (`require-trusted-types-for 'script'`).
 * @param {Fragment} fragment
 * @returns {string}
 */
function trusted(fragment) {
  if (!(fragment instanceof Fragment)) throw new TypeError('render takes a fragment of html`…`.');
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return fragment.toString();
  policy ??= types.createPolicy('esp', { createHTML: (/** @type {string} */ markup) => markup });
  return /** @type {{createHTML(markup: string): string}} */ (policy).createHTML(fragment.toString());
}

/**
 * @param {Value} value
 * @param {Place} place
 * @returns {string}
 */
function written(value, place) {
  if (place.kind === 'tag') {
    if (value instanceof Attributes) return value.toString();
    throw new TypeError('Inside a tag, quote the value or use attributes({…}).');
  }
  if (value instanceof Attributes) throw new TypeError('attributes({…}) stands inside a tag.');
  if (value === null || value === undefined || value === false || value === true) return '';
  if (place.kind === 'url') return escape(safeUrl(value));
  if (place.kind === 'plain') return escape(value);
  if (value instanceof Fragment) return value.toString();
  if (Array.isArray(value)) return value.map((v) => written(v, place)).join('');
  return escape(value);
}

/**
 * Reads the template's own text once and finds where each value stands.
 * @param {TemplateStringsArray} strings
 * @returns {Place[]}
 */
function placesOf(strings) {
  let inTag = false;
  let quote = '';
  let attribute = '';
  let begun = '';
  let tag = '';
  /** @type {Place[]} */
  const places = [];
  strings.slice(0, -1).forEach((text, index) => {
    if (/<!--(?!.*-->)[^]*$/.test(text)) throw new TypeError('No values in comments.');
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quote) {
        if (c === quote) quote = '';
        else begun += c;
      } else if (inTag) {
        if (c === '>') inTag = false;
        else if (c === '"' || c === "'") {
          quote = c;
          begun = '';
          attribute = /([^\s"'<>/=]+)\s*=\s*$/.exec(text.slice(0, i))?.[1]?.toLowerCase() ?? '';
        }
      } else if (c === '<' && /[a-z/]/i.test(text[i + 1] ?? '$')) {
        inTag = true;
        tag = /^\/?[a-z0-9-]*/i.exec(text.slice(i + 1))?.[0].toLowerCase() ?? '';
      } else if (c === '<' && i === text.length - 1) throw new TypeError('No values as tag names.');
    }
    if (!inTag && (tag === 'script' || tag === 'style')) throw new TypeError('No values in <script> or <style>.');
    places.push(placeAt(inTag, quote, attribute, begun, text, strings[index + 1]));
  });
  return places;
}

/**
 * @param {boolean} inTag
 * @param {string} quote
 * @param {string} attribute
 * @param {string} begun the template's own text of this attribute before the value
 * @param {string} before
 * @param {string} after
 * @returns {Place}
 */
function placeAt(inTag, quote, attribute, begun, before, after) {
  if (!inTag) return { kind: 'text', attribute: '' };
  if (!quote) {
    if (/[=\w-]$/.test(before) || /^[\w-]/.test(after)) throw new TypeError('A value inside a tag needs double quotes.');
    return { kind: 'tag', attribute: '' };
  }
  if (quote === "'") throw new TypeError('A value inside a tag needs double quotes.');
  if (/^on/.test(attribute) || attribute === 'style' || attribute === 'srcdoc') throw new TypeError(`No value in the attribute "${attribute}".`);
  // Only a value at the very start of an address can bring its own scheme.
  return { kind: urlAttributes.has(attribute) && begun === '' ? 'url' : 'plain', attribute };
}
