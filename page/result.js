/**
 * An answer, as she sees it.
 *
 * @module
 */
import { showChecked } from './checked.js';
import { button, make } from './elements.js';
import { showFiles } from './files.js';
import { showPreview } from './preview.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./answer.js').Choice} Choice */
/** @typedef {import('./answer.js').Download} Download */
/** @typedef {import('./changes.js').Changes} Changes */

/**
 * @typedef {object} Context
 * @property {Uint8Array[]} files
 * @property {Promise<import('./runner.js').RestMessage>} rest
 * @property {Changes | null} changes
 * @property {Node | null} follow the line about the file that is followed
 * @property {{ expected: string, newest: boolean }} list what she wrote the last time
 * @property {(choice: Choice, expected: string, newest: boolean) => void} onChoice
 * @property {(row: number) => void} onOpen
 * @property {(() => void) | null} onBack
 */

/** An answer as elements, with the addresses to give back when it is replaced. */
export class Result {
  /** @type {string[]} */
  #addresses = [];
  /** @type {(() => Promise<void>)[]} */
  #drawings = [];

  /**
   * @param {Answer} answer
   * @param {Context} context
   */
  constructor(answer, context) {
    this.answer = answer;
    this.context = context;
    this.heading = make('h2', { tabindex: '-1', id: 'result-title', 'data-key': 'title' }, answer.title);
    this.parts = [
      make('div', { class: `summary ${answer.isMade ? 'is-made' : 'is-not-made'}` }, ...this.#summary()),
      ...(answer.files.length ? [showFiles(answer.files, context.onOpen)] : []),
      ...answer.checked.map((file) => showChecked(file, context.changes?.fresh ?? new Set())),
      ...answer.previews.map((preview) => this.#preview(preview)),
    ];
  }

  #summary() {
    const { isMade, lead, facts, downloads, subject, choices, notes } = this.answer;
    /** @type {Node[]} */
    const parts = [this.heading, ...lead.map((text) => make('p', { class: 'lead' }, text))];
    // What she came for stands first: the report, or else how to mend what stops it.
    const follow = this.context.follow ? [this.context.follow] : [];
    if (!isMade) parts.push(...follow);
    if (facts.length) parts.push(showFacts(facts));
    if (downloads.length) parts.push(this.#downloads());
    if (subject) parts.push(showEmail(subject, downloads));
    if (isMade) parts.push(...follow);
    if (choices.length || this.context.onBack) parts.push(this.#choices());
    if (notes.length) parts.push(showNotes(notes));
    return parts;
  }

  #downloads() {
    const sorted = [...this.answer.downloads].sort((a, b) => Number(b.isMain) - Number(a.isMain));
    return make('div', { class: 'row' }, ...sorted.map((download) => this.#download(download)));
  }

  /** @param {Download} download */
  #download({ name, label, isMain, type, file }) {
    const content = file === null ? null : this.context.files[file];
    const href = content ? this.#addressOf(content, type) : '#';
    const kind = isMain ? 'button main' : 'button';
    const shown = make('span', { class: 'file' }, name);
    const link = make(
      'a',
      { href, download: name, class: kind, 'data-key': `download ${name}` },
      label,
      ' ',
      shown,
    );
    if (!content) this.#complete(link, type);
    return link;
  }

  /**
   * Give a link its file when that is made; whoever follows it before then waits.
   *
   * @param {HTMLAnchorElement} link
   * @param {string} type
   */
  async #complete(link, type) {
    let isAsked = false;
    const wait = (/** @type {Event} */ event) => {
      event.preventDefault();
      isAsked = true;
    };
    link.addEventListener('click', wait);
    const { rest, files } = await this.context.rest.catch(() => ({ rest: { problems: [] }, files: [] }));
    link.removeEventListener('click', wait);
    const [content] = files;
    if (content) {
      link.href = this.#addressOf(content, type);
      if (isAsked && link.isConnected) link.click();
    } else {
      const said = rest.problems.map(({ message }) => message);
      link.replaceWith(make('p', { role: 'status' }, [WORDS.notMade(link.download), ...said].join(' ')));
    }
  }

  /**
   * @param {Uint8Array} content
   * @param {string} type
   */
  #addressOf(content, type) {
    const address = URL.createObjectURL(new Blob([new Uint8Array(content)], { type }));
    this.#addresses.push(address);
    return address;
  }

  #choices() {
    const group = make(
      'div',
      { class: 'choices' },
      make('h3', {}, this.answer.isMade ? WORDS.choices : WORDS.choose),
    );
    for (const choice of this.answer.choices) group.append(this.#choice(choice));
    const { onBack } = this.context;
    if (onBack)
      group.append(make('p', {}, button(WORDS.back, onBack, { class: 'button', 'data-key': 'back' })));
    return group;
  }

  /** @param {Choice} choice */
  #choice(choice) {
    const attributes = { class: 'button', 'data-key': `choice ${choice.label}` };
    const { onChoice, list } = this.context;
    if (!choice.takesList) {
      return make(
        'p',
        {},
        button(choice.label, () => onChoice(choice, '', false), attributes),
      );
    }
    const names = make('textarea', { rows: 5, 'data-key': 'expected', spellcheck: 'false' });
    names.value = list.expected;
    const newest = make('input', { type: 'checkbox', 'data-key': 'newest' });
    newest.checked = list.newest;
    const act = () => onChoice(choice, names.value, newest.checked);
    const fields = make(
      'div',
      { class: 'list' },
      make('label', {}, make('span', {}, WORDS.expected), names),
      make('label', { class: 'check' }, newest, make('span', {}, WORDS.newest)),
      make('p', {}, button(choice.label, act, attributes)),
    );
    // What she asked for something else for stands back.
    const isAside = this.answer.choices.length > 1;
    return isAside ? make('details', {}, make('summary', {}, choice.label), fields) : fields;
  }

  /** @param {import('./answer.js').Preview} preview */
  #preview(preview) {
    const { element, draw } = showPreview(preview, this.context.files[preview.file] ?? new Uint8Array());
    this.#drawings.push(draw);
    return element;
  }

  /** Lead her to it. */
  focus() {
    this.heading.focus({ preventScroll: true });
    this.heading.scrollIntoView({ block: 'start' });
  }

  /** Draw what takes time; the rest of the result stands already. */
  async draw() {
    await Promise.all(this.#drawings.map((draw) => draw()));
  }

  forget() {
    for (const address of this.#addresses) URL.revokeObjectURL(address);
  }
}

/** @param {Answer['facts']} facts */
function showFacts(facts) {
  const pairs = facts.map(({ label, value }) =>
    make('div', {}, make('dt', {}, label), make('dd', {}, value)),
  );
  return make('dl', { class: 'facts', 'aria-label': WORDS.facts }, ...pairs);
}

/**
 * @param {string} subject
 * @param {Download[]} downloads
 */
function showEmail(subject, downloads) {
  const main = downloads.find((download) => download.isMain)?.name ?? null;
  const href = `mailto:?subject=${encodeURIComponent(subject)}`;
  return make(
    'div',
    { class: 'email' },
    make('a', { href, class: 'button', 'data-key': 'email' }, WORDS.email),
    make('p', { class: 'quiet' }, make('strong', {}, WORDS.subject), ` ${subject}`),
    make('p', { class: 'quiet' }, WORDS.attach(main)),
  );
}

/** @param {string[]} notes */
function showNotes(notes) {
  const list = make('ul', {}, ...notes.map((note) => make('li', {}, note)));
  return make('div', { class: 'notes' }, make('h3', {}, WORDS.notes), list);
}
