/** As much of PNG (W3C, third edition) as the badges need; no dependency but node. */
import zlib from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @param {Buffer} bytes */
function crc32(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/**
 * Every chunk in order; throws where the bytes are no whole PNG or a checksum is wrong.
 * @param {Buffer} png
 * @returns {{type: string, data: Buffer}[]}
 */
export function chunks(png) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('Not a PNG.');
  const found = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (png.readUInt32BE(at + 8 + length) !== crc32(png.subarray(at + 4, at + 8 + length))) throw new Error(`The checksum of ${type} is wrong.`);
    found.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}

/**
 * Width and height in pixels, and what each pixel is made of (6: colours and transparency).
 * @param {Buffer} png
 */
export function look(png) {
  const [head] = chunks(png);
  return { width: head.data.readUInt32BE(0), height: head.data.readUInt32BE(4), depth: head.data[8], colour: head.data[9] };
}

/**
 * The same picture with its pixels packed as small as zlib can, and nothing beside it.
 * @param {Buffer} png
 */
export function repack(png) {
  const all = chunks(png);
  const pixels = zlib.inflateSync(Buffer.concat(all.filter((c) => c.type === 'IDAT').map((c) => c.data)));
  const kept = [all[0], { type: 'IDAT', data: zlib.deflateSync(pixels, { level: 9, memLevel: 9 }) }, { type: 'IEND', data: Buffer.alloc(0) }];
  return Buffer.concat([signature, ...kept.map(chunk)]);
}

/** @param {{type: string, data: Buffer}} chunk */
function chunk({ type, data }) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
