import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, Fragment, html, render, safeUrl } from '../../static-site/js/html.js';

const text = (/** @type {unknown} */ fragment) => String(fragment);

test('Text from people is escaped, in text and in attributes', () => {
  const nasty = `<img src=x onerror="alert('1')">&\``;
  assert.equal(text(html`<p>${nasty}</p>`), '<p>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;&#96;</p>');
  assert.equal(text(html`<p title="${nasty}"></p>`), '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;&#96;"></p>');
});

test('Fragments nest as they are, arrays are joined, absent values give nothing, zero stays', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  assert.equal(text(html`<ul>${items}</ul>${null}${undefined}${false}${true}${0}`), '<ul><li>a</li><li>&lt;b&gt;</li></ul>0');
});

test('A look-alike of a fragment is text, and nobody else can make one', () => {
  const fake = /** @type {any} */ ({ toString: () => '<b>', markup: '<b>' });
  assert.equal(text(html`${fake}`), '&lt;b&gt;');
  assert.throws(() => new Fragment(/** @type {any} */ ('key'), '<b>'), TypeError);
  assert.throws(() => render(/** @type {any} */ ({ ownerDocument: {} , contains: () => false }), /** @type {any} */ ('<b>')), TypeError);
});

test('Addresses that run script lead nowhere, however they are written', () => {
  for (const bad of ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:x', 'data:text/html,x', 'vbscript:x', 'file:///etc'])
    assert.equal(safeUrl(bad), '#', bad);
  for (const good of ['/my-work/', '#main', '?id=1', 'https://example.org/a?b=c', 'mailto:a@example.org', 'blob:http://x/1', './a:b'])
    assert.equal(safeUrl(good), good);
  assert.equal(text(html`<a href="${'javascript:alert(1)'}">x</a>`), '<a href="#">x</a>');
  assert.equal(text(html`<a href="${''}${'javascript:alert(1)'}">x</a>`), '<a href="#">x</a>');
  assert.equal(text(html`<a ${attributes({ href: 'javascript:alert(1)' })}>x</a>`), '<a href="#">x</a>');
  assert.equal(text(html`<a href="/x/${'javascript:'}">x</a>`), '<a href="/x/javascript:">x</a>');
});

test('Places where a value could break out are refused', () => {
  const v = 'x';
  assert.throws(() => html`<a href=${v}>`, TypeError);
  assert.throws(() => html`<a href='${v}'>`, TypeError);
  assert.throws(() => html`<a ${v}="1">`, TypeError);
  assert.throws(() => html`<${v}>`, TypeError);
  assert.throws(() => html`<p onclick="${v}">`, TypeError);
  assert.throws(() => html`<p style="${v}">`, TypeError);
  assert.throws(() => html`<script>${v}</script>`, TypeError);
  assert.throws(() => html`<script src="/a.js">${v}</script>`, TypeError);
  assert.throws(() => html`<style>a { color: ${v} }</style>`, TypeError);
  assert.throws(() => html`<!-- ${v} -->`, TypeError);
  assert.throws(() => attributes({ onclick: 'x' }), TypeError);
  assert.throws(() => attributes({ 'a"b': 'x' }), TypeError);
});

test('A quoted value before does not hide an unquoted one after it, and text after a tag is text again', () => {
  assert.throws(() => html`<a title="${'a'}" href=${'b'}>`, TypeError);
  assert.equal(text(html`<a title="a > b ${'c'}">${'<d>'}</a>`), '<a title="a > b c">&lt;d&gt;</a>');
  assert.equal(text(html`<script src="${'/a.js'}"></script><p>${'ok'}</p>`), '<script src="/a.js"></script><p>ok</p>');
});

test('Attributes may be absent, bare or escaped', () => {
  assert.equal(text(html`<input ${attributes({ required: true, disabled: false, value: '"', max: 3, list: null })}>`), '<input required value="&quot;" max="3">');
});
