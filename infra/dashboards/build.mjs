// Makes dashboard.json (an Azure portal dashboard), workbook.json (an Azure workbook) and uses.json (the names that the queries use)
// from views.json and queries/*.kql. `--check` writes nothing and fails when a file is not what it would write.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const read = (name) => readFileSync(join(here, name), 'utf8');

/** Stands for the workspace's resource id; Bicep puts it in. */
const WORKSPACE = '{workspace-id}';

/** A query's file: what it answers, its columns as the comments say, and the text without them. */
export function query(name) {
  const text = read(`queries/${name}.kql`);
  const comments = text.split('\n').filter((line) => line.startsWith('//')).map((line) => line.slice(3));
  const columns = comments.find((line) => line.startsWith('Columns: '))?.slice('Columns: '.length).split(', ') ?? [];
  return { name, text, columns, about: comments.filter((line) => !line.startsWith('Columns: ')).join(' ') };
}

export const names = () => readdirSync(join(here, 'queries')).filter((f) => f.endsWith('.kql')).map((f) => f.slice(0, -4)).sort();

/** The metrics, events and dimensions that a query names, by our one way of writing them. */
export function uses(text) {
  const all = (pattern) => [...new Set([...text.matchAll(pattern)].map((m) => m[1]))].sort();
  return { tables: all(/^(?:let \w+ = )?((?:App\w+)|Usage)\b/gm), names: all(/\bName == "([^"]+)"/g), dimensions: all(/Properties\["([^"]+)"\]/g) };
}

/** Tiles in rows from left to right, each row as high as its highest tile; a view begins with its heading. */
export function place(views) {
  const parts = [];
  let y = 0;
  for (const view of views.views) {
    parts.push({ view, x: 0, y, width: views.columns, height: 1 });
    y += 1;
    let [x, high] = [0, 0];
    for (const tile of view.tiles) {
      if (x + tile.width > views.columns) [x, y, high] = [0, y + high, 0];
      parts.push({ view, tile, x, y, width: tile.width, height: tile.height });
      [x, high] = [x + tile.width, Math.max(high, tile.height)];
    }
    y += high;
  }
  return parts;
}

const position = (part) => ({ x: part.x, y: part.y, colSpan: part.width, rowSpan: part.height });

function heading(part) {
  const settings = { content: { settings: { content: `## ${part.view.title}\n${part.view.text}`, title: '', subtitle: '', markdownSource: 1 } } };
  return { position: position(part), metadata: { type: 'Extension/HubsExtension/PartType/MarkdownPart', inputs: [], settings } };
}

function dimensions({ columns, chart }) {
  const axis = (name, type) => ({ name, type });
  const [first, ...rest] = columns;
  return chart === 'line'
    ? { xAxis: axis(first, 'datetime'), yAxis: rest.map((c) => axis(c, 'real')), splitBy: [], aggregation: 'Sum' }
    : { xAxis: axis(first, 'string'), yAxis: [axis(rest.at(-1), 'long')], splitBy: [], aggregation: 'Sum' };
}

function tilePart(part) {
  const { tile } = part;
  const { text, columns, about } = query(tile.query);
  const input = (name, value) => ({ name, value, isOptional: true });
  const chart = tile.chart === 'table' ? [] : [
    input('SpecificChart', tile.chart === 'line' ? 'Line' : 'StackedColumn'),
    input('Dimensions', dimensions({ columns, chart: tile.chart })),
    input('LegendOptions', { isEnabled: tile.chart === 'line', position: 'Bottom' }),
  ];
  const inputs = [
    input('resourceTypeMode', 'workspace'), input('ComponentId', WORKSPACE), input('Scope', { resourceIds: [WORKSPACE] }), input('PartId', `esp-${tile.query}`), input('Version', '2.0'),
    input('TimeRange', `P${tile.days}D`), input('DashboardId'), input('DraftRequestParameters'), input('Query', text),
    input('ControlType', tile.chart === 'table' ? 'AnalyticsGrid' : 'FrameControlChart'), ...chart, input('PartTitle', tile.title), input('PartSubTitle', about), input('IsQueryContainTimeRange', true),
  ];
  return { position: position(part), metadata: { type: 'Extension/Microsoft_OperationsManagementSuite_Workspace/PartType/LogsDashboardPart', inputs, settings: {} } };
}

function dashboard(views) {
  const parts = place(views).map((part) => (part.tile ? tilePart(part) : heading(part)));
  return { lenses: [{ order: 0, parts }], metadata: { model: { timeRange: { type: 'MsPortalFx.Composition.Configuration.ValueTypes.TimeRange', value: { relative: { duration: 24, timeUnit: 1 } } } } } };
}

const CHARTS = { table: 'table', line: 'linechart', bar: 'barchart' };

function step(tile, columns) {
  const { text } = query(tile.query);
  return {
    type: 3,
    content: {
      version: 'KqlItem/1.0', query: text, size: tile.chart === 'table' ? 0 : 1, title: tile.title, noDataMessage: 'Nothing in this time.', noDataMessageStyle: 3,
      timeContext: { durationMs: tile.days * 86_400_000 }, queryType: 0, resourceType: 'microsoft.operationalinsights/workspaces', crossComponentResources: [WORKSPACE],
      visualization: CHARTS[tile.chart], showExportToExcel: tile.chart === 'table', exportFieldName: '', tileSettings: { showBorder: false },
    },
    customWidth: String(Math.round((100 * tile.width) / columns)), name: tile.query, styleSettings: { showBorder: true },
  };
}

function workbook(views) {
  const tabs = views.views.map((v, i) => ({ id: v.id, cellValue: 'view', linkTarget: 'parameter', linkLabel: v.title, subTarget: v.id, style: 'link', isDefault: i === 0 }));
  const group = (v) => ({
    type: 12,
    content: { version: 'NotebookGroup/1.0', groupType: 'editable', items: [{ type: 1, content: { json: `## ${v.title}\n${v.text}` }, name: `${v.id}-heading` }, ...v.tiles.map((t) => step(t, views.columns))] },
    conditionalVisibility: { parameterName: 'view', comparison: 'isEqualTo', value: v.id }, name: v.id,
  });
  return {
    version: 'Notebook/1.0', items: [{ type: 11, content: { version: 'LinkItem/1.0', style: 'tabs', links: tabs }, name: 'views' }, ...views.views.map(group)],
    fallbackResourceIds: [WORKSPACE], $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
  };
}

export const views = () => JSON.parse(read('views.json'));

/** Every file that is made, by name. */
export function made() {
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
  const shown = views();
  const used = Object.fromEntries(names().map((name) => [name, uses(query(name).text)]));
  return { 'dashboard.json': json(dashboard(shown)), 'workbook.json': json(workbook(shown)), 'uses.json': json(used) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = Object.entries(made()).filter(([name, text]) => {
    if (!process.argv.includes('--check')) writeFileSync(join(here, name), text);
    else return read(name) !== text;
    return false;
  });
  for (const [name] of stale) console.error(`infra/dashboards/${name} is not what node infra/dashboards/build.mjs makes.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
}
