import { html } from '../../../static-site/js/html.js';

/** One page for each micro-credential of the catalogue: all that it asks, before anyone starts. */
export default (/** @type {{microCredentials: any[], policies: any}} */ { microCredentials, policies }) =>
  microCredentials.map((mc) => ({
    path: `/micro-credentials/${mc.slug}/`,
    title: mc.title,
    description: mc.summary,
    script: '/js/pages/micro-credential.js',
    preload: ['/js/format.js'],
    styles: ['/css/micro-credential.css'],
    main: html`<p class="breadcrumb"><a href="/#micro-credentials">All micro-credentials</a></p>
<div class="mc-head"><img class="emblem" src="/images/emblems/${mc.slug}.svg" alt="" width="96" height="96">
<h1><span class="kicker">ESP Universal Standard: ${mc.standard}</span> ${mc.title}</h1></div>
<div class="split">
<div>
<p class="lead">${mc.competency}</p>
<p>${mc.whoFor}</p>
</div>
<aside class="panel" aria-labelledby="start-title">
<h2 class="small-title" id="start-title">At a glance</h2>
<ul class="plain"><li><strong>About ${mc.hours} hours</strong>, at your own pace</li><li>${mc.part1.questions.length} questions, ${mc.part2.criteria.length} criteria with evidence, ${mc.part3.questions.length} questions looking back</li><li>Level of practice: ${mc.level}</li></ul>
${startPlace(mc)}
</aside>
</div>
${contents}
${howYouGoAbout(mc)}
${whatItAsks(mc)}
${rubric(mc)}
${examples(mc)}
${scoring(mc)}
${honesty(policies)}
<div class="panel no-print"><h2 class="small-title">Ready?</h2><p>Nothing goes to a scorer until you send it.</p>${startPlace(mc)}</div>`,
  }));

const startPlace = (/** @type {any} */ mc) => html`<div class="start no-print" data-start="${mc.slug}"><p>You can stop and come back at any time.</p><p><button type="button" class="button button-large button-wide">Start</button></p></div>
<noscript><p>To start, turn on JavaScript in your browser. Everything on this page can be read without it.</p></noscript>`;

const contents = html`<nav class="on-page no-print" aria-label="On this page"><ul>
<li><a href="#asks">What it asks</a></li><li><a href="#rubric">Rubric</a></li><li><a href="#examples">Examples by job</a></li><li><a href="#scoring">How it is scored</a></li><li><a href="#honesty">Privacy and honesty</a></li></ul></nav>`;

const howYouGoAbout = (/** @type {any} */ mc) => html`<section aria-labelledby="method">
<h2 id="method">How you go about it: ${mc.method.title}</h2>
<p>${mc.method.summary}</p>
<ol class="steps">${mc.method.steps.map((/** @type {string} */ step) => html`<li><p>${step}</p></li>\n`)}</ol>
</section>`;

const range = (/** @type {{from: number, to: number}} */ words) => `about ${words.from} to ${words.to} words`;

const questions = (/** @type {any} */ part) => html`<ol class="asks">${part.questions.map((/** @type {any} */ q) => html`<li><p><strong>${q.prompt}</strong></p><p class="hint">${q.hint} Answer in ${range(q.words)}.</p></li>\n`)}</ol>`;

const whatItAsks = (/** @type {any} */ mc) => html`<section aria-labelledby="asks">
<h2 id="asks">What it asks</h2>
<h3>Part 1: ${mc.part1.title}</h3>
<p>${mc.part1.intro}</p>
${questions(mc.part1)}
<h3>Part 2: ${mc.part2.title}</h3>
<p>${mc.part2.intro}</p>
${mc.part2.criteria.map((/** @type {any} */ c, /** @type {number} */ i) => html`<div class="criterion">
<h4>Criterion ${i + 1}: ${c.title}</h4>
<p>${c.ask}</p>
<p><strong>Evidence that fits, for example:</strong></p>
<ul>${c.evidenceIdeas.map((/** @type {string} */ idea) => html`<li>${idea}</li>`)}</ul>
<p><strong>And a short note (${range(c.noteWords)}):</strong> ${c.notePrompt}</p>
</div>\n`)}
<h3>Part 3: ${mc.part3.title}</h3>
<p>${mc.part3.intro}</p>
${questions(mc.part3)}
</section>`;

const rubric = (/** @type {any} */ mc) => html`<section aria-labelledby="rubric">
<h2 id="rubric">The rubric</h2>
<p>This is exactly what the scorer uses. For each criterion, aim for ${mc.level}.</p>
<table class="stacked rubric">
<caption>${`Part 2, criteria and levels (version ${mc.version})`}</caption>
<thead><tr><th scope="col">Criterion</th>${mc.levels.map((/** @type {any} */ level) => html`<th scope="col">${level.name}${level.key === mc.passing.criteriaAtLeast ? ' – passes' : ''}</th>`)}</tr></thead>
<tbody>${mc.part2.criteria.map((/** @type {any} */ c) => html`<tr><th scope="row">${c.title}</th>${mc.levels.map(
  (/** @type {any} */ level) => html`<td class="${level.key === mc.passing.criteriaAtLeast ? 'passes' : ''}" data-label="${level.name}${level.key === mc.passing.criteriaAtLeast ? ' – passes' : ''}">${c.descriptors[level.key]}</td>`,
)}</tr>\n`)}</tbody>
</table>
<dl class="facts">
<dt>Part 1 passes when</dt><dd>${mc.part1.passingLooksLike}</dd>
<dt>Part 3 passes when</dt><dd>${mc.part3.passingLooksLike}</dd>
</dl>
</section>`;

const examples = (/** @type {any} */ mc) => html`<section aria-labelledby="examples">
<h2 id="examples">What it can look like in your job</h2>
<p>Open your career family. These are ideas, not rules.</p>
<div class="examples">${mc.examples.map((/** @type {any} */ e) => html`<details><summary>${e.family}</summary><p>${e.example}</p></details>\n`)}</div>
</section>`;

const scoring = (/** @type {any} */ mc) => html`<section aria-labelledby="scoring">
<h2 id="scoring">How it is scored</h2>
<p>One trained scorer reads all of it with the rubric above. The scorer does not see your name, your employer or your school, and you do not see theirs. Nobody from your own employer scores your work.</p>
<p><strong>You earn it when</strong>${mc.passing.part1MustPass ? ' Part 1 passes,' : ''} every criterion reaches ${mc.level}${mc.passing.part3MustPass ? ', and Part 3 passes' : ''}.</p>
<p><strong>Not there yet?</strong> You get a comment for each part that needs more. What already passed stays passed. You change the rest and send it in again.</p>
<p><a class="lone" href="/help/#scoring">More about scoring</a></p>
</section>`;

const honesty = (/** @type {any} */ policies) => html`<section aria-labelledby="honesty">
<h2 id="honesty">Privacy and honesty</h2>
<p>When you send your work in, you say that both of these are true. Read them first: they decide what evidence you collect.</p>
<div class="two">
<div><h3>${policies.privacy.title}</h3><ul>${policies.privacy.statements.map((/** @type {string} */ s) => html`<li>${s}</li>`)}</ul></div>
<div><h3>${policies.integrity.title}</h3><ul>${policies.integrity.statements.map((/** @type {string} */ s) => html`<li>${s}</li>`)}</ul></div>
</div>
</section>`;
