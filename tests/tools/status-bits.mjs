// Reads the status lists of a folder (--batch) with npm's vc-bitstring-status-list: its length and every index that is set, a line each.
import {decodeList} from '@digitalcredentials/vc-bitstring-status-list';
import {documents, parse} from './offline.mjs';

for(const [file, load] of documents(parse(process.argv.slice(2)))) {
  const list = await decodeList({encodedList: load().credentialSubject.encodedList});
  const set = Array.from({length: list.length}, (_, index) => index).filter(index => list.getStatus(index));
  console.log(JSON.stringify({file, length: list.length, set}));
}
