// Draws the dashboard's layout as one HTML page, from dashboard.json as Azure will get it, so that a change of tiles can be looked at without
// a cloud. The numbers are made up; titles, places, sizes, kinds of charts and columns are real. Usage: node render.mjs > layout.html
import { readFileSync } from 'node:fs';
import { query } from './build.mjs';

const CELL = 78; // what the portal gives a cell at its usual size, roughly, in px
const { parts } = JSON.parse(readFileSync(new URL('dashboard.json', import.meta.url), 'utf8')).lenses[0];
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const input = (part, name) => part.metadata.inputs.find((i) => i.name === name)?.value;

/** Numbers that look like some and are the same each time. */
const number = (seed, i) => ((seed.length * 7919 + seed.charCodeAt(0) * 131 + i * 2749) % 97) + 3;

const WORDS = { What: 'Submissions without a scorer', MicroCredential: 'communication', Queue: 'transitions', Template: 'review-invitation', Status: 'submitted', Step: 'offered → inReview', Scorer: 'S-1042', Dependency: 'tables', Function: 'SubmitForReview', Problem: 'TimeoutException', Last: '09:41', Now: 'answers', Outcome: 'taken', Which: 'documents', List: '1', Document: 'credential', Table: 'AppMetrics', Summary: 'valid', BusinessDays: '7' };

function table(columns, rows) {
  const cells = (i) => columns.map((c, n) => `<td>${WORDS[c] && n < 2 ? escape(WORDS[c]) : number(c, i)}</td>`).join('');
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

function draw(part) {
  const { x, y, colSpan, rowSpan } = part.position;
  const place = `left:${x * CELL}px;top:${y * CELL}px;width:${colSpan * CELL - 8}px;height:${rowSpan * CELL - 8}px`;
  if (part.metadata.type.endsWith('MarkdownPart')) {
    const [title, text] = part.metadata.settings.content.settings.content.replace(/^## /, '').split('\n');
    return `<section class="heading" style="${place}"><h2>${escape(title)}</h2><p>${escape(text)}</p></section>`;
  }
  const { columns } = query(input(part, 'PartId').slice('esp-'.length));
  const [width, height] = [colSpan * CELL - 32, rowSpan * CELL - 118];
  const chart = input(part, 'SpecificChart');
  const inside = chart === 'Line' ? lines(columns, width, height) : chart ? bars(columns, width, height) : table(columns, rowSpan);
  return `<section style="${place}"><h3>${escape(input(part, 'PartTitle'))}</h3><p class="about">${escape(input(part, 'PartSubTitle'))}</p>${inside}</section>`;
}

const [across, down] = [Math.max(...parts.map((p) => p.position.x + p.position.colSpan)), Math.max(...parts.map((p) => p.position.y + p.position.rowSpan))];
process.stdout.write(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Layout of the dashboard</title>
<style>
body { margin: 16px; font: 13px/1.35 "Segoe UI", system-ui, sans-serif; background: #f3f2f1; color: #201f1e }
main { position: relative; width: ${across * CELL}px; height: ${down * CELL}px }
section { position: absolute; box-sizing: border-box; padding: 8px 12px; background: #fff; border: 1px solid #d2d0ce; overflow: hidden }
.heading { background: none; border: 0; padding: 4px 0 } h2 { margin: 0; font-size: 20px } h3 { margin: 0; font-size: 14px } p { margin: 2px 0 6px } .about, .legend { color: #605e5c; font-size: 12px }
table { border-collapse: collapse; width: 100%; font-size: 12px } th, td { text-align: left; padding: 3px 8px; border-bottom: 1px solid #edebe9; white-space: nowrap }
rect { fill: #0f6cbd } .s0 { stroke: #0f6cbd } .s1 { stroke: #ca5010 } .s2 { stroke: #107c10 } .k0 { color: #0f6cbd } .k1 { color: #ca5010 } .k2 { color: #107c10 }
</style><main>${parts.map(draw).join('\n')}</main></html>
`);
