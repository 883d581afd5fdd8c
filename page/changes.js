/**
 * What is mended, what is left and what is new since the file was last read.
 *
 * @module
 */
import { keyOf } from './problems.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./answer.js').Problem} Problem */

/**
 * @typedef {object} Changes
 * @property {Problem[]} mended
 * @property {number} left
 * @property {Set<string>} fresh the keys of the new ones
 */

/** @param {Answer} answer */
const problemsOf = (answer) => answer.checked.flatMap((file) => file.problems);

/**
 * Where a problem is. Another fault in the same cell is no mended one.
 *
 * @param {Problem} problem
 */
function placeOf({ severity, code, sheet, cell, message }) {
  return JSON.stringify(cell ? [severity, sheet, cell] : [code, sheet, message]);
}

/**
 * @param {Problem[]} problems
 * @param {Problem[]} others
 */
function without(problems, others) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const place of others.map(placeOf)) left.set(place, (left.get(place) ?? 0) + 1);
  return problems.filter((problem) => {
    const count = left.get(placeOf(problem)) ?? 0;
    left.set(placeOf(problem), count - 1);
    return count <= 0;
  });
}

/**
 * @param {Answer} before
 * @param {Answer} after
 * @returns {Changes}
 */
export function compare(before, after) {
  const [old, now] = [problemsOf(before), problemsOf(after)];
  const fresh = without(now, old);
  return { mended: without(old, now), left: now.length - fresh.length, fresh: new Set(fresh.map(keyOf)) };
}

/**
 * Whether an answer says what is in a file; while it is saved, or damaged, nothing can be told from it.
 *
 * @param {Answer} answer
 */
export function isRead(answer) {
  return answer.isMade || answer.checked.some((file) => file.sheets.length > 0);
}
