/**
 * What the page is doing, for her eyes, for a screen reader, and for whatever drives the page.
 *
 * @module
 */
import { find } from './elements.js';

/** @typedef {'loading' | 'ready' | 'working' | 'done' | 'failed'} State */

const status = find('status', HTMLElement);
const progress = find('progress', HTMLProgressElement);
const share = find('share', HTMLElement);
const cancel = find('cancel', HTMLButtonElement);

/** @returns {State} */
export function state() {
  return /** @type {State} */ (document.documentElement.dataset.state);
}

/**
 * @param {State} next
 * @param {string} words spoken and shown; the old ones stay where it is empty
 */
export function enter(next, words = '') {
  cancel.hidden = next !== 'working';
  if (words) say(words);
  document.documentElement.dataset.state = next;
}

/** @param {string} words */
export function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

/**
 * How far it has come: a share of 1, `null` where nobody knows, `undefined` where nothing goes on.
 *
 * @param {number | null} [done]
 */
export function showProgress(done) {
  progress.toggleAttribute('data-idle', done === undefined);
  progress.ariaHidden = done === undefined ? 'true' : null;
  if (typeof done === 'number') progress.value = done;
  else progress.removeAttribute('value');
  share.textContent = typeof done === 'number' ? `${Math.round(done * 100)} %` : '';
}
