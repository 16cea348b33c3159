import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extract } from '../../static-site/js/credentials/baked.js';
import { CannotCheck } from '../../static-site/js/credentials/quads.js';
import { chunk, dice, inSvg, itxt, png, sample, svg } from './issued.mjs';

const json = sample('plain');
const of = (/** @type {string | Buffer} */ file) => extract(new Uint8Array(Buffer.from(file)));
const refused = (/** @type {string | Buffer} */ file, /** @type {RegExp} */ why) => assert.throws(() => of(file), (error) => error instanceof CannotCheck && why.test(error.message));

test('The credential comes out of a picture as it went in', () => {
  assert.deepEqual(of(png(itxt(json))), { kind: 'png', text: json.trim() });
  assert.deepEqual(of(svg(inSvg(json))), { kind: 'svg', text: json.trim() });
  assert.equal(of(svg(inSvg('{"a":"]]>"}'))).text, '{"a":"]]>"}');
  assert.equal(of(svg('<openbadges:credential>{&quot;a&quot;:&#34;&#x26;&lt;&quot;}</openbadges:credential>')).text, '{"a":"&<"}');
  assert.equal(of(svg('<openbadges:credential verify=\'a.b.c\'></openbadges:credential>')).text, 'a.b.c');
  assert.equal(of('a.b.c').kind, 'jwt');
});

test('Other texts in a picture are no credential, and none is said so', () => {
  refused(png(), /no credential/);
  refused(png(chunk('tEXt', Buffer.from(`openbadgecredential\0${json}`))), /no credential/);
  refused(png(chunk('iTXt', Buffer.from('openbadgecredentials\0\0\0\0\0{}'))), /no credential/);
  refused(svg(), /no credential/);
  refused(svg(`<!-- ${inSvg('{}')} -->`.replaceAll('--><', '-- ><')), /no credential/);
  refused(svg('<desc><![CDATA[<openbadges:credential>{}</openbadges:credential>]]></desc>'), /no credential/);
});

test('Two in one picture are refused', () => {
  refused(png(itxt(json), itxt(json)), /two/);
  refused(svg(inSvg(json), inSvg(json)), /two/);
});

test('What is compressed, cut off, declared or no text is refused', () => {
  refused(png(itxt(json, 1)), /compressed/);
  refused(png(chunk('iTXt', Buffer.from('openbadgecredential\0\0\0en'))), /cut off/);
  refused(png(chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\0\0\0\0'), Buffer.from([0xff, 0xfe])]))), /not text/);
  refused(svg('<openbadges:credential><![CDATA[{}'), /cut off/);
  refused(svg('<openbadges:credential>&who;</openbadges:credential>'), /sign/);
  refused(svg('<openbadges:credential>&#x110000;</openbadges:credential>'), /sign/);
  refused(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg(inSvg(json))}`, /declares/);
  refused(Buffer.from([0xc3, 0x28]), /not text/);
  refused('', /can read/);
  refused('Dear reader', /can read/);
});

test('A picture that ends too early is refused at each length, and no bytes make anything else than an answer', () => {
  const whole = png(itxt(json));
  for (let length = 8; length < whole.length; length += 7) refused(whole.subarray(0, length), /too early/);
  const roll = dice(3);
  for (let round = 0; round < 300; round++) {
    const bytes = Buffer.from(whole);
    for (let n = 0; n < 3; n++) bytes[8 + Math.floor(roll() * (bytes.length - 8))] = Math.floor(roll() * 256);
    try { assert.equal(of(bytes).kind, 'png'); } catch (error) { assert.ok(error instanceof CannotCheck, String(error)); }
  }
});
