/**
 * The profile form. Saved by its button; until then what is typed is kept in this tab, so that neither a lost connection nor
 * a sign-in that ended costs a word.
 */
import { api } from '../api.js';
import { clearErrors, showErrors, showProblem } from '../errors.js';
import { checkbox, selectField, textField } from '../forms.js';
import { time } from '../format.js';
import { html, render } from '../html.js';
import { announce, place, showFailure, signedIn } from '../page.js';
import { ownPath, signInLink } from '../session.js';

/** @typedef {{name: string, email: string, careerFamily: string, employer: string, state: string, affiliate: string, nameOnCredential: boolean, version: string}} Profile */

const content = place();
const names = /** @type {const} */ (['name', 'email', 'careerFamily', 'employer', 'state', 'affiliate']);
const kept = 'profile-typed';
/** Where the person came from, for example the hub of a submission: `/profile/?back=/submit/?id=…`. */
const back = ownPath(new URLSearchParams(location.search).get('back'));
const backText = back.startsWith('/submit/') ? 'Back to my submission' : 'Go to my work';
let version = '';

async function load() {
  const who = await signedIn(content);
  if (!who) return;
  const [profile, choices] = await Promise.all([api.get('/api/profile'), api.get('/api/profile/choices')]);
  if (!profile.ok) return showFailure(content, profile.problem, load);
  if (!choices.ok) return showFailure(content, choices.problem, load);
  version = profile.data.version;
  const typed = typedBefore(who.id);
  render(content, form({ ...profile.data, ...typed }, choices.data, typed !== null, profile.data.complete));
  listen(who.id);
}

/** @param {Profile} p @param {any} choices @param {boolean} fromBefore @param {boolean} complete */
const form = (p, choices, fromBefore, complete) => html`<form id="profile" novalidate>
  <div data-errors></div>
  ${fromBefore ? html`<div class="notice"><p>You typed this earlier and it was <strong>not saved yet</strong>. Look it over, then save.</p></div>` : null}
  ${textField({ name: 'name', label: 'Your full name', hint: 'So that your credential can carry your name, spelled your way.', value: p.name, autocomplete: 'name', maxlength: 200 })}
  ${textField({ name: 'email', label: 'E-mail address', hint: 'So that we can tell you when your work is scored. We send nothing else.', value: p.email, type: 'email', autocomplete: 'email', inputmode: 'email', maxlength: 200 })}
  ${selectField({ name: 'careerFamily', label: 'Career family', hint: 'So that we can see which jobs these micro-credentials reach. Take the one nearest to your work.', value: p.careerFamily, autocomplete: 'off', choices: choices.careerFamilies.map((/** @type {string} */ f) => ({ value: f, text: f })) })}
  ${textField({ name: 'employer', label: 'School district or employer', hint: 'So that nobody from your own workplace scores your work.', value: p.employer, autocomplete: 'organization', maxlength: 200 })}
  ${selectField({ name: 'state', label: 'State', hint: 'So that we can tell apart employers with the same name.', value: p.state, autocomplete: 'address-level1', choices: choices.states.map((/** @type {{code: string, name: string}} */ s) => ({ value: s.code, text: s.name })) })}
  ${textField({ name: 'affiliate', label: 'Local association or union', optional: true, hint: 'So that nobody from your own local scores your work.', value: p.affiliate, autocomplete: 'off', maxlength: 200 })}
  ${checkbox({ name: 'nameOnCredential', label: 'Show my name on my credentials', hint: 'With your name, an employer sees at once whose credential it is. Without it, people see that the credential is real, but not whose it is.', checked: p.nameOnCredential })}
  <p class="row"><button type="submit" class="button button-large">Save my profile</button> <span class="save-state" id="save-state"></span></p>
  <p id="after">${complete ? html`<a class="lone" href="${back}">${backText}</a>` : null}</p>
</form>
<section aria-labelledby="your-data"><h2 id="your-data">Your data</h2>
  <p>You get one ZIP file with your profile, your texts, your files, your results and your credentials.</p>
  <p><a class="lone" href="/api/portfolio/export" download>Download everything we keep about you</a></p></section>`;

