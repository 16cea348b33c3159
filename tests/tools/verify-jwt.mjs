// Verifies credentials as JWT (VC-JWT, ES256) by the WebCrypto of node, with the keys of a DID document; one JSON line each, {file, verified, error?}. Ends with 1 unless all verify.
// node verify-jwt.mjs --did did.json <file …>
import {readFileSync} from 'node:fs';
import {parse} from './offline.mjs';

const options = parse(process.argv.slice(2));
const did = JSON.parse(readFileSync(options.did, 'utf8'));
const text = part => JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(Buffer.from(part, 'base64url')));

let all = true;
for(const file of options.files) {
  const error = await fault(readFileSync(file, 'utf8')).catch(e => e.message);
  all &&= !error;
  console.log(JSON.stringify({file, verified: !error, ...error && {error}}));
}
process.exitCode = all ? 0 : 1;

async function fault(token) {
  const [head, payload, signature] = token.split('.');
  const {alg, kid, typ} = text(head);
  const credential = text(payload);
  const method = did.verificationMethod.find(m => m.id === kid && did.assertionMethod.includes(m.id));
  if(alg !== 'ES256' || typ !== 'JWT' || !method) {
    return 'unknown algorithm, type or key';
  }
  const key = await crypto.subtle.importKey('jwk', method.publicKeyJwk, {name: 'ECDSA', namedCurve: 'P-256'}, false, ['verify']);
  if(!await crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, key, Buffer.from(signature, 'base64url'), Buffer.from(`${head}.${payload}`))) {
    return 'wrong signature';
  }
  const {iss, jti, sub, nbf, exp} = credential;
  const agree = iss === credential.issuer.id && iss === did.id && jti === credential.id && sub === credential.credentialSubject.id
    && nbf === Date.parse(credential.validFrom) / 1000 && exp === (credential.validUntil && Date.parse(credential.validUntil) / 1000);
  return agree && !credential.proof ? undefined : 'the claims disagree with the credential';
}
