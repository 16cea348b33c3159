// What it costs: `node infra/cost/cost.mjs` prints the tables of docs/cost.md from prices.json and journey.json beside it; --write
// puts them there.
// Money is worked out for a month, with what is free each month taken off, and then said for a thousand earned credentials.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DAYS = 365 / 12;
const INSTANCE_GB = 2;
const BLOCK_MB = 4;

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** Each alert of infra/modules/alerts.bicep is paid for by the month. */
const ALERTS = readFileSync(new URL('../modules/alerts.bicep', import.meta.url), 'utf8').match(/^    id: /gm)?.length ?? 0;

/** How often each function runs for one earned credential. */
export function runsOf(journey) {
  const { functions, people, assumed, filesInTheWalk } = journey;
  const runs = { ...people };
  for (const [name, f] of Object.entries(functions)) {
    if (f.runs === undefined) continue;
    runs[name] = name === 'CheckEvidence' ? (f.runs / filesInTheWalk) * assumed.files * assumed.checksPerFile : f.runs * assumed.attempts;
  }
  runs.SendEmail += assumed.remindersPerCredential;
  return runs;
}

/** What a month uses, by the names of prices.json. */
export function usageOf(size, journey) {
  const { functions, timers, assumed } = journey;
  const credentials = (size.esps * size.credentialsPerEspAndYear) / 12;
  const runs = Object.entries(runsOf(journey));
  const total = (what) => runs.reduce((sum, [name, n]) => sum + n * functions[name][what], 0) * credentials;
  const timerRuns = Object.values(timers).reduce((sum, t) => sum + t.runsPerDay, 0) * DAYS;
  const timerCalls = Object.values(timers).reduce((sum, t) => sum + t.runsPerDay * t.table, 0) * DAYS;
  const executions = runs.reduce((sum, [, n]) => sum + n, 0) * credentials;
  const files = assumed.files * credentials;
  const fileGb = (files * assumed.megabytesPerFile) / 1024;
  const mails = runs.find(([name]) => name === 'SendEmail')[1] * credentials;
  // A message is sent, received and settled.
  const busCalls = total('send') * 3 + assumed.queueReceivesWhenIdlePerDay * DAYS;
  return {
    tableCalls: total('table') + timerCalls,
    tableGbMonth: (total('rowBytes') / 2 ** 30) * assumed.monthsOfRows,
    blobWrites: total('blobWrite') + files * Math.ceil(assumed.megabytesPerFile / BLOCK_MB),
    blobReads: total('blobRead') + files * assumed.attempts,
    blobGbMonth: fileGb * assumed.monthsOfEvidence,
    blobTags: files * 5 * assumed.monthsOfEvidence,
    scanGb: fileGb,
    scanAccountMonth: 1,
    eventCalls: files * 2,
    ...(size.serviceBus === 'standard' ? { standardBusCalls: busCalls, standardBusMonth: 1 } : { basicBusCalls: busCalls }),
    functionRuns: executions + timerRuns,
    functionGbSeconds: (executions * size.secondsPerRun + timerRuns) * INSTANCE_GB,
    logGb: ((executions + timerRuns) * assumed.kilobytesOfLogPerRun) / 2 ** 20,
    mails,
    mailMegabytes: (mails * assumed.kilobytesPerMail) / 1024,
    siteMonth: 1,
    siteGb: (credentials * assumed.pagesPerCredential * assumed.kilobytesPerPage) / 2 ** 20,
    egressGb: fileGb * assumed.attempts,
    alertRules: ALERTS,
    vaultCalls: timerRuns,
  };
}

/** The lines of the bill, in the order of the table. */
export const LINES = {
  'Tables: calls and rows': ['tableCalls', 'tableGbMonth'],
  'Evidence: storage and calls': ['blobWrites', 'blobReads', 'blobGbMonth', 'blobTags'],
  'Evidence: read by scorers': ['egressGb'],
  'Malware scan, by size': ['scanGb', 'eventCalls'],
  'Malware scan, by month': ['scanAccountMonth'],
  Queues: ['basicBusCalls', 'standardBusCalls', 'standardBusMonth'],
  'Functions: runs': ['functionRuns'],
  'Functions: GB-s': ['functionGbSeconds'],
  Mail: ['mails', 'mailMegabytes'],
  Logs: ['logGb'],
  Alerts: ['alertRules'],
  'Static web app': ['siteMonth', 'siteGb'],
  'Key Vault': ['vaultCalls'],
};

/** What a month costs, line by line, and how many credentials are earned in it. */
export function billOf(size, journey, prices) {
  const usage = usageOf(size, journey);
  const cost = (name) => {
    const { price, per = 1, free = 0 } = prices.prices[name];
    return (Math.max(0, (usage[name] ?? 0) - free) / per) * price;
  };
  const lines = Object.fromEntries(Object.entries(LINES).map(([line, names]) => [line, names.reduce((sum, name) => sum + cost(name), 0)]));
  return { lines, month: Object.values(lines).reduce((a, b) => a + b, 0), credentials: (size.esps * size.credentialsPerEspAndYear) / 12 };
}

const money = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2));
const table = (head, rows) => [`| ${head.join(' | ')} |`, `|---|${'--:|'.repeat(head.length - 1)}`, ...rows.map((r) => `| ${r.join(' | ')} |`)].join('\n');

/** The tables as docs/cost.md shows them. */
export function report(journey = read('journey.json'), prices = read('prices.json')) {
  const bills = journey.sizes.map((size) => billOf(size, journey, prices));
  const head = (first) => [first, ...journey.sizes.map((s) => `${s.esps.toLocaleString('en-US')} ESPs`)];
  const perThousand = Object.keys(LINES).map((line) => [line, ...bills.map((b) => money((b.lines[line] / b.credentials) * 1000))]);
  const runs = runsOf(journey);
  const once = (what) => Object.entries(runs).reduce((sum, [name, n]) => sum + n * journey.functions[name][what], 0);
  return [
    `${prices.currency} for a thousand earned credentials, ${prices.region}, list prices of ${prices.date}:`,
    '',
    table(head('Cost'), [...perThousand, ['**Together**', ...bills.map((b) => `**${money((b.month / b.credentials) * 1000)}**`)]]),
    '',
    `${prices.currency} a month:`,
    '',
    table(head('Month'), [['Earned credentials', ...bills.map((b) => Math.round(b.credentials).toLocaleString('en-US'))], ['Bill', ...bills.map((b) => money(b.month))]]),
    '',
    'One earned credential:',
    '',
    table(['What', 'How many'], [
      ['runs of functions', Math.round(Object.values(runs).reduce((a, b) => a + b, 0))],
      ['calls to tables', Math.round(once('table'))],
      ['calls to blobs by functions', Math.round(once('blobWrite') + once('blobRead'))],
      ['messages', Math.round(once('send'))],
      ['mails', runs.SendEmail.toFixed(1)],
      ['KB of rows written', Math.round(once('rowBytes') / 1024)],
    ]),
    '',
  ].join('\n');
}

const BEGIN = '<!-- node infra/cost/cost.mjs -->\n';
const END = '<!-- end -->';

/** The page with the tables of today between its marks. */
export function pageWith(page, tables = report()) {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/cost.md has lost its marks.');
  return `${page.slice(0, from + BEGIN.length)}\n${tables}\n${page.slice(to)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(report());
  if (process.argv.includes('--write')) {
    const page = new URL('../../docs/cost.md', import.meta.url);
    writeFileSync(page, pageWith(readFileSync(page, 'utf8')));
  }
}