/** @returns {Profile} */
function read() {
  const data = new FormData(formElement());
  const texts = Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? '').trim()]));
  return /** @type {Profile} */ ({ ...texts, nameOnCredential: data.has('nameOnCredential'), version });
}

const formElement = () => /** @type {HTMLFormElement} */ (document.getElementById('profile'));

/** @param {string} person */
function listen(person) {
  const element = formElement();
  element.addEventListener('input', () => {
    sessionStorage.setItem(kept, JSON.stringify({ person, typed: { ...read(), version: undefined } }));
    say('', 'Not saved yet');
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    save();
  });
}

/**
 * Only what the same person typed: a shared computer must not show it to the next one.
 * @param {string} person
 * @returns {Partial<Profile> | null}
 */
function typedBefore(person) {
  try {
    const found = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
    if (found?.person === person) return found.typed;
  } catch {
    // Not ours: forget it.
  }
  sessionStorage.removeItem(kept);
  return null;
}

/** @param {string} state @param {string} sentence */
function say(state, sentence) {
  const line = place('save-state');
  line.dataset.state = state;
  line.textContent = sentence;
}

async function save() {
  const element = formElement();
  const sent = read();
  clearErrors(element);
  if (showErrors(element, missing(sent))) return say('failed', 'Not saved');
  say('saving', 'Saving …');
  const answer = await api.put('/api/profile', sent);
  if (answer.ok) return saved(answer.data);
  say('failed', 'Not saved');
  if (answer.problem.errors) showErrors(element, answer.problem.errors);
  else if (answer.problem.code === 'profile.changed-meanwhile') await offerBoth(element);
  else if (answer.status === 401) showProblem(element, 'Your sign-in has ended. What you typed is kept in this tab.', html`<p><a class="button" href="${signInLink()}">Sign in and come back</a></p>`);
  else showProblem(element, answer.problem.detail);
}

/** The same sentences as the API's, without a round trip. */
const missing = (/** @type {Profile} */ p) => ({
  ...(p.name ? {} : { name: 'Enter your name as it should stand on your credential.' }),
  ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$|@localhost$/.test(p.email) ? {} : { email: 'Enter an e-mail address like name@example.org.' }),
  ...(p.careerFamily ? {} : { careerFamily: 'Choose the career family that is nearest to your work.' }),
  ...(p.employer ? {} : { employer: 'Enter your school district or employer.' }),
  ...(p.state ? {} : { state: 'Choose your state.' }),
});

/** @param {Profile} profile */
function saved(profile) {
  version = profile.version;
  sessionStorage.removeItem(kept);
  for (const name of names) /** @type {HTMLInputElement} */ (place(name)).value = profile[name];
  const sentence = `Saved ${time(new Date())}`;
  say('saved', sentence);
  announce(sentence);
  render(place('after'), html`<a class="lone" href="${back}">${backText}</a>`);
}

/** Someone, mostly the same person on another device, saved in between: nothing is overwritten unasked. */
async function offerBoth(/** @type {HTMLElement} */ element) {
  const answer = await api.get('/api/profile');
  if (!answer.ok) return showProblem(element, answer.problem.detail);
  const labels = { name: 'name', email: 'e-mail address', careerFamily: 'career family', employer: 'employer', state: 'state', affiliate: 'local association' };
  const mine = read();
  const different = names.filter((name) => mine[name] !== answer.data[name]);
  showProblem(element, 'Your profile was changed on another page or device since you opened this one.', html`
    ${different.length > 0 ? html`<p>Saved there:</p><ul>${different.map((name) => html`<li>${labels[name]}: ${answer.data[name] || '(empty)'}</li>`)}</ul>` : null}
    <p class="row"><button type="button" class="button" id="keep-mine">Save what I see here</button> <button type="button" class="button button-quiet" id="take-theirs">Use what was saved there</button></p>`);
  element.querySelector('#keep-mine')?.addEventListener('click', () => {
    version = answer.data.version;
    save();
  });
  element.querySelector('#take-theirs')?.addEventListener('click', () => {
    sessionStorage.removeItem(kept);
    load();
  });
}

await load();
