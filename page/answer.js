/**
 * What passes between the page and Python, as types only.
 *
 * The words in an answer are finished Norwegian sentences, made in `nkps_reports/page`; the page shows them as text.
 *
 * @module
 */

/**
 * A file as somebody gave it.
 *
 * @typedef {object} GivenFile
 * @property {string} name
 * @property {Uint8Array | null} content null where the file is larger than `Limits.bytes`
 * @property {number} saved when it was last saved, in milliseconds
 */

/**
 * What is to be made of the files. `auto` decides by what they are: one workbook or Word report by itself, a
 * template with it; two reports are compared, of more an overview is made.
 *
 * @typedef {'auto' | 'compare' | 'overview'} Task
 */

/**
 * @typedef {object} Request
 * @property {Task} task
 * @property {GivenFile[]} files
 * @property {string} expected the names of those who should report, one on each line; only for an overview
 * @property {boolean} newest whether an overview counts the report saved last, where one sender has several
 */

/**
 * @typedef {object} Limits
 * @property {number} seconds how long the work on one request may take
 * @property {number} bytes how large a file may be
 */

/**
 * @typedef {'error' | 'warning'} Severity
 */

/**
 * Something that is wrong.
 *
 * @typedef {object} Problem
 * @property {string} code
 * @property {Severity} severity
 * @property {string} label «Feil» or «Merk»
 * @property {string | null} sheet
 * @property {string | null} cell
 * @property {string} group what problems are grouped by, «Arket Tiltak, rad 5»; empty where it concerns the whole file
 * @property {string} place «celle B5 (Relasjon til NKPS-tiltak nr.)»; may be empty
 * @property {string} message
 * @property {string} fix
 */

/**
 * A cell of a sheet that holds something, or has a problem.
 *
 * @typedef {object} Cell
 * @property {string} column its letter
 * @property {string} text cut if it is very long
 */

/**
 * @typedef {object} Row
 * @property {number} number
 * @property {Cell[]} cells
 */

/**
 * A sheet as a table.
 *
 * @typedef {object} Sheet
 * @property {string} name
 * @property {string[]} columns the letters of the columns that are shown, in order
 * @property {Row[]} rows the rows that are shown, in order
 * @property {string} note what is not shown; may be empty
 */

/**
 * What was found in one file, and the sheets that it holds.
 *
 * @typedef {object} CheckedFile
 * @property {string} name
 * @property {Problem[]} problems errors first, then by sheet, row and column
 * @property {string} counted «2 feil og 1 merknad»
 * @property {Sheet[]} sheets may be empty
 */

/**
 * A finished file to save.
 *
 * @typedef {object} Download
 * @property {string} name
 * @property {string} label the words of the button
 * @property {boolean} isMain whether it is what she came for
 * @property {string} type its media type
 * @property {number | null} file which of the files that came with the answer; null for one that comes after it
 */

/**
 * What is shown of a finished document.
 *
 * @typedef {object} Preview
 * @property {'word' | 'page'} kind a Word file, or a page of HTML to print
 * @property {string} title what it is called, also for a screen reader
 * @property {number} file which of the files that came with the answer
 * @property {string} note may be empty
 */

/**
 * What became of one of several files.
 *
 * @typedef {object} FileRow
 * @property {string} name
 * @property {string} kind «Arbeidsbok», «Word-rapport», «Word-mal», …
 * @property {string} organisation may be empty
 * @property {string} period may be empty
 * @property {string} actions may be empty
 * @property {string} counted how many problems, in words
 * @property {string} outcome what became of it
 * @property {boolean} isReport whether it can be opened by itself
 */

/**
 * Something else that can be done with the same files.
 *
 * @typedef {object} Choice
 * @property {Task} task
 * @property {string} label
 * @property {number[] | null} order which of the given files, in which order; null for all as they are
 * @property {boolean} takesList whether the names of those who should report, and `newest`, may be given
 */

/**
 * The answer to a request.
 *
 * @typedef {object} Answer
 * @property {boolean} isMade whether a document was made
 * @property {string} title «Rapporten er klar», «3 feil må rettes»
 * @property {string[]} lead what it means and what to do next, a sentence or two each
 * @property {{ label: string, value: string }[]} facts figures
 * @property {CheckedFile[]} checked
 * @property {FileRow[]} files empty if there is one
 * @property {Download[]} downloads
 * @property {Preview[]} previews
 * @property {string} subject the subject line of an e-mail; empty if there is nothing to send
 * @property {Choice[]} choices
 * @property {string[]} notes what the page cannot do here
 * @property {number | null} follows which of the given files is worth following while she mends it
 */

/**
 * What comes after an answer with a download that was not there yet: its file, or why there is none.
 *
 * @typedef {object} Rest
 * @property {Problem[]} problems
 */

/**
 * From the page to the worker. `start` comes first, once.
 *
 * @typedef {{ type: 'start', parts: Record<string, Blob> }
 *   | { type: 'request', number: number, request: Request }} ToWorker
 */

/**
 * From the worker to the page, with the number of the request. `failed` is a bug.
 *
 * @typedef {{ type: 'progress', share: number }
 *   | { type: 'ready', limits: Limits }
 *   | { type: 'answer', number: number, answer: Answer, files: Uint8Array[] }
 *   | { type: 'rest', number: number, rest: Rest, files: Uint8Array[] }
 *   | { type: 'failed', details: string }} FromWorker
 */

export {};
