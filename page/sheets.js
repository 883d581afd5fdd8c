/**
 * The sheets of a workbook as tables, one at a time, with the cells marked that have problems.
 *
 * @module
 */
import { button, make } from './elements.js';
import { labelOf } from './problems.js';
import { Tabs } from './tabs.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').Cell} Cell */
/** @typedef {import('./answer.js').CheckedFile} CheckedFile */
/** @typedef {import('./answer.js').Problem} Problem */
/** @typedef {import('./answer.js').Row} Row */
/** @typedef {import('./answer.js').Sheet} Sheet */

/** A longer table comes in several steps, so that the page answers meanwhile. */
const ROWS_AT_ONCE = 300;

/**
 * @param {string | null} sheet
 * @param {string | null} cell
 */
const addressOf = (sheet, cell) => `${sheet}!${cell}`;

export class Sheets {
  /** @type {Map<string, Problem[]>} */
  #problems = new Map();
  /** @type {Map<string, HTMLElement>} */
  #cells = new Map();
  /** @type {Set<string>} */
  #shown = new Set();
  /** @type {Map<string, () => void>} what brings the rest of a sheet's rows at once */
  #complete = new Map();

  /**
   * @param {CheckedFile} file
   * @param {(problems: Problem[]) => void} onChoose
   */
  constructor(file, onChoose) {
    this.file = file;
    this.onChoose = onChoose;
    for (const problem of file.problems) this.#note(problem);
    for (const sheet of file.sheets) this.#noteCells(sheet);
    const first = Math.max(
      0,
      file.sheets.findIndex(({ name }) => this.#marksIn(name) > 0),
    );
    this.tabs = new Tabs(
      WORDS.sheetsOf(file.name),
      file.sheets.map((sheet) => this.#tab(sheet)),
      first,
    );
    this.element = this.tabs.element;
  }

  /** @param {Problem} problem */
  #note(problem) {
    if (!problem.sheet || !problem.cell) return;
    const address = addressOf(problem.sheet, problem.cell);
    this.#problems.set(address, [...(this.#problems.get(address) ?? []), problem]);
  }

  /** @param {Sheet} sheet */
  #noteCells(sheet) {
    for (const { number, cells } of sheet.rows) {
      for (const { column } of cells) this.#shown.add(addressOf(sheet.name, `${column}${number}`));
    }
  }

  /** @param {string} sheet */
  #marksIn(sheet) {
    return [...this.#problems.keys()].filter(
      (address) => address.startsWith(`${sheet}!`) && this.#shown.has(address),
    ).length;
  }

  /** @param {Sheet} sheet */
  #tab(sheet) {
    const marks = this.#marksIn(sheet.name);
    return {
      key: `sheet ${this.file.name} ${sheet.name}`,
      label: sheet.name,
      count: marks,
      description: marks ? WORDS.marks(marks) : '',
      build: () => this.#panel(sheet),
    };
  }

  /** @param {Sheet} sheet */
  #panel(sheet) {
    const corner = make('td', {});
    const body = make('tbody');
    this.#fill(body, sheet);
    const columns = sheet.columns.map((column) => make('th', { scope: 'col' }, column));
    const table = make(
      'table',
      { class: 'sheet' },
      make('caption', { class: 'hidden' }, WORDS.sheet(sheet.name)),
      make('thead', {}, make('tr', {}, corner, ...columns)),
      body,
    );
    const region = make(
      'div',
      {
        class: 'scrolls',
        role: 'region',
        tabindex: '0',
        'aria-label': WORDS.sheet(sheet.name),
        'data-key': `region ${this.file.name} ${sheet.name}`,
      },
      table,
    );
    return sheet.note ? [region, make('p', { class: 'quiet' }, sheet.note)] : [region];
  }

  /**
   * @param {HTMLElement} body
   * @param {Sheet} sheet
   */
  #fill(body, sheet) {
    let done = 0;
    const add = (/** @type {number} */ count) => {
      body.append(...sheet.rows.slice(done, done + count).map((row) => this.#row(sheet, row)));
      done += count;
    };
    const addSome = () => {
      add(ROWS_AT_ONCE);
      if (done < sheet.rows.length) setTimeout(addSome);
    };
    addSome();
    this.#complete.set(sheet.name, () => add(sheet.rows.length));
  }

  /**
   * @param {Sheet} sheet
   * @param {Row} row
   */
  #row(sheet, row) {
    const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
    const cells = sheet.columns.map((column) =>
      this.#cell(addressOf(sheet.name, `${column}${row.number}`), byColumn.get(column)),
    );
    return make('tr', {}, make('th', { scope: 'row' }, String(row.number)), ...cells);
  }

  /**
   * @param {string} address
   * @param {Cell | undefined} cell
   */
  #cell(address, cell) {
    const problems = this.#problems.get(address);
    const text = cell?.text ? make('div', { class: 'text' }, cell.text) : '';
    if (!problems?.[0]) return make('td', {}, text);
    const mark = this.#mark(address, problems[0], problems);
    const marked = make('td', { class: `marked ${problems[0].severity}` }, mark, text);
    this.#cells.set(address, mark);
    return marked;
  }

  /**
   * @param {string} address
   * @param {Problem} worst
   * @param {Problem[]} problems
   */
  #mark(address, worst, problems) {
    const name = WORDS.toProblem(worst.label, worst.cell ?? '');
    const mark = button('', () => this.onChoose(problems), {
      'aria-label': name,
      'data-key': `cell ${address}`,
    });
    mark.append(labelOf(worst), problems.length > 1 ? ` ${problems.length}` : '');
    return mark;
  }

  /** @param {Problem} problem */
  hasCell(problem) {
    return this.#shown.has(addressOf(problem.sheet, problem.cell));
  }

  /**
   * Lead to the cell of a problem.
   *
   * @param {Problem} problem
   */
  show(problem) {
    this.tabs.select(this.file.sheets.findIndex(({ name }) => name === problem.sheet));
    for (const chosen of this.element.querySelectorAll('.is-chosen')) chosen.classList.remove('is-chosen');
    const address = addressOf(problem.sheet, problem.cell);
    if (!this.#cells.has(address)) this.#complete.get(problem.sheet ?? '')?.();
    const mark = this.#cells.get(address);
    mark?.closest('td')?.classList.add('is-chosen');
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }
}
