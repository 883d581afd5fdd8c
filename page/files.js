/**
 * What became of each of several files.
 *
 * @module
 */
import { button, make } from './elements.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').FileRow} FileRow */

/**
 * The roles are said aloud, for on a narrow screen the rows no longer look like a table.
 *
 * @param {FileRow[]} rows
 * @param {(row: number) => void} onOpen
 */
export function showFiles(rows, onOpen) {
  const columns = rows.some((row) => row.isReport)
    ? [...WORDS.fileColumns, WORDS.openColumn]
    : WORDS.fileColumns;
  const heads = columns.map((column) => make('th', { scope: 'col', role: 'columnheader' }, column));
  const table = make(
    'table',
    { class: 'files', role: 'table', 'aria-label': WORDS.files },
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...heads)),
    make(
      'tbody',
      { role: 'rowgroup' },
      ...rows.map((row, index) => rowOf(row, columns, () => onOpen(index))),
    ),
  );
  return make('section', { class: 'all-files' }, make('h3', {}, WORDS.files), table);
}

/**
 * @param {FileRow} row
 * @param {string[]} columns
 * @param {() => void} onOpen
 */
function rowOf(row, columns, onOpen) {
  const texts = [row.kind, row.organisation, row.period, row.actions, row.counted, row.outcome];
  const cells = texts.map((text, index) =>
    make(
      'td',
      { role: 'cell', 'data-label': columns[index + 1] ?? null, class: text ? null : 'is-empty' },
      text,
    ),
  );
  const made = make(
    'tr',
    { role: 'row' },
    make('th', { scope: 'row', role: 'rowheader' }, row.name),
    ...cells,
  );
  if (columns.length > texts.length + 1) {
    const name = WORDS.openAlone(row.name);
    const open = row.isReport ? button(WORDS.open, onOpen, { class: 'link', 'aria-label': name }) : '';
    made.append(make('td', { role: 'cell', class: row.isReport ? null : 'is-empty' }, open));
  }
  return made;
}
