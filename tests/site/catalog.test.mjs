// The catalogue's texts: each file fits its schema, and each text can be read without a dictionary.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const Ajv = createRequire(new URL("../tools/package.json", import.meta.url))("ajv/dist/2020.js").default;
const folder = new URL("../../static-site/catalog/", import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, folder), "utf8"));
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const microCredentials = files.filter((name) => /\.\d+\.\d+\.json$/.test(name)).map((name) => ({ name, content: read(name) }));
const families = 9;

/** Every text with its place, the ids and keys left out. */
function* texts(value, place = "") {
  if (typeof value === "string") yield { place, text: value };
  else if (value && typeof value === "object")
    for (const [key, inner] of Object.entries(value))
      if (!["$schema", "id", "key", "slug", "version", "href"].includes(key)) yield* texts(inner, `${place}/${key}`);
}

const sentencesOf = (text) => text.split(/(?<=[.!?]["”)]*)\s+/).filter((part) => /[a-z]/i.test(part));
const wordsOf = (text) => text.match(/[a-z0-9]+(?:['’-][a-z0-9]+)*/gi) ?? [];

/** Groups of vowels; a final e, es or ed that is not heard is left out. Close enough over a paragraph. */
function syllablesOf(word) {
  const plain = word.toLowerCase().replace(/[^a-z]/g, "").replace(/([^lsxzcgaeiouy])es$|([^aeioudt])ed$|([^laeiouy])e$/, "$1$2$3");
  return Math.max(1, plain.match(/[aeiouy]+/g)?.length ?? 1);
}

/** Flesch-Kincaid: the school grade in which a text can be read. */
function grade(text) {
  const words = wordsOf(text);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentencesOf(text).length) + 11.8 * (syllables / words.length) - 15.59;
}

const average = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

test("the grade estimate knows easy from hard", () => {
  assert.ok(grade("The cat sat on the mat. It was a warm day.") < 2);
  assert.ok(grade("Institutional stakeholders operationalize multidimensional competencies throughout collaborative organizational environments.") > 15);
});

const schemaOf = (content) => new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(read(content.$schema));

for (const name of files)
  test(`${name} fits the schema it names`, () => {
    const content = read(name);
    assert.equal(Object.keys(content)[0], "$schema", "editors look for the schema first");
    const fits = schemaOf(content);
    assert.ok(fits(content), JSON.stringify(fits.errors, null, 2));
  });

for (const [what, spoil] of Object.entries({
  "an unknown property": (m) => (m.price = 0),
  "an unknown property deep inside": (m) => (m.part3.questions[0].score = 1),
  "a missing level": (m) => delete m.part2.criteria[0].descriptors.basic,
  "a question id of another part": (m) => (m.part1.questions[0].id = "p3-1"),
  "a criterion id out of range": (m) => (m.part2.criteria[0].id = "c7"),
  "a version of one number": (m) => (m.version = "1"),
  "a slug with capitals": (m) => (m.slug = "Ethics"),
  "a ninth standard": (m) => (m.standard = "Juggling"),
  "an empty text": (m) => (m.title = " "),
  "a summary that is too long": (m) => (m.summary = "a".repeat(141)),
}))
  test(`the schema refuses ${what}`, () => {
    const content = read("ethics.1.0.json");
    spoil(content);
    assert.equal(schemaOf(content)(content), false);
  });

test("each schema describes each property", () => {
  const undescribed = (schema, place) =>
    Object.entries(schema?.properties ?? {}).flatMap(([name, inner]) => [
      ...(inner.description || inner.$ref || inner.pattern ? [] : [`${place}/${name}`]),
      ...undescribed(inner, `${place}/${name}`),
      ...undescribed(inner.items, `${place}/${name}[]`),
    ]);
  for (const name of readdirSync(new URL("schema/", folder))) {
    const schema = read(`schema/${name}`);
    assert.deepEqual([schema, ...Object.values(schema.$defs ?? {})].flatMap((part) => undescribed(part, name)), []);
  }
});

test("the index lists the eight in the order of the standards", () =>
  assert.deepEqual(
    read("index.json").microCredentials.map((entry) => entry.standard),
    ["Communication", "Cultural Competence", "Ethics", "Health and Safety", "Organization", "Professionalism", "Reporting", "Technology"]));

for (const { name, content } of microCredentials) {
  test(`${name} can be read in grade 9 or below, on average`, () => {
    const long = [...texts(content)].filter(({ text }) => wordsOf(text).length >= 8).map(({ place, text }) => ({ place, text, grade: grade(text) }));
    const mean = average(long.map((t) => t.grade));
    assert.ok(mean <= 9, `the average is ${mean.toFixed(1)}`);
    assert.deepEqual(long.filter((t) => t.grade > 14).map((t) => `${t.place}: ${t.grade.toFixed(1)}`), [], "one text is much too hard");
  });

  test(`${name} says evidence, and speaks in its own words`, () => {
    const marks = /artifact|©|copyright|all rights reserved|national education association|\bNEA\b|certificationbank|stakeholder|leverag|utiliz|facilitat|rubric/i;
    assert.deepEqual([...texts(content)].filter(({ text }) => marks.test(text)), []);
  });

  test(`${name} keeps its lengths`, () => {
    assert.ok(content.summary.length <= 140 && sentencesOf(content.summary).length === 1, content.summary);
    const sizes = content.part2.criteria.flatMap((c) => Object.entries(c.descriptors).map(([level, text]) => [`${c.id} ${level}`, wordsOf(text).length]));
    assert.deepEqual(sizes.filter(([, words]) => words < 20 || words > 65), [], "a level takes about 25 to 60 words to tell apart");
    assert.equal(content.examples.length, families);
    for (const { family, example } of content.examples) {
      const count = example.split(/(?<=[.!?]["”]?)\s+(?=[A-Z"])/).length;
      assert.ok(count === 2 || count === 3, `${family}: ${count} sentences`);
    }
  });

  test(`${name} takes the hours it says`, () =>
    assert.equal(content.method.steps.reduce((sum, step) => sum + Number(/about (\d+) hours?/.exec(step)?.[1]), 0), content.hours));

  test(`${name} reminds people of names, also in file names`, () => {
    assert.match(content.part2.intro, /names of students, co-workers and yourself/);
    assert.match(content.part2.intro, /file names/);
    for (const part of [content.part1, content.part3]) assert.match(part.intro, /name|person could be recognized|real case/);
  });
}
