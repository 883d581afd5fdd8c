/**
 * Where she is in the result, so that a new one can be put in its place without moving her.
 *
 * @module
 */

/**
 * @param {HTMLElement} root
 * @param {string} key
 */
function byKey(root, key) {
  return [...root.querySelectorAll('[data-key]')].find((element) => element.getAttribute('data-key') === key);
}

/**
 * @param {HTMLElement} root
 * @returns {(fallback: HTMLElement) => void} puts her back; on `fallback` where what she was at is gone
 */
export function remember(root) {
  const scrolls = [...root.querySelectorAll('.scrolls')].map((region) => ({
    key: region.getAttribute('data-key') ?? '',
    left: region.scrollLeft,
    top: region.scrollTop,
  }));
  const tabs = [...root.querySelectorAll('[role=tab][aria-selected=true]')].map((tab) =>
    tab.getAttribute('data-key'),
  );
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.getAttribute('data-key') ?? '';
  const { scrollX, scrollY } = window;
  return (fallback) => {
    for (const tab of tabs) {
      const found = byKey(root, tab ?? '');
      if (found instanceof HTMLElement) found.click();
    }
    for (const { key, left, top } of scrolls) byKey(root, key)?.scrollTo({ left, top, behavior: 'instant' });
    const found = byKey(root, key);
    if (focused) (found instanceof HTMLElement ? found : fallback).focus({ preventScroll: true });
    window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  };
}
