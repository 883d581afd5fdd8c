/**
 * Says when a file was read, and what has changed in it since the last time.
 *
 * @module
 */
import { button, make } from './elements.js';
import { WORDS } from './words.js';

/** @typedef {import('./changes.js').Changes} Changes */
/** @typedef {import('./source.js').Source} Source */

export class FollowLine {
  /**
   * @param {Source} source
   * @param {Changes | null} changes
   * @param {() => void} onReread
   */
  constructor(source, changes, onReread) {
    this.source = source;
    this.onReread = onReread;
    this.spoken = changes ? WORDS.changes(changes.mended.length, changes.left, changes.fresh.size) : '';
    const isFollowed = source.handle !== null;
    this.moment = new Date();
    const when = (isFollowed ? WORDS.follows : WORDS.read)(source.name, this.moment);
    this.when = make('p', { class: 'when' }, when);
    this.how = make('p', { class: 'quiet' }, isFollowed ? WORDS.followsHow(source.name) : WORDS.rereadHow);
    this.element = make('div', { class: 'follow' }, this.when);
    if (changes) this.element.append(make('p', { class: 'changes' }, this.spoken), ...mendedOf(changes));
    this.element.append(this.how);
    if (!isFollowed) this.#offerReread();
  }

  #offerReread() {
    this.element.append(button(WORDS.reread, this.onReread, { class: 'button', 'data-key': 'reread' }));
  }

  /** The file is not looked after any more. */
  stop() {
    if (!this.source.handle || !this.how.isConnected) return;
    this.when.textContent = WORDS.read(this.source.name, this.moment);
    this.how.textContent = WORDS.rereadHow;
    this.#offerReread();
  }

  /** The file is no longer there. */
  lose() {
    this.when.textContent = WORDS.gone(this.source.name);
    this.how.remove();
    this.#offerReread();
    return WORDS.gone(this.source.name);
  }
}

/** @param {Changes} changes */
function mendedOf({ mended }) {
  if (!mended.length) return [];
  const items = mended.map(({ sheet, place, message }) => {
    const where = [sheet, place].filter(Boolean).join(', ');
    return make('li', {}, where ? `${where}: ${message}` : message);
  });
  const summary = make('summary', { 'data-key': 'mended' }, WORDS.mended(mended.length));
  return [make('details', {}, summary, make('ul', {}, ...items))];
}
