/**
 * Says why there is no answer, and what she can do.
 *
 * @module
 */
import { find, make } from './elements.js';
import { WORDS } from './words.js';

/** @typedef {import('./failure.js').Failure} Failure */

const place = find('message', HTMLElement);

/** @param {Failure} failure */
function textOf(failure) {
  if (failure.kind === 'late') return WORDS.late.text(Number(failure.details));
  if (failure.kind === 'lacking') return [...WORDS.lacking.text, WORDS.lacking.missing(failure.details)];
  if (failure.kind === 'unreadable') return WORDS.unreadable.text(failure.details);
  return WORDS[failure.kind].text;
}

/** @param {string} details */
function detailsLink(details) {
  const version = find('version', HTMLElement).textContent?.trim();
  const report = [`nkps_reports ${version}`, navigator.userAgent, '', details, ''].join('\n');
  const href = URL.createObjectURL(new Blob([report], { type: 'text/plain;charset=utf-8' }));
  return make('a', { href, download: WORDS.bugFile, class: 'button' }, WORDS.bugDownload);
}

/**
 * @param {Failure} failure
 * @returns {string} what to say aloud
 */
export function showFailure(failure) {
  const title = WORDS[failure.kind].title;
  const heading = make('h2', { tabindex: '-1' }, title);
  place.replaceChildren(heading, ...textOf(failure).map((text) => make('p', {}, text)));
  if (failure.kind === 'bug') place.append(make('p', {}, detailsLink(failure.details)));
  place.hidden = false;
  return title;
}

export function focusMessage() {
  place.querySelector('h2')?.focus();
}

export function clearMessage() {
  place.hidden = true;
  place.replaceChildren();
}
