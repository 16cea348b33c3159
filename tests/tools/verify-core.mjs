// Verifies credentials by verifier-core, the library under VerifierPlus and Learner Credential Wallet, with the network off: what it would fetch comes from files.
// One JSON line each: {file, verified, checks: {valid_signature, …}, schema, errors?}. Ends with 1 unless all verify.
// node verify-core.mjs --did did.json --status list.json [--mutate 1] [file …] | --batch <folder>
// --mutate changes each single value in turn instead and counts the changes whose signature it still calls valid.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {changes} from './changes.mjs';
import {documents, parse, vectors} from './offline.mjs';

const options = parse(process.argv.slice(2));
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const did = read(options.did);
const registry = 'https://registry.example/issuers.json';
const answers = new Map([
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', read(join(vectors, 'contexts/context-3.0.3.json'))],
  ['https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json', read(join(vectors, 'openbadges-3.0/ob_v3p0_achievementcredential_schema.json'))],
  [registry, {meta: {}, registry: {[did.id]: {name: 'Ours'}}}],
  [didAddress(did.id), did],
]);
if(options.status) {
  const list = read(options.status);
  answers.set(list.id, list);
}

// Before the libraries load, since some keep the function that they find.
globalThis.fetch = async request => {
  const url = String(request.url ?? request);
  return answers.has(url)
    ? new Response(JSON.stringify(answers.get(url)), {headers: {'content-type': 'application/json'}})
    : new Response('', {status: 404});
};
// The library reports on the console, where our answer goes.
console.error = console.warn = console.log = () => {};
const {verifyCredential} = await import('@digitalcredentials/verifier-core');
const knownDIDRegistries = [{name: 'Ours', type: 'dcc-legacy', url: registry}];

let all = true;
for(const [file, load] of documents(options)) {
  const line = options.mutate ? await mutations(load()) : await verify(load());
  all &&= line.verified;
  process.stdout.write(`${JSON.stringify({file, ...line})}\n`);
}
process.exitCode = all ? 0 : 1;

async function verify(credential) {
  const {log = [], errors = [], additionalInformation = []} = await verifyCredential({credential, knownDIDRegistries});
  const checks = Object.fromEntries(log.map(({id, valid}) => [id, valid === true]));
  const schema = additionalInformation.flatMap(({results}) => Array.isArray(results) ? results.map(r => r.result.valid) : [String(results)]);
  const verified = errors.length === 0 && ['valid_signature', 'expiration', 'revocation_status', 'registered_issuer'].every(id => checks[id]);
  return {verified, checks, schema, ...errors.length > 0 && {errors: errors.map(e => e.message)}};
}

async function mutations(credential) {
  const accepted = [];
  let tried = 0;
  for(const [path, changed] of changes(credential)) {
    tried++;
    if((await verify(changed).catch(() => ({checks: {}}))).checks.valid_signature) {
      accepted.push(path);
    }
  }
  return {verified: accepted.length === 0, tried, accepted};
}

/** Where did:web looks: the host's well-known place, or the path. */
function didAddress(id) {
  const [host, ...path] = id.slice('did:web:'.length).split(':').map(decodeURIComponent);
  return path.length === 0 ? `https://${host}/.well-known/did.json` : `https://${host}/${path.join('/')}/did.json`;
}
