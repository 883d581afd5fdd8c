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

/** @type {Map<string, Blob>} */
const taken = new Map();

/**
 * A part as it is packed. The browser keeps it apart from the page, which is lighter by it.
 *
 * @param {string} name
 */
function packed(name) {
  const known = taken.get(name);
  if (known) return known;
  const block = document.querySelector(`script[data-part="${name}"]`);
  if (!block) throw new Error(`the page lacks the part ${name}`);
  const part = new Blob([block.textContent ?? '']);
  taken.set(name, part);
  block.remove();
  return part;
}

/** @returns {Record<string, Blob>} */
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
