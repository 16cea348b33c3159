/** Made-up answers in the API's shapes, for looking at the pages in each of their states. No rule lives here. */

import { earned } from './fake-credentials.mjs';

const person = { identityProvider: 'local', userId: '1', userDetails: 'rosa.delgado@example.org', userRoles: ['anonymous', 'authenticated'] };
const day = 86_400_000;
const ago = (/** @type {number} */ days) => new Date(Date.now() - days * day).toISOString();

const titles = /** @type {Record<string, string[]>} */ ({
  communication: ['Communication', 'Communicating Well at Work'],
  technology: ['Technology', 'Using Technology Well'],
  ethics: ['Ethics', 'Doing Right by People'],
  organization: ['Organization', 'Keeping Work in Order'],
  reporting: ['Reporting', 'Reporting What Matters'],
});

/** @param {string} id @param {string} slug @param {Record<string, unknown>} more */
const submission = (id, slug, more) => ({
  id, microCredential: { slug, version: '1.0', standard: titles[slug]?.[0] ?? slug, title: titles[slug]?.[1] ?? slug },
  status: 'draft', statusText: 'In progress', ball: 'you', nextText: 'Finish and send it by May 11, 2027.',
  startedAt: ago(12), finishBy: ago(-168), tasksDone: 3, tasksTotal: 8, attempt: 1, updatedAt: ago(0), ...more,
});

const submissions = [
  submission('sub_1', 'communication', {}),
  submission('sub_2', 'technology', { tasksDone: 0, startedAt: ago(2), updatedAt: ago(2) }),
  submission('sub_3', 'ethics', { status: 'returned', statusText: 'Not yet', nextText: 'Read the feedback, change what is missing, and send it again by December 4.', finishBy: ago(-10), decidedAt: ago(1), tasksDone: 7, updatedAt: ago(1) }),
  submission('sub_4', 'organization', { status: 'inReview', statusText: 'Being read', ball: 'scorer', nextText: 'A scorer is reading your work. You will hear by December 5.', submittedAt: ago(4), dueAt: ago(-11), tasksDone: 8, updatedAt: ago(4) }),
  submission('sub_5', 'reporting', { status: 'earned', statusText: 'Earned', ball: 'nobody', nextText: 'You earned this micro-credential.', submittedAt: ago(40), decidedAt: ago(30), tasksDone: 8, updatedAt: ago(30) }),
];
const profile = {
  name: 'Rosa Delgado', email: 'rosa.delgado@example.org', careerFamily: 'Food Services', employer: 'Lakeview School District', state: 'OH', affiliate: '',
  nameOnCredential: true, complete: true, missing: [], version: 'v1',
};
const blank = { ...profile, name: '', careerFamily: '', employer: '', state: '', nameOnCredential: false, complete: false, missing: ['name', 'careerFamily', 'state'], version: '' };
const choices = {
  careerFamilies: ['Clerical Services', 'Custodial and Maintenance Services', 'Food Services', 'Health and Student Services', 'Paraeducators', 'Security Services', 'Skilled Trades', 'Technical Services', 'Transportation Services'],
  states: [{ code: 'CA', name: 'California' }, { code: 'OH', name: 'Ohio' }, { code: 'TX', name: 'Texas' }],
};

/** @param {number} status @param {string} code @param {string} detail @param {object} [more] */
const no = (status, code, detail, more) => ({ status, body: { type: `/problems/${code}`, title: code, status, detail, ...more } });
const yes = (/** @type {unknown} */ body, status = 200) => ({ status, body });

/**
 * @param {string} method
 * @param {string} path
 * @param {string} body
 * @param {string} state
 * @returns {Promise<{status: number, body?: unknown} | null>} null: the connection breaks
 */
export async function answer(method, path, body, state) {
  if (path === '/.auth/me') return yes({ clientPrincipal: state === 'out' ? null : person });
  if (state === 'down') return no(503, 'platform.unavailable', 'Storage does not answer right now. Nothing is lost. Wait a moment, then try again.');
  if (state === 'broken') return null;
  if (state === 'slow') await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (state === 'out') return no(401, 'sign-in.needed', 'Sign in first. What you typed is kept on this device.');
  const fresh = state === 'new' || state === 'empty';
  if (path === '/api/portfolio') return yes(fresh ? { profileComplete: state === 'empty', name: '', submissions: [], credentials: [] } : { profileComplete: true, name: 'Rosa Delgado', submissions, credentials: earned(ago) });
  if (path === '/api/profile/choices') return yes(choices);
  if (path === '/api/profile' && method === 'GET') return yes(fresh ? blank : profile);
  if (path === '/api/profile') return saveProfile(JSON.parse(body), state);
  if (path === '/api/submissions' && method === 'POST') {
    const slug = JSON.parse(body).microCredential;
    const open = fresh ? undefined : submissions.find((s) => s.microCredential.slug === slug && s.status !== 'earned');
    return open ? no(409, 'submission.already-started', 'You have started this one already.', { submission: open.id }) : yes(submission('sub_9', slug, {}), 201);
  }
  return no(404, 'not-found', 'There is nothing here, or it is not yours to see.');
}

/** @param {any} sent @param {string} state */
function saveProfile(sent, state) {
  if (state === 'conflict') return no(409, 'profile.changed-meanwhile', 'Your profile was changed on another page or device. Load it again.');
  const errors = Object.fromEntries(Object.entries({ name: 'Enter your name as it should stand on the credential.', careerFamily: 'Choose your career family.', state: 'Choose your state.' }).filter(([field]) => !sent[field]));
  if (Object.keys(errors).length > 0) return no(400, 'profile.invalid', Object.values(errors)[0], { errors });
  return yes({ ...sent, complete: true, missing: [], version: 'v2' });
}
