// What the credential checkers share: arguments, files, and a document loader that knows no network.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const vectors = fileURLToPath(new URL('../vectors/', import.meta.url));

const read = path => JSON.parse(readFileSync(path, 'utf8'));

const contexts = new Map([
  ['https://www.w3.org/ns/credentials/v2', read(join(vectors, 'contexts/credentials-v2.json'))],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', read(join(vectors, 'contexts/context-3.0.3.json'))],
  ['https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', read(join(vectors, 'contexts/clr-context-2.0.1.json'))],
]);

/** `--name value` pairs and the rest. */
export function parse(args) {
  const options = {files: []};
  for(let i = 0; i < args.length; i++) {
    if(args[i].startsWith('--')) {
      options[args[i].slice(2)] = args[++i];
    } else {
      options.files.push(args[i]);
    }
  }
  return options;
}

/** The documents named, those of a folder in order of name, or the one on standard input: [name, object]. */
export function* documents({files, batch}) {
  if(batch) {
    files = readdirSync(batch).filter(f => f.endsWith('.json')).sort().map(f => join(batch, f));
  }
  if(!batch && files.length === 0) {
    yield ['-', () => JSON.parse(readFileSync(0, 'utf8'))];
  }
  for(const file of files) {
    yield [file, () => read(file)];
  }
}

/**
 * Loads the two contexts, the issuer's DID document, each of its keys by id, and the status lists, from files alone.
 * With `strict` the catch-all vocabulary of the context's draft is taken away, so that a term which no context names is an error.
 */
export function loader({did, status, strict = false} = {}) {
  const known = new Map(contexts);
  if(strict) {
    const copy = structuredClone(contexts.get('https://www.w3.org/ns/credentials/v2'));
    delete copy['@context']['@vocab'];
    known.set('https://www.w3.org/ns/credentials/v2', copy);
  }
  if(did) {
    const document = read(did);
    known.set(document.id, document);
    for(const method of document.verificationMethod) {
      known.set(method.id, {'@context': 'https://w3id.org/security/multikey/v1', ...method});
    }
  }
  if(status) {
    const list = read(status);
    known.set(list.id, list);
  }
  return async url => {
    if(!known.has(url)) {
      throw new Error(`Not among the files: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document: known.get(url), tag: 'static'};
  };
}
