import { html } from '../../../static-site/js/html.js';
import { mail, operator } from './operator.mjs';

export default () => ({
  path: '/accessibility/',
  title: 'Accessibility',
  description: 'What this site does so that everyone can use it, what we know does not work well yet, and how to get help.',
  main: html`<div class="narrow"><h1>Accessibility</h1>
<p class="lead">Everyone who works in a school should be able to use this site: on a small phone, with the keyboard alone, with a screen reader, with large text, in bright sun or in the dark.</p>

<h2>What we aim for</h2>
<p>We build to the Web Content Accessibility Guidelines (WCAG) 2.1, level AA, which United States rules name for public education, and to what version 2.2, level AA, adds to it.</p>

<h2>What you can count on</h2>
<ul>
<li>Everything works with a keyboard. A yellow ring with a dark line shows where you are.</li>
<li>Buttons and links that stand alone are at least 44 pixels high.</li>
<li>Text can be enlarged to 400 percent, or read on a screen 320 pixels wide, without scrolling sideways.</li>
<li>Text has a contrast of at least 4.5 to 1, in light and in dark mode, and mostly over 6 to 1. Nothing is said by color alone.</li>
<li>Errors are listed at the top of a form in words, with a link to each field. What you typed stays.</li>
<li>“Saved”, upload progress and results are announced to screen readers.</li>
<li>Nothing moves or plays by itself. No time limit makes you lose work.</li>
<li>Text is written in plain English.</li>
<li>Rubrics, your work and your credential can be printed.</li>
</ul>

<h2>What we know is not good enough yet</h2>
<ul>
<li>Evidence is made by many people. We cannot promise that a video has captions or that a PDF reads well with a screen reader. Scorers who need another form can ask us for it or decline.</li>
<li>The site is in English only.</li>
<li>Pages with your own work need JavaScript. The pages that explain, with all rubrics, do not.</li>
<li>The sign-in page belongs to the sign-in service and has its own accessibility statement.</li>
<li>Reports for our staff are shown in the Azure portal, whose accessibility we cannot change.</li>
</ul>

<h2>How we check</h2>
<p>Every page is tested by machine with axe at each change, in phone and desktop size, in light and dark. Machines find only some problems. The statement is our own; no outside body has audited the site so far, and tests with people who use assistive technology every day have still to come.</p>

<h2 id="contact">Tell us</h2>
<p>If something stands in your way, write to ${mail}. Tell us the page, what you wanted to do, and what you use (for example “iPhone with VoiceOver”). If you need it, we find another way for you to send your work in, and extend your finish-by date for the time it takes.</p>
<p class="muted">Last reviewed: ${operator.reviewed}</p>
</div>`,
});
