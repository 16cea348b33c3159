// Takes the credential out of a badge's picture: node unbake.mjs <picture.png|picture.svg> prints it, JSON or JWT, as it was put in.
// What the platform does itself in BakedPng.cs and BakedSvg.cs, done again here by other means, so that it can be had without the platform.
import {readFileSync} from 'node:fs';
import {chunks} from './png.mjs';

const picture = readFileSync(process.argv[2]);
const found = picture[0] === 0x89 ? fromPng() : fromSvg(picture.toString('utf8'));
if(found.length !== 1) {
  console.error(`${found.length} credentials are in ${process.argv[2]}.`);
  process.exit(1);
}
process.stdout.write(found[0]);

function fromPng() {
  const keyword = 'openbadgecredential\0\0\0\0\0';
  return chunks(picture)
    .filter(({type, data}) => type === 'iTXt' && data.toString('latin1', 0, keyword.length) === keyword)
    .map(({data}) => data.toString('utf8', keyword.length));
}

function fromSvg(text) {
  return [...text.matchAll(/<openbadges:credential(?:\s+verify="([^"]*)")?>(.*?)<\/openbadges:credential>/gs)]
    .map(([, token, body]) => token ?? [...body.matchAll(/<!\[CDATA\[(.*?)\]\]>/gs)].map(m => m[1]).join(''));
}
