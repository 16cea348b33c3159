import { html } from '../../../static-site/js/html.js';
import { mail, operator } from './operator.mjs';

export default () => ({
  path: '/privacy/',
  title: 'Privacy',
  description: 'What we keep about you, why, who sees it, and how to get it or have it removed.',
  main: html`<div class="narrow"><h1>Privacy</h1>
<p class="lead">We keep what is needed to score your work and to issue your credential. We do not sell it, we show no ads, and we do not follow you around the web.</p>

<h2>What we keep, and why</h2>
<table class="stacked">
<caption>Data by kind</caption>
<thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">Who can see it</th></tr></thead>
<tbody>
<tr><th scope="row">Your sign-in (an account number and your e-mail address)</th><td data-label="Why">To keep your work yours</td><td data-label="Who can see it">You, and the people who run this service</td></tr>
<tr><th scope="row">Your profile: name, e-mail, career family, employer, state, local association</th><td data-label="Why">For the credential, for news on your work, and so that nobody who knows you scores it</td><td data-label="Who can see it">You, and the people who run this service. Never a scorer</td></tr>
<tr><th scope="row">Your answers, notes and evidence</th><td data-label="Why">To be scored</td><td data-label="Who can see it">You, your scorer while it is being scored, and the people who run this service when something has to be solved</td></tr>
<tr><th scope="row">Levels and comments of the scorer</th><td data-label="Why">To tell you the result and to keep scoring fair</td><td data-label="Who can see it">You, and the people who run this service</td></tr>
<tr><th scope="row">Your credential</th><td data-label="Why">So that others can check it</td><td data-label="Who can see it">Anyone who has its link. Your name is on it only if you chose that</td></tr>
<tr><th scope="row">When you sent, withdrew or changed something</th><td data-label="Why">So that what happened can be shown later</td><td data-label="Who can see it">You, and the people who run this service</td></tr>
</tbody></table>

<h2>Students</h2>
<p>Evidence must not name, show or let anyone recognize a student. You confirm this each time you send work in. If a file still does, tell us: we take it out of sight first and sort out the rest after. <a href="/help/#students">How to protect students</a></p>

<h2>Scorers</h2>
<p>Of scorers we keep the name, e-mail address, employer, state and local association, the micro-credentials they score, and what they decided. We use it to give them work and to keep them away from people they may know. You do not learn who scored your work, and they do not learn who you are.</p>

<h2>On your phone or computer</h2>
<p>We set one cookie: it keeps you signed in and goes away when you sign out. Text that could not be sent yet is kept in your browser, on your device, until it is saved. We use no cookies for ads or statistics, and load nothing from other companies’ sites.</p>
<p>On a shared computer, wait for “Saved” and then sign out at the bottom of any page.</p>

<h2>E-mail</h2>
<p>We write when something happens with your work: sent in, scored, earned, or a date comes near. There is no newsletter. Our e-mails hold no pictures that report back to us. Links for scorers are personal and are not kept in readable form.</p>

<h2>How it is protected</h2>
<p>Data travels encrypted. Each person’s work is stored apart from that of others. Files are checked for viruses, and links to open one last only a short time. The links of scorers open one piece of work only, and stop when it is decided.</p>

<h2 id="how-long">How long we keep it</h2>
<ul>
<li><strong>Your answers, notes and evidence:</strong> until 180 days after your work was earned, was withdrawn, or ran out of time. The page of your work names the day. Then we remove the files and the texts. We keep how many there were, and a code that shows that they were not changed.</li>
<li><strong>Your profile, your results with the comments, your credentials and the record of what happened:</strong> until you ask us to remove them.</li>
<li><strong>Backups:</strong> a removed file can be brought back for up to 28 more days, in case it was a mistake. After that it is gone.</li>
</ul>
<p>If the law makes us keep something longer, we do, and no longer than that.</p>

<h2 id="rights">Your data is yours</h2>
<p><strong>A copy:</strong> <a href="/api/portfolio/export" download>download everything we keep about you</a> (sign in first). You get one ZIP file with your texts, your files, your results and your credentials.</p>
<p><strong>A correction:</strong> change your profile yourself, or write to ${mail}.</p>
<p><strong>Removal:</strong> write to ${mail} from the address in your profile. We end work that is still open and remove everything about you within two hours after we start. It cannot be undone. We cannot call back a credential that you gave to others: their copy can still be checked. What we show about it shrinks to what that check needs. If your name is on it, our page for it then only says that you asked us to remove it.</p>
<p class="muted">Last reviewed: ${operator.reviewed}</p>
</div>`,
});
