/**
 * The one shape of badge that a browser can check: what each member of the JSON means in RDF, as the contexts
 * https://www.w3.org/ns/credentials/v2 and https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json say, odd spellings included.
 * A member that is not in this table is refused: nobody could say whether the signature covers it.
 *
 * @typedef {'text' | 'texts' | 'time' | 'flag' | 'whole' | 'index' | 'iri' | 'one' | 'many'} Kind
 * @typedef {object} Member
 * @property {Kind} kind
 * @property {string} to the predicate
 * @property {boolean} [must] refused when absent
 * @property {string} [datatype]
 * @property {string} [is] the only text that it may be
 * @property {Shape} [shape] of `one` and `many`
 *
 * @typedef {object} Shape
 * @property {string} name for people
 * @property {string | readonly string[]} [type] what `type` says, in exactly this form; without it there is no `type`
 * @property {readonly string[]} [classes] what `type` means
 * @property {'must' | 'may' | 'none'} id
 * @property {readonly string[]} [either] at least one of these is there
 * @property {Readonly<Record<string, Member>>} members
 */

const ob = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#';
const schema = 'https://schema.org/';
const vc = 'https://www.w3.org/2018/credentials#';
const status = 'https://www.w3.org/ns/credentials/status#';
const security = 'https://w3id.org/security#';
const xsd = 'http://www.w3.org/2001/XMLSchema#';
const anyUri = 'https://www.w3.org/2001/XMLSchema#anyURI';

export const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

/** @param {string} to @param {string} [datatype] @returns {Member} */
const text = (to, datatype) => ({ kind: 'text', to, datatype });
/** @param {Member} member @returns {Member} */
const must = member => ({ ...member, must: true });
/** @param {string} to @param {Shape} shape @returns {Member} */
const one = (to, shape) => ({ kind: 'one', to, shape });
/** @param {string} to @param {Shape} shape @returns {Member} */
const many = (to, shape) => ({ kind: 'many', to, shape });

/** @type {Shape} */
const issuer = {
  name: 'the issuer', id: 'must', type: ['Profile'], classes: [`${ob}Profile`],
  members: { name: text(`${schema}name`), url: text(`${schema}url`, anyUri), email: text(`${schema}email`) },
};

/** @type {Shape} */
const level = {
  name: 'a level', id: 'must', type: ['RubricCriterionLevel'], classes: [`${ob}RubricCriterionLevel`],
  members: { name: must(text(`${schema}name`)), description: text(`${schema}description`), level: text(`${ob}level`) },
};

/** @type {Shape} */
const achievement = {
  name: 'the achievement', id: 'must', type: ['Achievement'], classes: [`${ob}Achievement`],
  members: {
    name: must(text(`${schema}name`)), description: must(text(`${schema}description`)), achievementType: text(`${ob}achievementType`), version: text(`${ob}version`),
    creditsAvailable: { kind: 'whole', to: `${ob}creditsAvailable`, datatype: 'https://www.w3.org/2001/XMLSchema#float' },
    tag: { kind: 'texts', to: `${schema}keywords` },
    image: one(`${ob}image`, { name: 'the image', id: 'must', type: 'Image', classes: [`${ob}Image`], members: { caption: text(`${schema}caption`) } }),
    // The context writes the class's name, #Criteria, where one expects #criteria.
    criteria: must(one(`${ob}Criteria`, { name: 'the criteria', id: 'may', either: ['id', 'narrative'], members: { narrative: text(`${ob}narrative`) } })),
    alignment: many(`${ob}alignment`, {
      name: 'an alignment', id: 'may', type: ['Alignment'], classes: [`${schema}AlignmentObject`],
      members: {
        targetName: must(text(`${schema}targetName`)), targetUrl: must(text(`${schema}targetUrl`, anyUri)),
        targetFramework: text(`${schema}targetFramework`), targetType: text(`${ob}targetType`),
      },
    }),
    resultDescription: many(`${ob}resultDescription`, {
      name: 'a result description', id: 'must', type: ['ResultDescription'], classes: [`${ob}ResultDescription`],
      members: {
        name: must(text(`${schema}name`)), resultType: must(text(`${ob}resultType`)), requiredLevel: text(`${ob}requiredLevel`, anyUri),
        rubricCriterionLevel: many(`${ob}rubricCriterionLevel`, level),
      },
    }),
  },
};

