/**
 * What was found in a file, as a list.
 *
 * @module
 */
import { button, make } from './elements.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').Problem} Problem */

/** @param {Problem} problem */
export function keyOf(problem) {
  return JSON.stringify([problem.code, problem.sheet, problem.cell, problem.message]);
}

/**
 * The word that says how bad it is, with a sign for the eye.
 *
 * @param {Problem} problem
 */
export function labelOf(problem) {
  const sign = make(
    'span',
    { 'aria-hidden': 'true', class: 'sign' },
    problem.severity === 'error' ? '✕' : '!',
  );
  return make('span', { class: `label ${problem.severity}` }, sign, problem.label);
}

/**
 * @param {Problem[]} problems
 * @returns {Map<string, Problem[]>}
 */
function grouped(problems) {
  /** @type {Map<string, Problem[]>} */
  const groups = new Map();
  for (const problem of problems) {
    const group = groups.get(problem.group);
    if (group) group.push(problem);
    else groups.set(problem.group, [problem]);
  }
  return groups;
}

export class ProblemList {
  /** @type {Map<Problem, HTMLElement>} */
  #items = new Map();

  /**
   * @param {Problem[]} problems
   * @param {{ hasCell: (problem: Problem) => boolean, show: (problem: Problem) => void }} cells
   * @param {Set<string>} fresh the keys of those that were not there the last time
   */
  constructor(problems, cells, fresh) {
    this.cells = cells;
    this.fresh = fresh;
    this.element = make('div', { class: 'problems' });
    for (const [group, members] of grouped(problems)) this.element.append(this.#group(group, members));
  }

  /**
   * @param {string} name
   * @param {Problem[]} members
   */
  #group(name, members) {
    const list = make('ul', { class: 'plain' }, ...members.map((problem) => this.#item(problem)));
    return make('section', { class: 'group' }, make('h4', {}, name || WORDS.wholeFile), list);
  }

  /** @param {Problem} problem */
  #item(problem) {
    const key = keyOf(problem);
    const item = make(
      'li',
      {
        class: `problem ${problem.severity}`,
        tabindex: '-1',
        'data-code': problem.code,
        'data-severity': problem.severity,
        'data-sheet': problem.sheet,
        'data-cell': problem.cell,
        'data-key': key,
      },
      this.#head(problem, key),
      make('p', { class: 'said' }, problem.message),
    );
    if (problem.fix) item.append(make('p', { class: 'fix said' }, problem.fix));
    this.#items.set(problem, item);
    return item;
  }

  /**
   * @param {Problem} problem
   * @param {string} key
   */
  #head(problem, key) {
    const head = make('p', { class: 'head' }, labelOf(problem));
    if (this.fresh.has(key)) head.append(make('span', { class: 'fresh' }, WORDS.fresh));
    if (problem.place) head.append(make('span', { class: 'place' }, problem.place));
    if (this.cells.hasCell(problem)) {
      const name = `${WORDS.show}: ${problem.place || problem.cell}`;
      const act = () => this.cells.show(problem);
      head.append(button(WORDS.show, act, { class: 'link', 'aria-label': name, 'data-key': `show ${key}` }));
    }
    return head;
  }

  /** @param {Problem[]} problems */
  choose(problems) {
    for (const chosen of this.element.querySelectorAll('.is-chosen')) chosen.classList.remove('is-chosen');
    const items = problems.map((problem) => this.#items.get(problem)).filter((item) => item !== undefined);
    for (const item of items) item.classList.add('is-chosen');
    return items[0];
  }

  /**
   * Lead to the problems of a cell.
   *
   * @param {Problem[]} problems
   */
  show(problems) {
    const first = this.choose(problems);
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  }
}
