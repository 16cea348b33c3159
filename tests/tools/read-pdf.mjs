// What a PDF says, by pdf.js, offline: one JSON line per document {file, marked, lang, title, showsTitle, fonts, pages: [{width, height, text, tree, links, boxes, codes}]}.
// node read-pdf.mjs [file …] | --batch <folder>
// `tree` is the structure with the text of its marked content; `boxes` are the pieces of text with their places; `codes` what the QR codes on the page say, as rendered.
import {createRequire} from 'node:module';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {createCanvas} from '@napi-rs/canvas';
import jsQR from 'jsqr';
import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs';
import {parse} from './offline.mjs';

const options = parse(process.argv.slice(2));
const files = options.batch ? readdirSync(options.batch).sort().map(f => join(options.batch, f)) : options.files;
const fonts = join(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'), '../standard_fonts/');

for(const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const document = await getDocument({data, verbosity: 0, useSystemFonts: false, standardFontDataUrl: fonts}).promise;
  const {info} = await document.getMetadata();
  const pages = [];
  for(let number = 1; number <= document.numPages; number++) {
    pages.push(await read(await document.getPage(number)));
  }
  const preferences = await document.getViewerPreferences();
  console.log(JSON.stringify({
    file, marked: (await document.getMarkInfo())?.Marked ?? false, lang: info.Language ?? null, title: info.Title ?? null, showsTitle: preferences?.DisplayDocTitle ?? false, pages
  }));
  await document.destroy();
}

async function read(page) {
  const [x, y, width, height] = page.view;
  const {items} = await page.getTextContent({includeMarkedContent: true});
  const contents = new Map();
  const boxes = [];
  const open = [];
  for(const item of items) {
    if(item.type?.startsWith('beginMarkedContent')) {
      open.push(item.id);
    } else if(item.type === 'endMarkedContent') {
      open.pop();
    } else {
      const id = open.findLast(i => i);
      contents.set(id, (contents.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
      if(item.str.trim()) {
        boxes.push({text: item.str, x: item.transform[4], y: item.transform[5], width: item.width, height: item.height, marked: open.length > 0});
      }
    }
  }
  const links = (await page.getAnnotations()).filter(a => a.subtype === 'Link').map(a => ({url: a.url, alt: a.contentsObj?.str ?? ''}));
  const structure = tree(await page.getStructTree(), contents);
  return {
    width: width - x, height: height - y, text: boxes.map(b => b.text).join(' '), tree: structure, links, boxes, codes: await codes(page, count(structure))
  };
}

/** {role, alt?, text?, children?} */
function tree(node, contents) {
  if(!node) {
    return null;
  }
  const text = (node.children ?? []).filter(c => c.type === 'content').map(c => contents.get(c.id) ?? '').join('');
  const children = (node.children ?? []).filter(c => c.role).map(c => tree(c, contents));
  return {role: node.role, ...node.alt && {alt: node.alt}, ...text && {text}, ...children.length && {children}};
}

/** How many pictures say that they are a QR code. */
function count(node) {
  return (node?.alt?.startsWith('QR code') ? 1 : 0) + (node?.children ?? []).reduce((sum, child) => sum + count(child), 0);
}

/** The page as picture, searched for so many codes, one after the other. */
async function codes(page, wanted) {
  const found = [];
  if(wanted === 0) {
    return found;
  }
  const viewport = page.getViewport({scale: 2});
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({canvasContext: context, viewport}).promise;
  while(found.length < wanted) {
    const {data, width, height} = context.getImageData(0, 0, canvas.width, canvas.height);
    const code = jsQR(new Uint8ClampedArray(data), width, height, {inversionAttempts: 'dontInvert'});
    if(!code) {
      return found;
    }
    found.push(code.data);
    const {topLeftCorner: from, bottomRightCorner: to} = code.location;
    context.fillStyle = 'white';
    context.fillRect(from.x - 5, from.y - 5, to.x - from.x + 10, to.y - from.y + 10);
  }
  return found;
}
