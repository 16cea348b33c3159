// Microsoft's own parser and binder of the Kusto query language, with the tables that Azure Monitor's documentation lists.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const library = new URL('./node_modules/@kusto/language-service-next/', import.meta.url);
const schemas = JSON.parse(readFileSync(new URL('../../infra/dashboards/schemas.json', import.meta.url), 'utf8'));

/** The library is written for a browser's window: two scripts that share one global object. */
function load() {
  const window = vm.createContext({ console, setTimeout, clearTimeout });
  for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) vm.runInContext(readFileSync(new URL(file, library), 'utf8'), window, { filename: file });
  return window.Kusto.Language;
}

const kusto = load();
const { Symbols, Syntax } = kusto;
const tables = Object.entries(schemas.tables).map(([name, columns]) => Symbols.TableSymbol.From(`(${Object.entries(columns).map(([column, type]) => `['${column}']: ${type}`).join(', ')})`).WithName(name));
const globals = kusto.GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('workspace', tables));

/** What is wrong with a query (nothing: an empty list), the columns that it answers, and the names that it compares or looks up. */
export function analyze(text) {
  const code = kusto.KustoCode.ParseAndAnalyze(text, globals);
  const errors = [...list(code.GetDiagnostics())].filter((d) => d.Severity !== 'Suggestion').map((d) => `${d.Severity} at ${d.Start}: ${d.Message}`);
  const columns = code.ResultType?.Columns ? [...list(code.ResultType.Columns)].map((c) => c.Name) : [];
  return { errors, columns, ...named(code.Syntax) };
}

/** Literals that are compared with the column Name, and keys that are looked up in Properties, wherever they stand in the tree. */
function named(root) {
  const [names, dimensions] = [new Set(), new Set()];
  const literal = (node) => (node && String(node.ToString()).trim().match(/^"([^"]*)"$/)?.[1]) ?? undefined;
  Syntax.SyntaxElement.WalkNodes(root, (node) => {
    const kind = node.constructor.$$fullname?.split('.').at(-1) ?? '';
    if (kind === 'BinaryExpression' && String(node.Left.ToString()).trim() === 'Name') names.add(literal(node.Right) ?? `not a literal: ${node.ToString()}`);
    if (kind === 'ElementExpression' && String(node.Expression.ToString()).trim() === 'Properties') dimensions.add(literal(node.Selector.Expression) ?? `not a literal: ${node.ToString()}`);
  });
  return { names: [...names].sort(), dimensions: [...dimensions].sort() };
}

function* list(items) {
  for (let i = 0; i < items.Count; i++) yield items.getItem(i);
}
