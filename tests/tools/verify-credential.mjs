// Verifies credentials by an independent implementation, offline; one JSON line each, {file, verified, error?, status?, schema?}. Ends with 1 unless all verify.
// node verify-credential.mjs --did did.json [--status list.json] [--now time] [--mutate 1] [file …] | --batch <folder> | < one credential
// Without --status, the status of a credential is taken as good. --now asks as of that time, of the list too. --mutate changes each single value in turn instead and counts the changes that still verify.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import {DataIntegrityProof} from '@digitalcredentials/data-integrity';
import {cryptosuite} from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import {verifyCredential} from '@digitalcredentials/vc';
import {checkStatus} from '@digitalcredentials/vc-bitstring-status-list';
import {changes} from './changes.mjs';
import {documents, loader, parse, vectors} from './offline.mjs';

const options = parse(process.argv.slice(2));
const documentLoader = loader(options);
const schema = schemaCheck();
let all = true;

for(const [file, load] of documents(options)) {
  let line;
  try {
    const credential = load();
    line = options.mutate ? await mutations(credential) : await verify(credential);
  } catch(error) {
    line = {verified: false, error: error.message};
  }
  all &&= line.verified;
  console.log(JSON.stringify({file, ...line}));
}
process.exitCode = all ? 0 : 1;

async function verify(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const status = options.status ? statusThen : async () => ({verified: true});
  const result = await verifyCredential({
    credential, suite, documentLoader, checkStatus: status, ...options.now && {now: options.now}
  });
  const line = {verified: result.verified};
  if(options.status && result.statusResult) {
    line.status = result.statusResult.verified;
  }
  if(!result.verified) {
    line.error = reason(result);
  }
  if(credential.type.includes('OpenBadgeCredential') && !schema(credential)) {
    line.verified = false;
    line.schema = schema.errors.map(e => `${e.instancePath} ${e.message}`);
  }
  return line;
}

/** The library asks of a list that it holds today; with --now it must have held then, so that a kept list answers for the day on which it was kept. */
async function statusThen(given) {
  if(!options.now) {
    return checkStatus(given);
  }
  const {document: list} = await documentLoader(given.credential.credentialStatus.statusListCredential);
  const checked = await verifyCredential({credential: list, suite: given.suite, documentLoader, now: options.now});
  return checked.verified ? checkStatus({...given, verifyBitstringStatusListCredential: false}) : {verified: false, error: checked.error};
}

function reason({error, statusResult}) {
  const errors = [error, ...error?.errors ?? [], statusResult?.error].filter(Boolean);
  return errors.map(e => e.message).join(' | ') || 'revoked';
}

function schemaCheck() {
  const ajv = new Ajv({strict: false, allErrors: true});
  addFormats(ajv);
  const text = readFileSync(join(vectors, 'openbadges-3.0/ob_v3p0_achievementcredential_schema.json'), 'utf8');
  return ajv.compile(JSON.parse(text));
}

/** Each value changed alone. None may verify. */
async function mutations(credential) {
  const accepted = [];
  let tried = 0;
  for(const [path, changed] of changes(credential)) {
    tried++;
    if((await verify(changed).catch(() => ({}))).verified) {
      accepted.push(path);
    }
  }
  return {verified: accepted.length === 0, tried, accepted};
}
