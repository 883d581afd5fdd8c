/**
 * What is embedded in the page: base64 of gzip in data blocks, each under a name.
 *
 * @module
 */

/** What Python needs; the worker unpacks them itself. */
const OF_THE_WORKER = [
  'pyodide.mjs',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
  'site-packages.zip',
];

/** @param {string} name */
function packed(name) {
  const block = document.querySelector(`script[data-part="${name}"]`);
  if (!block) throw new Error(`the page lacks the part ${name}`);
  return block.textContent ?? '';
}

/** @returns {Record<string, string>} */
export function partsOfWorker() {
  return Object.fromEntries(OF_THE_WORKER.map((name) => [name, packed(name)]));
}

/**
 * @param {string} name
 * @param {string} type
 */
export async function unpack(name, type) {
  const bytes = Uint8Array.from(atob(packed(name)), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Blob([await new Response(stream).arrayBuffer()], { type });
}
