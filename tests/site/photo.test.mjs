import { test } from "node:test";
import assert from "node:assert/strict";
import { cleanPhoto, readyToSend } from "../../static-site/js/photo.js";

const text = s => [...s].map(c => c.charCodeAt(0));
const segment = (marker, body) => [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body];
const JFIF = segment(0xe0, [...text("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const exif = (turned, little = false) => {
  const two = n => little ? [n & 255, n >> 8] : [n >> 8, n & 255];
  const four = n => little ? [n & 255, n >> 8, 0, 0] : [0, 0, n >> 8, n & 255];
  return segment(0xe1, [...text("Exif\0\0"), ...text(little ? "II" : "MM"), ...two(42), ...four(8), ...two(2),
    ...two(0x010f), ...two(2), ...four(4), ...text("ACME"), ...two(0x0112), ...two(3), ...four(1), ...two(turned), 0, 0, ...four(0), ...text("GPS 41.5N 81.7W")]);
};
const TABLES = segment(0xdb, Array(65).fill(1));
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4];
const jpeg = (...segments) => Uint8Array.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xd9]);
const holds = (bytes, s) => Buffer.from(bytes).includes(s);

test("Place, maker, XMP, IPTC and comments are gone, the picture stays", () => {
  const before = jpeg(JFIF, exif(1), segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0Maria")), segment(0xed, text("Photoshop 3.0\0Maria")),
    segment(0xfe, text("by Maria")), TABLES, SCAN);
  const { bytes, removed } = cleanPhoto(before);
  for (const s of ["GPS", "ACME", "Maria", "Exif"]) assert.equal(holds(bytes, s), false, s);
  assert.deepEqual([...bytes], [...jpeg(JFIF, TABLES, SCAN)]);
  assert.equal(removed, before.length - bytes.length);
});

for (const little of [false, true])
  test(`A photo taken sideways stays the right way up (${little ? "little" : "big"} endian)`, () => {
    const { bytes } = cleanPhoto(jpeg(JFIF, exif(6, little), TABLES, SCAN));
    assert.equal(holds(bytes, "GPS"), false);
    assert.deepEqual([...bytes.subarray(0, 2 + JFIF.length)], [0xff, 0xd8, ...JFIF]);
    assert.equal(bytes[2 + JFIF.length + 1], 0xe1);
    assert.deepEqual(cleanPhoto(bytes).bytes, bytes, "cleaning twice changes nothing");
  });

test("Colour profile and Adobe's colour mark stay", () => {
  const photo = jpeg(segment(0xe2, text("ICC_PROFILE\0xyz")), segment(0xee, text("Adobe\0d")), TABLES, SCAN);
  assert.deepEqual(cleanPhoto(photo).bytes, photo);
});

test("What hangs behind the picture is cut: motion photos, second pictures", () => {
  const photo = jpeg(segment(0xe2, text("MPF\0xyz")), TABLES, SCAN);
  const { bytes } = cleanPhoto(Uint8Array.from([...photo, ...text("ftypmp42 with sound"), ...photo]));
  assert.deepEqual([...bytes], [...jpeg(TABLES, SCAN)]);
});

test("A photo of several scans is read to its end", () => {
  const photo = jpeg(TABLES, SCAN, segment(0xc4, [1, 2, 3]), SCAN);
  assert.deepEqual(cleanPhoto(photo).bytes, photo);
});

test("Other files and broken ones are not touched", () => {
  for (const bytes of [[], [0xff], text("%PDF-1.7"), [0xff, 0xd8, 0xff], [0xff, 0xd8, 1, 2, 3], [0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]])
    assert.equal(cleanPhoto(Uint8Array.from(bytes)), null, String(bytes));
});

test("Random bytes in segments never throw", () => {
  let seed = 7;
  for (let i = 0; i < 2000; i++) {
    const bytes = jpeg(JFIF, exif(6), TABLES, SCAN);
    for (let n = 0; n < 4; n++) { seed = (seed * 1103515245 + 12345) % 2147483648; bytes[2 + seed % (bytes.length - 2)] = seed >> 8 & 255; }
    cleanPhoto(bytes);
  }
});

test("A chosen photo is cleaned, another file goes as it is", async () => {
  const photo = await readyToSend(new File([jpeg(exif(1), TABLES, SCAN)], "bus.JPG"));
  assert.deepEqual([photo.note, photo.file.name, photo.file.size], ["cleaned", "bus.JPG", jpeg(TABLES, SCAN).length]);
  const pdf = new File(["%PDF"], "a.pdf");
  assert.equal((await readyToSend(pdf)).file, pdf);
  assert.equal((await readyToSend(new File(["no"], "a.jpg"))).note, "notCleaned");
});
