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
 * @param {Answer} before
 * @param {Answer} after
 * @returns {Changes}
 */
export function compare(before, after) {
  const old = new Set(problemsOf(before).map(keyOf));
  const now = new Set(problemsOf(after).map(keyOf));
  return {
    mended: problemsOf(before).filter((problem) => !now.has(keyOf(problem))),
    left: [...now].filter((key) => old.has(key)).length,
    fresh: new Set([...now].filter((key) => !old.has(key))),
  };
}