/** @type {Shape} */
const subject = {
  name: 'the subject', id: 'may', type: ['AchievementSubject'], classes: [`${ob}AchievementSubject`],
  members: {
    achievement: must(one(`${ob}achievement`, achievement)),
    identifier: many(`${ob}identifier`, {
      name: 'an identity', id: 'none', type: 'IdentityObject', classes: [`${ob}IdentityObject`],
      members: {
        hashed: must({ kind: 'flag', to: `${ob}hashed`, datatype: 'https://www.w3.org/2001/XMLSchema#boolean' }),
        identityHash: must(text(`${ob}identityHash`)), identityType: must(text(`${ob}identityType`)), salt: text(`${ob}salt`),
      },
    }),
    result: many(`${ob}result`, {
      name: 'a result', id: 'may', type: ['Result'], classes: [`${ob}Result`],
      members: { resultDescription: must(text(`${ob}resultDescription`, anyUri)), achievedLevel: must(text(`${ob}achievedLevel`, anyUri)) },
    }),
  },
};

/** A credential without `@context` and `proof`. @type {Shape} */
export const badge = {
  name: 'the credential', id: 'must', type: ['VerifiableCredential', 'OpenBadgeCredential'], classes: [`${vc}VerifiableCredential`, `${ob}OpenBadgeCredential`],
  members: {
    name: text(`${schema}name`), description: text(`${schema}description`), issuer: must(one(`${vc}issuer`, issuer)),
    validFrom: must({ kind: 'time', to: `${vc}validFrom`, datatype: `${xsd}dateTime` }), validUntil: { kind: 'time', to: `${vc}validUntil`, datatype: `${xsd}dateTime` },
    // The context says xsd:dateTime without saying what xsd is, so the short form is the datatype.
    awardedDate: { kind: 'time', to: `${ob}awardedDate`, datatype: 'xsd:dateTime' },
    credentialSubject: must(one(`${vc}credentialSubject`, subject)),
    evidence: many(`${vc}evidence`, {
      name: 'the evidence', id: 'may', type: ['Evidence'], classes: [`${ob}Evidence`],
      members: { name: text(`${schema}name`), narrative: must(text(`${ob}narrative`)) },
    }),
    credentialStatus: one(`${vc}credentialStatus`, {
      name: 'the status', id: 'must', type: 'BitstringStatusListEntry', classes: [`${status}BitstringStatusListEntry`],
      members: {
        statusPurpose: must({ ...text(`${status}statusPurpose`), is: 'revocation' }),
        statusListIndex: must({ kind: 'index', to: `${status}statusListIndex` }), statusListCredential: must({ kind: 'iri', to: `${status}statusListCredential` }),
      },
    }),
  },
};

/** The options of a proof: all of it but the value. @type {Shape} */
export const proofOptions = {
  name: 'the proof', id: 'none', type: 'DataIntegrityProof', classes: [`${security}DataIntegrityProof`],
  members: {
    created: must({ kind: 'time', to: 'http://purl.org/dc/terms/created', datatype: `${xsd}dateTime` }),
    cryptosuite: must({ ...text(`${security}cryptosuite`, `${security}cryptosuiteString`), is: 'eddsa-rdfc-2022' }),
    proofPurpose: must({ kind: 'iri', to: `${security}proofPurpose`, is: 'assertionMethod' }),
    verificationMethod: must({ kind: 'iri', to: `${security}verificationMethod` }),
  },
};
/** In a proof the purpose is a word that stands for an address. */
export const purposes = /** @type {Readonly<Record<string, string>>} */ ({ assertionMethod: `${security}assertionMethod` });
