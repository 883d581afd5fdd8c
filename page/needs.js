/**
 * What the page cannot do without in a browser.
 *
 * @module
 */

/** The shortest module there is. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function runsWebAssembly() {
  try {
    return Boolean(new WebAssembly.Module(EMPTY_MODULE));
  } catch {
    return false;
  }
}

/** The names of what is missing. */
export function missing() {
  /** @type {[string, boolean][]} */
  const needs = [
    ['WebAssembly', runsWebAssembly()],
    ['DecompressionStream', 'DecompressionStream' in window],
    ['Web Worker', 'Worker' in window],
  ];
  return needs.filter(([, isThere]) => !isThere).map(([name]) => name);
}
