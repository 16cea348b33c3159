import { html } from '../../../static-site/js/html.js';
import { mail } from './operator.mjs';

export default () => ({
  path: '/help/',
  title: 'Help',
  description: 'How it works, evidence on a phone, protecting students, what scorers see, sending in again, what to do with a credential, how to check one, and how to reach us.',
  main: html`<div class="narrow"><h1>Help</h1>
<nav class="contents no-print" aria-label="On this page"><ul>
<li><a href="#how">How it works</a></li><li><a href="#saving">Saving, and weak signal</a></li><li><a href="#evidence">Evidence with a phone</a></li><li><a href="#files">Files and links</a></li>
<li><a href="#students">Protecting students and others</a></li><li><a href="#scoring">Scoring, and what scorers see</a></li><li><a href="#again">Not yet: sending in again</a></li>
<li><a href="#credential">Your credential</a></li><li><a href="#credential-check">Checking a credential</a></li><li><a href="#scorers">For scorers</a></li><li><a href="#contact">How to reach us</a></li></ul></nav>

<h2 id="how">How it works</h2>
<p>A micro-credential says: this person does this part of the job well, and showed it. There are eight, one for each ESP Universal Standard. You can do one, some or all, in any order.</p>
<p>Each has three parts:</p>
<ul><li><strong>Part 1</strong>: questions about you and your work.</li><li><strong>Part 2</strong>: evidence. For each criterion you add one or more files or links and write a short note.</li><li><strong>Part 3</strong>: questions that look back at what changed.</li></ul>
<p>The word counts beside the questions are a guide. A clear short answer is better than a long one. Spelling does not count.</p>
<p>When all tasks are done, you check your answers on one page and send them in. Until then nobody else reads them.</p>

<h2 id="saving">Saving, and weak signal</h2>
<p>All you type is saved a moment after you stop. Look at the line below the text: “Saved 10:42 AM” means that it is safe with us.</p>
<p>If you lose the connection, go on typing. The page keeps your text on your phone or computer and sends it when you are back online. Leave the page open until it says “Saved”.</p>
<p>You can start on a phone and go on at a computer. If both are open, the page tells you when the other one saved something newer. It never overwrites it silently.</p>

<h2 id="evidence">Evidence with a phone</h2>
<ol>
<li>Open the criterion on your phone and choose “Add a file”. Your phone lets you take a photo or a video, or pick one that you have.</li>
<li>Photograph paper flat, in daylight, from straight above. Most phones can also scan paper: in Notes or Files on an iPhone, in Drive on Android.</li>
<li>Cover names before you take the picture: sticky notes are enough. Or use the marker of your photo app and check that nothing shines through.</li>
<li>For talk, the voice recorder of your phone is fine. Two or three minutes are enough. Ask first, and say at the start that the other person agreed.</li>
</ol>
<p>A large video takes time to send. You can pause it, close the page, and go on later with the same file. On Wi-Fi it costs no data.</p>

<h2 id="files">Files and links</h2>
<p>You can add documents (PDF is best), photos, sound and video. The page where you add a file lists the types and the size that it takes, and says so at once when a file does not fit. Each file is checked for viruses before anyone else can open it.</p>
<p>You can also add a link, for example to a video or a shared document. Set it so that anyone with the link can view it, without signing in. A link that the scorer cannot open does not count as evidence.</p>
<p>Scorers see “Evidence 1”, “Evidence 2”, not your file names. Do not put names in them anyway.</p>

<h2 id="students">Protecting students and others</h2>
<ul>
<li>No student can be seen, heard or recognized. Not in the background, not in a reflection, not by a uniform with a name.</li>
<li>No names: not of students, families, co-workers, your school, or yourself. Say “a student”, “a third-grade teacher”, “my supervisor”.</li>
<li>Do not use real records about health, discipline, accidents or the safety of a child. Use the blank form, or make up a case and say that it is made up.</li>
<li>Adults whom you record, quote or interview must know what it is for and say yes. Ask before you record.</li>
<li>Cover addresses, phone numbers, license plates, door codes and passwords.</li>
</ul>
<p>Found a name after you sent your work in? Write to us at once. We take the file out of the scorer’s sight and you can replace it. Honest mistakes have no bad consequences.</p>

<h2 id="scoring">Scoring, and what scorers see</h2>
<p>Scorers are trained people who know the work in schools. A scorer reads all of your work with the rubric that you can read too. Each criterion gets a level: Developing, Basic or Proficient. You earn the micro-credential when Part 1 and Part 3 pass and every criterion reaches Proficient.</p>
<p><strong>A scorer sees</strong> your answers, your notes, your evidence, and whether it is your first attempt.</p>
<p><strong>A scorer does not see</strong> your name, your e-mail address, your employer, your state, your profile, or your file names. People from your own employer or local association do not get your work.</p>
<p>“My work” always says who has your work and by when you will hear. If a scorer cannot finish in time, we pass your work to another one. You do not need to do anything.</p>

<h2 id="again">Not yet: sending in again</h2>
<p>“Not yet” is common, and it is not a failure. You get a comment for every part that needs more.</p>
<ol><li>What passed stays passed. You cannot lose it.</li><li>Open the parts marked “not yet”, read the comment, change what it names. Replace evidence that did not fit.</li><li>Send it in again. It is scored with the same version of the rubric.</li></ol>
<p>You can withdraw work at any time. It is then closed and no longer goes to scorers. You can start the same micro-credential again later.</p>

<h2 id="credential">Your credential</h2>
<p>A few minutes after you earn it, it stands under <a href="/credentials/">My credentials</a>. It says what you showed, at what level, and when. It never holds your evidence or the scorer’s comments.</p>
<h3 id="credential-use">What can I do with my credential?</h3>
<ul>
<li><strong>Show it.</strong> Send the link of its page. Anyone can open it and sees at once that it is real. No account is needed.</li>
<li><strong>Add it to LinkedIn.</strong> The link opens LinkedIn’s form, filled in. You decide there what to save.</li>
<li><strong>Print it.</strong> Download the certificate (PDF). The square code on it leads to the page where it is checked.</li>
<li><strong>Take it to another badge site or a wallet app.</strong> Download the badge picture (PNG or SVG; the credential is inside) or the credential file (JSON; JWT for systems that ask for a “VC-JWT”).</li>
<li><strong>Keep a copy.</strong> The downloaded file is signed. It can be checked by others even without us.</li>
<li><strong>Show all at once.</strong> <a href="/credentials/transcript/">Your transcript</a> lists all that you earned on one page.</li>
<li><strong>Hide it.</strong> Then nobody can open its page or check its number. You can show it again at any time. A file that you gave away before still shows as real.</li>
</ul>
<p>In rare cases a credential must be taken back, for example when it was issued by mistake. You get an e-mail that says why. From then on everyone who checks it sees that it was taken back.</p>
<h3 id="credential-check">How do I check one?</h3>
<p>Open <a href="/verify/">Check a credential</a> and give its number, its file or its text. You see four answers, each with its reason: is it unchanged since it was signed, does it still stand, is today within its dates, and is the issuer who they say they are.</p>
<p>Our server checks the signature, and your own browser checks it once more, so you need not take our word for it. If the two do not agree, the page says so and does not call it valid. “Could not check” is not the same as “not valid”: something did not answer, or it is a kind of credential that we do not know.</p>

<h2 id="scorers">For scorers</h2>
<p>You need no account. The link in your e-mail opens one piece of work and stays good until it is scored or passed on. Open it as often as you like; what you enter is saved as you go. If you know the person or lack the time, decline, and we pass it on. If the link no longer works, its page offers to send a new one to your address.</p>

<h2 id="contact">How to reach us</h2>
<p>Write to ${mail}. Say which micro-credential it is about and what you see on the page. Please do not send evidence or names of students by e-mail.</p>
<p>Do you need something in another form, or more time because of a disability? Tell us what would help. See also <a href="/accessibility/">Accessibility</a>.</p>
</div>`,
});
