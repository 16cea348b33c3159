// Canonical N-Quads by jsonld and rdf-canonize: one JSON line per document, {file, document, proof}.
// node canonize.mjs [file …] | --batch <folder> | < one document
import {cryptosuite} from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import {documents, loader, parse} from './offline.mjs';

const documentLoader = loader({strict: true});

for(const [file, load] of documents(parse(process.argv.slice(2)))) {
  const {proof, ...document} = load();
  const line = {file, document: await cryptosuite.canonize(document, {documentLoader})};
  for(const {proofValue, ...options} of [proof ?? []].flat()) {
    line.proof = await cryptosuite.canonize({'@context': document['@context'], ...options}, {documentLoader});
  }
  console.log(JSON.stringify(line));
}
