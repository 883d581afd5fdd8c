/**
 * A file that was checked: its problems beside its sheets, each leading to the other.
 *
 * @module
 */
import { make } from './elements.js';
import { ProblemList } from './problems.js';
import { Sheets } from './sheets.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').CheckedFile} CheckedFile */

/**
 * @param {CheckedFile} file
 * @param {Set<string>} fresh
 */
export function showChecked(file, fresh) {
  const heading = make('h3', {}, WORDS.problemsIn(file.name));
  const section = make('section', { class: 'checked' }, heading);
  section.append(make('p', { class: 'counted' }, file.problems.length ? file.counted : WORDS.noProblems));
  const sheets = new Sheets(file, (problems) => list.show(problems));
  const list = new ProblemList(
    file.problems,
    {
      hasCell: (problem) => sheets.hasCell(problem),
      show: (problem) => {
        list.choose([problem]);
        sheets.show(problem);
      },
    },
    fresh,
  );
  if (!file.sheets.length) section.append(list.element);
  else if (!file.problems.length) section.append(folded(sheets));
  else section.append(make('div', { class: 'beside' }, list.element, sheets.element));
  return section;
}

/** @param {Sheets} sheets */
function folded(sheets) {
  return make('details', {}, make('summary', {}, WORDS.showSheets), sheets.element);
}
