/**
 * What a scorer's sheet lacks and how far it is, from the rubric and the sheet alone. The server has the last word.
 *
 * @typedef {{pass: boolean|null, comment: string}} PartScore
 * @typedef {{level: string|null, comment: string}} CriterionScore
 * @typedef {{parts: Record<string, PartScore>, criteria: Record<string, CriterionScore>, general: string}} Sheet
 * @typedef {{part1: {title: string}, part2: {criteria: {id: string, title: string}[]}, part3: {title: string}, levels?: {key: string, name: string}[]}} Rubric
 */

/** What is scored, in reading order: part 1, each criterion, part 3. @param {Rubric} rubric */
export const scoredIds = rubric => ['part1', ...rubric.part2.criteria.map(c => c.id), 'part3'];

/** The level that passes. */
export const PASSING = 'proficient';

/**
 * A sheet that has a place for everything to score, and nothing for carried parts. Fields are in a fixed order, so that
 * two equal sheets are equal texts.
 * @param {Rubric} rubric @param {string[]} carried @param {Partial<Sheet>|null|undefined} sheet @returns {Sheet}
 */
export function wholeSheet(rubric, carried, sheet) {
  const open = scoredIds(rubric).filter(id => !carried.includes(id));
  return {
    parts: Object.fromEntries(open.filter(isPart).map(id => [id, {
      pass: sheet?.parts?.[id]?.pass ?? null, comment: sheet?.parts?.[id]?.comment ?? '',
    }])),
    criteria: Object.fromEntries(open.filter(id => !isPart(id)).map(id => [id, {
      level: sheet?.criteria?.[id]?.level ?? null, comment: sheet?.criteria?.[id]?.comment ?? '',
    }])),
    general: sheet?.general ?? '',
  };
}

/** @param {string} id */
export const isPart = id => id === 'part1' || id === 'part3';

/** True where the person must be told what to change. @param {Sheet} sheet @param {string} id */
export const needsComment = (sheet, id) => isPart(id) ? sheet.parts[id]?.pass === false
  : (sheet.criteria[id]?.level ?? PASSING) !== PASSING;

/** @param {Sheet} sheet @param {string} id */
export const isChosen = (sheet, id) => (isPart(id) ? sheet.parts[id]?.pass : sheet.criteria[id]?.level) != null;

/** @param {Sheet} sheet @param {string} id */
const comment = (sheet, id) => (isPart(id) ? sheet.parts[id] : sheet.criteria[id])?.comment.trim() ?? '';

/**
 * @param {Rubric} rubric @param {string[]} carried @param {Sheet} sheet
 * @returns {{done: number, total: number, missing: Record<string, string>}} sentences by scored id, in reading order
 */
export function progress(rubric, carried, sheet) {
  const open = scoredIds(rubric).filter(id => !carried.includes(id));
  /** @type {Record<string, string>} */
  const missing = {};
  for (const id of open) {
    if (!isChosen(sheet, id)) missing[id] = isPart(id) ? `Choose pass or not yet for “${titleOf(rubric, id)}”.` : `Choose a level for “${titleOf(rubric, id)}”.`;
    else if (needsComment(sheet, id) && !comment(sheet, id)) missing[id] = `Say what to change in “${titleOf(rubric, id)}”.`;
  }
  return { done: open.length - Object.keys(missing).length, total: open.length, missing };
}

/** @param {Rubric} rubric @param {string} id */
export const titleOf = (rubric, id) => id === 'part1' ? rubric.part1.title : id === 'part3' ? rubric.part3.title
  : rubric.part2.criteria.find(c => c.id === id)?.title ?? id;

/** What sending this sheet means for the person: earned only when all that was open passes. @param {Sheet} sheet */
export const outcomeOf = sheet =>
  Object.values(sheet.parts).every(p => p.pass === true) && Object.values(sheet.criteria).every(c => c.level === PASSING) ? 'earned' : 'notYet';

/** 'Pass', 'Not yet' or the level's name; '' when open. @param {Rubric} rubric @param {Sheet} sheet @param {string} id */
export function choiceWords(rubric, sheet, id) {
  if (isPart(id)) return { true: 'Pass', false: 'Not yet' }[String(sheet.parts[id]?.pass)] ?? '';
  return rubric.levels?.find(l => l.key === sheet.criteria[id]?.level)?.name ?? '';
}

/** Why a link does not open any more, and what the person can do. @param {string} why */
export const deadLinkWords = why => ({
  expired: { title: 'This link has run out', text: 'Review links work until the review is due. Ask for a new one below if the review is still open.' },
  replaced: { title: 'There is a newer link', text: 'We sent you a newer mail for this review. Use the link in that mail.' },
  decided: { title: 'This review is done', text: 'The score has been sent. Thank you. There is nothing left to do.' },
  declined: { title: 'You said no to this review', text: 'It went to someone else. Thank you for telling us. There is nothing left to do.' },
  cancelled: { title: 'This review is not needed any more', text: 'The person took the work back, or we closed the review. There is nothing left to do.' },
  reassigned: { title: 'This review went to someone else', text: 'We gave it to another scorer. There is nothing left to do. Thank you.' },
  released: { title: 'This review went to someone else', text: 'The time to answer ran out, so another scorer has it now. There is nothing left to do.' },
}[why] ?? { title: 'This link does not work', text: 'Check that you opened the whole link from the mail. A mail program sometimes cuts a long link in two.' });
