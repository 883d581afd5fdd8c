/**
 * The worker: starts Python, and answers one request after the other.
 *
 * A classic worker, because a page opened from disk may start no other from a blob.
 *
 * @module
 */

import { unpack } from './unpacking.js';

/** @typedef {import('./answer.js').FromWorker} FromWorker */
/** @typedef {import('./answer.js').ToWorker} ToWorker */

/**
 * What this file uses of Pyodide.
 *
 * @typedef {object} Pyodide
 * @property {(archive: Uint8Array, format: string, options: { extractDir: string }) => void} unpackArchive
 * @property {(module: string) => { Door: () => Door }} pyimport
 * @property {(value: unknown) => { destroy: () => void }} toPy
 */

/**
 * The Python door, `nkps_reports/page/door.py`.
 *
 * @typedef {object} Door
 * @property {() => string} limits
 * @property {() => void} prepare
 * @property {(request: string, contents: unknown) => PyProxy} answer
 * @property {() => PyProxy} make_rest
 */

/**
 * A pair of Python: JSON, and the files that belong to it.
 *
 * @typedef {object} PyProxy
 * @property {() => [string, Uint8Array[]]} toJs
 * @property {() => void} destroy
 */

const SITE_PACKAGES = '/lib/python3.14/site-packages';

// Where Pyodide looks for its files; the address leads nowhere, and nothing is ever asked for there.
const NOWHERE = 'https://pyodide.invalid/';

/** @type {Pyodide} */
let pyodide;

/** @type {Door} */
let door;

/**
 * @param {FromWorker} message
 * @param {Transferable[]} [transfer]
 */
function tell(message, transfer = []) {
  self.postMessage(message, { transfer });
}

/**
 * @param {string} text
 */
async function importText(text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * Has Pyodide find its files among the parts, where it would fetch them.
 *
 * @param {Record<string, Promise<Uint8Array>>} parts
 */
function answerFetches(parts) {
  /** @type {Record<string, string>} */
  const types = { wasm: 'application/wasm' };
  self.fetch = async (asked) => {
    const name = new URL(asked instanceof Request ? asked.url : asked).pathname.slice(1);
    const part = parts[name];
    if (!part) {
      throw new TypeError(`no such part: ${name}`);
    }
    const type = types[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
    return new Response(/** @type {Uint8Array<ArrayBuffer>} */ (await part), {
      headers: { 'Content-Type': type },
    });
  };
}

/**
 * @param {Record<string, Blob>} packed
 * @returns {Promise<Pyodide>}
 */
async function startPyodide(packed) {
  const parts = Object.fromEntries(Object.entries(packed).map(([name, part]) => [name, unpack(part)]));
  /** @param {string} name */
  const read = async (name) => new TextDecoder().decode(await parts[name]);
  answerFetches(parts);
  // Pyodide tries it to see what kind of worker this is; the policy would refuse it and complain.
  Object.assign(self, {
    importScripts() {
      throw new TypeError('nothing is imported here');
    },
  });
  tell({ type: 'progress', share: 0.1 });
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    read('pyodide.mjs').then(importText),
    read('pyodide.asm.mjs').then(importText),
  ]);
  tell({ type: 'progress', share: 0.3 });
  const started = await loadPyodide({
    indexURL: NOWHERE,
    lockFileContents: await read('pyodide-lock.json'),
    createPyodideModule,
  });
  tell({ type: 'progress', share: 0.6 });
  started.unpackArchive(await parts['site-packages.zip'], 'zip', { extractDir: SITE_PACKAGES });
  // Nothing is asked for any more, so what was unpacked can be forgotten.
  answerFetches({});
  return started;
}

/**
 * @param {Record<string, Blob>} packed
 */
async function start(packed) {
  pyodide = await startPyodide(packed);
  tell({ type: 'progress', share: 0.7 });
  door = pyodide.pyimport('nkps_reports.page.door').Door();
  tell({ type: 'ready', limits: JSON.parse(door.limits()) });
  door.prepare();
}

/**
 * @param {number} number
 * @param {import('./answer.js').Request} request
 */
function respond(number, request) {
  const { files, ...asked } = request;
  const named = files.map(({ name, saved }) => ({ name, saved }));
  // Python takes undefined for None, and null for something else.
  const given = pyodide.toPy(files.map((file) => file.content ?? undefined));
  const [answer, made] = take(door.answer(JSON.stringify({ ...asked, files: named }), given));
  given.destroy();
  tellWith({ type: 'answer', number, answer, files: made });
  if (answer.downloads.some((/** @type {{ file: number | null }} */ { file }) => file === null)) {
    const [rest, more] = take(door.make_rest());
    tellWith({ type: 'rest', number, rest, files: more });
  }
}

/**
 * @param {PyProxy} pair
 * @returns {[any, Uint8Array[]]}
 */
function take(pair) {
  const [json, files] = pair.toJs();
  pair.destroy();
  return [JSON.parse(json), files];
}

/** @param {FromWorker & { files: Uint8Array[] }} message */
function tellWith(message) {
  tell(
    message,
    message.files.map((file) => file.buffer),
  );
}

self.addEventListener('message', async (event) => {
  /** @type {ToWorker} */
  const message = event.data;
  try {
    if (message.type === 'start') {
      await start(message.parts);
    } else {
      respond(message.number, message.request);
    }
  } catch (error) {
    tell({
      type: 'failed',
      details: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
    });
  }
});
