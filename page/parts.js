/**
 * What is embedded in the page: data blocks, each under a name.
 *
 * @module
 */
import { unpack } from './unpacking.js';

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
export async function unpackPart(name, type) {
  return new Blob([await unpack(packed(name))], { type });
}
