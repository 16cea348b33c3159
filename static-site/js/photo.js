/**
 * Takes out of a JPEG photo what tells on people: EXIF, XMP (APP1), IPTC (APP13), maker's notes, comments, and all
 * that hangs behind the picture (a phone's 'motion photo' with sound, second pictures). The picture itself is untouched.
 * Kept are JFIF (APP0), the colour profile (APP2 ICC), Adobe's colour mark (APP14), and which way up the photo is.
 * Source: ITU-T T.81 (JPEG), annex B; Exif 2.3, 4.5.
 */

const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2, APP14 = 0xee, COM = 0xfe;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {{bytes: Uint8Array<ArrayBuffer>, removed: number} | null} null: this is not a JPEG that we understand
 */
export function cleanPhoto(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [bytes.subarray(0, 2)];
  let turned = 1;
  for (let at = 2; at < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    while (bytes[at + 1] === 0xff) at++;                       // fill bytes
    const marker = bytes[at + 1];
    if (marker === EOI) return join([...parts, bytes.subarray(at, at + 2)], turned, bytes.length);
    const end = at + 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
    if (!(end >= at + 4 && end <= bytes.length)) return null;
    const segment = bytes.subarray(at, end);
    if (marker === APP1) turned = turn(segment) ?? turned;
    if (keeps(marker, segment)) parts.push(segment);
    at = end;
    if (marker === SOS) {
      const scan = endOfScan(bytes, at);
      parts.push(bytes.subarray(at, scan));
      at = scan;
    }
  }
  return join(parts, turned, bytes.length);                    // cut short, as some cameras leave it
}

/** @param {number} marker @param {Uint8Array} segment */
function keeps(marker, segment) {
  if (marker === APP0) return starts(segment, 'JFIF\0');
  if (marker === APP2) return starts(segment, 'ICC_PROFILE\0');
  return marker !== COM && !(marker > APP2 && marker <= 0xef && marker !== APP14) && marker !== APP1;
}

/** @param {Uint8Array} segment @param {string} text after marker and length */
const starts = (segment, text) => [...text].every((c, i) => segment[4 + i] === c.charCodeAt(0));

/** The first marker after a scan's data: not a stuffed zero, not a restart. @param {Uint8Array} bytes @param {number} at */
function endOfScan(bytes, at) {
  for (; at < bytes.length - 1; at++)
    if (bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff && !(bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7)) return at;
  return bytes.length;
}

/** Exif orientation 1 … 8 of an APP1 segment, or null. @param {Uint8Array} segment */
function turn(segment) {
  if (!starts(segment, 'Exif\0\0')) return null;
  const tiff = segment.subarray(10);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    const table = view.getUint32(4, little);
    for (let i = 0; i < view.getUint16(table, little); i++) {
      const entry = table + 2 + i * 12;
      if (view.getUint16(entry, little) !== 0x0112) continue;
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : null;
    }
  } catch { /* a broken table tells nothing */ }
  return null;
}

/** @param {Uint8Array<ArrayBuffer>[]} parts @param {number} turned @param {number} before */
function join(parts, turned, before) {
  const all = turned === 1 ? parts : [parts[0], ...(starts(parts[1] ?? parts[0], 'JFIF\0') ? [parts[1]] : []), orientation(turned),
    ...parts.slice(starts(parts[1] ?? parts[0], 'JFIF\0') ? 2 : 1)];
  const bytes = new Uint8Array(all.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of all) { bytes.set(part, at); at += part.length; }
  return { bytes, removed: before - bytes.length };
}

/** An EXIF segment that says nothing but which way up. @param {number} value */
const orientation = value => new Uint8Array([
  0xff, APP1, 0, 34, ...[...'Exif\0\0'].map(c => c.charCodeAt(0)), 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1,
  0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]);

/**
 * A chosen file, made ready to send. Only JPEG photos change; others go as they are.
 * @param {File} file
 * @returns {Promise<{file: File, note: ''|'cleaned'|'notCleaned'}>}
 */
export async function readyToSend(file) {
  if (!/\.(jpe?g)$/i.test(file.name) && file.type !== 'image/jpeg') return { file, note: '' };
  const clean = cleanPhoto(new Uint8Array(await file.arrayBuffer()));
  return clean
    ? { file: new File([clean.bytes], file.name, { type: 'image/jpeg' }), note: clean.removed > 0 ? 'cleaned' : '' }
    : { file, note: 'notCleaned' };
}
