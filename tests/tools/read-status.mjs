// Asks an independent reader of status lists for every entry: node read-status.mjs <list.json> → {length, revoked: [index …]}.
import {readFileSync} from 'node:fs';
import {decodeList} from '@digitalcredentials/vc-bitstring-status-list';

const {credentialSubject: {encodedList}} = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const list = await decodeList({encodedList});
const revoked = [];
for(let index = 0; index < list.length; index++) {
  if(list.getStatus(index)) {
    revoked.push(index);
  }
}
console.log(JSON.stringify({length: list.length, revoked}));
