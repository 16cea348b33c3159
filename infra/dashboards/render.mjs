// Draws the dashboard's layout as one HTML page, from dashboard.json as Azure will get it, so that a change of tiles can be looked at without
// a cloud; or the workbook's tabs, one below the other, from workbook.json. The numbers are made up; titles, places, sizes, kinds of charts and
// columns are real. Usage: node render.mjs [workbook] > layout.html
import { readFileSync } from 'node:fs';
import { query } from './build.mjs';

const CELL = 78; // what the portal gives a cell at its usual size, roughly, in px
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Numbers that look like some and are the same each time. */
const number = (seed, i) => ((seed.length * 7919 + seed.charCodeAt(0) * 131 + i * 2749) % 97) + 3;

const SLUGS = ['communication', 'ethics', 'health-safety', 'organization'];
const WORDS = {
  What: ['Submissions without a scorer', 'Late reviews', 'Mails that fail', 'Dead letters'], MicroCredential: SLUGS, Queue: ['transitions', 'route', 'email', 'issue'],
  Template: ['review-invitation', 'submission-received', 'decision-earned'], Step: ['submitted → offered', 'offered → inReview', 'inReview → earned'], Scorer: ['1042', '1077', '2210'],
  Dependency: ['tables', 'blobs', 'queues', 'mail'], Function: ['SubmitForReview', 'FollowTransition', 'SendEmail'], Problem: ['TimeoutException', 'RequestFailedException'], Last: ['09:41'],
  Now: ['answers'], Outcome: ['taken', 'refused'], Which: ['documents', 'too-large'], List: ['1', '2'], Document: ['credential'], Table: ['AppMetrics'], Summary: ['valid'],
};

function table(columns, rows) {
  const cells = (i) => columns.map((c, n) => `<td>${WORDS[c] && n < 2 ? escape(WORDS[c][i % WORDS[c].length]) : number(c, i)}</td>`).join('');
  return `<table><thead><tr>${columns.map((c) => `<th>${escape(c)}</th>`).join('')}</tr></thead><tbody>${Array.from({ length: rows }, (_, i) => `<tr>${cells(i)}</tr>`).join('')}</tbody></table>`;
}

function lines(columns, width, height) {
  const series = columns.slice(1).map((c, n) => {
    const points = Array.from({ length: 20 }, (_, i) => `${(i * width) / 19},${height - (number(c, i) / 105) * height}`);
    return `<polyline class="s${n}" points="${points.join(' ')}" fill="none" stroke-width="2"/>`;
  });
  return `<svg width="${width}" height="${height}">${series.join('')}</svg><p class="legend">${columns.slice(1).map((c, n) => `<span class="k${n}">■</span> ${escape(c)}`).join(' ')}</p>`;
}

function bars(columns, width, height) {
  const each = width / 8;
  return `<svg width="${width}" height="${height}">${Array.from({ length: 8 }, (_, i) => `<rect x="${i * each + 4}" width="${each - 8}" y="${height - number(columns[1], i)}" height="${number(columns[1], i)}"/>`).join('')}</svg><p class="legend">${escape(columns[1])} by ${escape(columns[0])}</p>`;
}

function chart(name, kind, width, height, rows) {
  const { columns } = query(name);
  return kind === 'line' ? lines(columns, width, height) : kind === 'bar' ? bars(columns, width, height) : table(columns, rows);
}

function part({ position: { x, y, colSpan, rowSpan }, metadata }) {
  const place = `position:absolute;left:${x * CELL}px;top:${y * CELL}px;width:${colSpan * CELL - 8}px;height:${rowSpan * CELL - 8}px`;
  if (metadata.type.endsWith('MarkdownPart')) {
    const [title, text] = metadata.settings.content.settings.content.replace(/^## /, '').split('\n');
    return `<section class="heading" style="${place}"><h2>${escape(title)}</h2><p>${escape(text)}</p></section>`;
  }
  const input = (name) => metadata.inputs.find((i) => i.name === name)?.value;
  const kind = { Line: 'line', StackedColumn: 'bar' }[input('SpecificChart')];
  const inside = chart(input('PartId').slice('esp-'.length), kind, colSpan * CELL - 32, rowSpan * CELL - 118, rowSpan);
  return `<section style="${place}"><h3>${escape(input('PartTitle'))}</h3><p class="about">${escape(input('PartSubTitle'))}</p>${inside}</section>`;
}

function dashboard() {
  const { parts } = read('dashboard.json').lenses[0];
  const [across, down] = [Math.max(...parts.map((p) => p.position.x + p.position.colSpan)), Math.max(...parts.map((p) => p.position.y + p.position.rowSpan))];
  return `<main style="width:${across * CELL}px;height:${down * CELL}px">${parts.map(part).join('\n')}</main>`;
}

const WIDE = 1280;

function step({ content, customWidth, name }) {
  const width = (WIDE * Number(customWidth)) / 100 - 10;
  const kind = { linechart: 'line', barchart: 'bar' }[content.visualization];
  return `<section style="display:inline-block;vertical-align:top;width:${width}px;height:300px;margin:0 8px 8px 0"><h3>${escape(content.title)}</h3>${chart(name, kind, width - 26, 200, 8)}</section>`;
}

function workbook() {
  const [{ content: tabs }, ...groups] = read('workbook.json').items;
  const bar = (now) => `<p class="tabs">${tabs.links.map((l) => (l.subTarget === now ? `<b>${escape(l.linkLabel)}</b>` : escape(l.linkLabel))).join(' &nbsp; ')}</p>`;
  const group = ({ name, content: { items } }) => `${bar(name)}<div class="heading"><h2>${escape(items[0].content.json.split('\n')[0].replace('## ', ''))}</h2><p>${escape(items[0].content.json.split('\n')[1])}</p></div>${items.slice(1).map(step).join('')}`;
  return `<main style="width:${WIDE + 40}px">${groups.map(group).join('\n')}</main>`;
}

process.stdout.write(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Layout of the dashboard</title>
<style>
body { margin: 16px; font: 13px/1.35 "Segoe UI", system-ui, sans-serif; background: #f3f2f1; color: #201f1e }
main { position: relative }
section { box-sizing: border-box; padding: 8px 12px; background: #fff; border: 1px solid #d2d0ce; overflow: hidden }
.heading { background: none; border: 0; padding: 4px 0 } .tabs { margin: 24px 0 0; padding: 8px 0; border-bottom: 2px solid #0f6cbd }
h2 { margin: 0; font-size: 20px } h3 { margin: 0; font-size: 14px } p { margin: 2px 0 6px } .about, .legend { color: #605e5c; font-size: 12px }
table { border-collapse: collapse; width: 100%; font-size: 12px } th, td { text-align: left; padding: 3px 8px; border-bottom: 1px solid #edebe9; white-space: nowrap }
rect { fill: #0f6cbd } .s0 { stroke: #0f6cbd } .s1 { stroke: #ca5010 } .s2 { stroke: #107c10 } .k0 { color: #0f6cbd } .k1 { color: #ca5010 } .k2 { color: #107c10 }
</style>${process.argv[2] === 'workbook' ? workbook() : dashboard()}</html>
`);
