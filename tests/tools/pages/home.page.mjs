import { html } from '../../../static-site/js/html.js';

/** @param {{microCredentials: any[]}} sources */
export default ({ microCredentials }) => ({
  path: '/',
  title: 'Micro-credentials for Education Support Professionals',
  description: 'Show what you do well in your school job. Trained scorers read your evidence, and you earn a digital credential that anyone can check.',
  wide: true,
  script: '/js/pages/home.js',
  styles: ['/css/home.css'],
  main: html`<div class="wrap">
<div class="hero">
<h1>Your work keeps school running. Get credit for it.</h1>
<p class="lead">These micro-credentials are for Education Support Professionals: the people who drive, cook, clean, fix, guard, file, and help students learn.
You show evidence from your own job, and a trained scorer reads it against a rubric that you can see from the start.
When you pass, you earn a digital credential that any employer can check in seconds.</p>
<div id="start"><p class="row"><a class="button button-large" href="#micro-credentials">Choose a micro-credential</a> <a class="lone" href="/my-work/">I have started: go to my work</a></p></div>
</div>
<section aria-labelledby="micro-credentials">
<h2 id="micro-credentials">Eight micro-credentials, one for each ESP Universal Standard</h2>
<p>Start with any one. Each takes about ${String(Math.min(...microCredentials.map((mc) => mc.hours)))} hours, spread over your work days.</p>
<ul class="cards">${microCredentials.map((mc) => html`
<li><article class="card">
<img class="emblem" src="/images/emblems/${mc.slug}.svg" alt="" width="64" height="64">
<h3><span class="kicker">${mc.standard}</span> <a class="card-link" href="/micro-credentials/${mc.slug}/">${mc.title}</a></h3>
<p>${mc.summary}</p>
<p class="foot">About ${mc.hours} hours</p>
</article></li>`)}
</ul>
</section>
</div>
<section class="band" aria-labelledby="how"><div class="wrap">
<h2 id="how">How it works</h2>
<ol class="steps">
<li><h3>Choose and read the rubric</h3><p>Every question and every level is there before you start. Nothing is hidden.</p></li>
<li><h3>Collect evidence at work</h3><p>Photos without people, notes, forms, recordings, links. Ten minutes at a time is fine, and a phone is enough.</p></li>
<li><h3>Send it in</h3><p>A trained scorer reads it. The scorer does not see your name or where you work.</p></li>
<li><h3>Earn it, or improve it</h3><p>If a part is not there yet, you get a comment that says what to change. You only redo that part.</p></li>
</ol>
</div></section>
<div class="wrap">
<h2>Good to know</h2>
<dl class="facts">
<dt>Your own pace</dt><dd>All you type is saved as you go. Come back on any phone or computer.</dd>
<dt>Students come first</dt><dd>Evidence never names or shows a student. We explain how to cover names and faces. <a href="/privacy/">How we handle data</a></dd>
<dt>Real people score it</dt><dd>Trained scorers, not a computer, decide. <a href="/help/#scoring">How scoring works</a></dd>
<dt>Yours to keep</dt><dd>Share your credential with an employer, or print it. <a href="/verify/">Check a credential</a></dd>
</dl>
</div>`,
});
