/** Each value of a document changed alone, as [path, copy]: text gets a letter more, a number one more, a truth its opposite; and each member left out. */
export function* changes(root) {
  for(const path of paths(root, [])) {
    const copy = structuredClone(root);
    const parent = path.slice(0, -1).reduce((node, key) => node[key], copy);
    const key = path.at(-1);
    const value = parent[key];
    if(typeof value !== 'object') {
      parent[key] = typeof value === 'string' ? `${value}x` : typeof value === 'number' ? value + 1 : !value;
      yield [path.join('.'), copy];
    }
    const without = structuredClone(root);
    const holder = path.slice(0, -1).reduce((node, k) => node[k], without);
    Array.isArray(holder) ? holder.splice(key, 1) : delete holder[key];
    yield [`-${path.join('.')}`, without];
  }
}

function* paths(node, path) {
  for(const [key, value] of Object.entries(node)) {
    yield [...path, key];
    if(value !== null && typeof value === 'object') {
      yield* paths(value, [...path, key]);
    }
  }
}
