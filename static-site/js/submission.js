/**
 * Reading a submission's view: what its pages show, from the view and the rubric alone. No rules of the lifecycle live
 * here: the server says what is allowed, who has the ball and which tasks are done.
 *
 * @typedef {{id: string, kind: string, title: string, done: boolean, locked: boolean, missing: string[]}} Task
 * @typedef {{outcome: string, met: boolean, comment: string}} Result
 * @typedef {{number: number, submittedAt: string, decidedAt?: string, outcome?: string, results?: Record<string, Result>, generalComment?: string}} Attempt
 * @typedef {{id: string, criterion: string, kind: 'file'|'link', name: string, title: string, url?: string, bytes?: number, type?: string,
 *   state: 'uploading'|'checking'|'ready'|'refused'|'retired', refusal?: string, uploadedBlocks?: number[], blockBytes?: number, addedAt: string}} Evidence
 */

/** Statuses in which a scorer has it; the person need not know which of them. */
const WITH_SCORER = ['submitted', 'offered', 'inReview'];

/** @param {{status: string}} view */
export const isWithScorer = view => WITH_SCORER.includes(view.status);

/** The last attempt that was decided. @param {{attempts: Attempt[]}} view @returns {Attempt|undefined} */
export const lastDecided = view => view.attempts.filter(a => a.outcome).at(-1);

/** The page a row of the task list leads to. @param {string} id @param {string} task */
export const taskHref = (id, task) => task === 'profile' ? `/profile/?back=${encodeURIComponent(`/submit/?id=${id}`)}`
  : task ? `/submit/?id=${encodeURIComponent(id)}&task=${encodeURIComponent(task)}` : `/submit/?id=${encodeURIComponent(id)}`;

/** The state of a task in words, with the tone of its mark.
 * @param {Task} task @param {boolean} unsent  this device holds text that the server lacks @param {boolean} started @param {boolean} revise */
export function taskState(task, unsent, started, revise) {
  if (unsent) return { tone: 'warn', text: 'Not sent yet, kept on this device' };
  if (task.locked) return { tone: 'good', text: 'Passed, nothing to do' };
  if (revise) return { tone: 'next', text: 'To revise' };
  if (task.done) return { tone: 'good', text: 'Done' };
  return started ? { tone: 'busy', text: 'Started' } : { tone: 'quiet', text: 'Not started' };
}

/** Whether anything was put into a task. @param {{answers: Record<string, {text: string}>, evidence: Evidence[]}} view @param {any} rubric @param {string} task */
export const isStarted = (view, rubric, task) =>
  answersOf(rubric, task).some(id => view.answers[id]?.text.trim()) || view.evidence.some(e => e.criterion === task);

/** The answer fields of a task page. @param {any} rubric @param {string} task @returns {string[]} */
export const answersOf = (rubric, task) => task === 'part1' || task === 'part3' ? rubric[task].questions.map((/** @type {{id: string}} */ q) => q.id)
  : rubric.part2.criteria.some((/** @type {{id: string}} */ c) => c.id === task) ? [task] : [];

/** Not met in the last decided attempt, so worth opening first. @param {{attempts: Attempt[], status: string}} view @returns {string[]} */
export const toRevise = view => view.status === 'returned'
  ? Object.entries(lastDecided(view)?.results ?? {}).filter(([, r]) => !r.met).map(([id]) => id) : [];

/**
 * The one thing that is next: a part to revise, else the first open task, else the check page.
 * @param {{tasks: Task[], attempts: Attempt[], status: string, editable: boolean, id: string}} view
 * @param {string[]} changed  tasks changed since the work came back
 * @returns {{task: string, words: string} | null}
 */
export function nextStep(view, changed = []) {
  if (!view.editable) return null;
  const revise = toRevise(view).find(id => !changed.includes(id) && view.tasks.some(t => t.id === id && !t.locked));
  const task = view.tasks.find(t => t.id === revise) ?? view.tasks.find(t => !t.done && !t.locked);
  if (!task) return { task: 'check', words: view.status === 'returned' ? 'Check your answers and send again' : 'Check your answers and send' };
  return { task: task.id, words: task.id === revise ? `Revise “${task.title}”` : task.title };
}

/** Tasks changed since the last decision: text saved or evidence added after it. @param {any} view @param {any} rubric @returns {string[]} */
export function changedSince(view, rubric) {
  const at = lastDecided(view)?.decidedAt ?? '';
  if (!at) return [];
  return view.tasks.map((/** @type {Task} */ t) => t.id).filter((/** @type {string} */ id) =>
    answersOf(rubric, id).some(a => (view.answers[a]?.savedAt ?? '') > at)
    || view.evidence.some((/** @type {Evidence} */ e) => e.criterion === id && e.addedAt > at));
}

/** Titles of what is scored. @param {any} rubric @param {string} id @returns {string} */
export const scoredTitle = (rubric, id) => id === 'part1' || id === 'part3' ? rubric[id].title
  : rubric.part2.criteria.find((/** @type {{id: string}} */ c) => c.id === id)?.title ?? id;

/** An outcome in words. @param {any} rubric @param {Result} result @returns {string} */
export const outcomeWords = (rubric, result) => ({ pass: 'Pass', notYet: 'Not yet' })[result.outcome]
  ?? rubric.levels.find((/** @type {{key: string}} */ l) => l.key === result.outcome)?.name ?? result.outcome;

/** Everything scored, in reading order, with what is known of it. @param {any} rubric @param {Attempt} attempt */
export const reportRows = (rubric, attempt) => ['part1', ...rubric.part2.criteria.map((/** @type {{id: string}} */ c) => c.id), 'part3']
  .map(id => ({ id, title: scoredTitle(rubric, id), result: attempt.results?.[id] }));

/** Uploads that have not come to an end: sending must wait for them. @param {{evidence: Evidence[]}} view */
export const pendingEvidence = view => view.evidence.filter(e => e.state === 'uploading' || e.state === 'checking');
