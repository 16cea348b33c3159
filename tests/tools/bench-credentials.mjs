// Issues and verifies one credential again and again by an independent implementation, offline, on Node's one thread.
// node bench-credentials.mjs --did did.json [--seconds 2] credential.json → {issue, verify}: how many a second.
import {DataIntegrityProof} from '@digitalcredentials/data-integrity';
import * as Ed25519Multikey from '@digitalcredentials/ed25519-multikey';
import {cryptosuite} from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import {issue, verifyCredential} from '@digitalcredentials/vc';
import {documents, loader, parse} from './offline.mjs';

const options = parse(process.argv.slice(2));
const documentLoader = loader(options);
const milliseconds = 1000 * (options.seconds ?? 2);
const [[, load]] = documents(options);
const credential = load();

const {proof, ...unsigned} = credential;
const key = await Ed25519Multikey.generate({id: proof.verificationMethod, controller: credential.issuer.id});
const signing = new DataIntegrityProof({signer: key.signer(), cryptosuite});

const line = {
  issue: await perSecond(() => issue({credential: structuredClone(unsigned), suite: signing, documentLoader})),
  verify: await perSecond(async () => {
    const result = await verifyCredential({credential, suite: new DataIntegrityProof({cryptosuite}), documentLoader, checkStatus: async () => ({verified: true})});
    if(!result.verified) {
      throw result.error;
    }
  }),
};
console.log(JSON.stringify(line));

/** Rounds as ours: one to warm up, then the best of three. */
async function perSecond(action) {
  let best = 0;
  for(let round = 0; round < 4; round++) {
    const from = performance.now();
    let count = 0;
    for(; performance.now() - from < milliseconds / 3; count++) {
      await action();
    }
    if(round > 0) {
      best = Math.max(best, 1000 * count / (performance.now() - from));
    }
  }
  return best;
}
