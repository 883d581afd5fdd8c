/**
 * How the parts of the page are packed: gzip, as base64.
 *
 * @module
 */

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function decodeBase64(text) {
  // Many times faster, where the browser has it.
  if ('fromBase64' in Uint8Array) {
    return /** @type {{ fromBase64: (text: string) => Uint8Array<ArrayBuffer> }} */ (Uint8Array).fromBase64(
      text,
    );
  }
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * @param {Blob} packed
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function unpack(packed) {
  const stream = new Blob([decodeBase64(await packed.text())])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
