/**
 * A file that somebody gave, and how it is read again.
 *
 * @module
 */
import { Failure } from './failure.js';

/** @typedef {import('./answer.js').GivenFile} GivenFile */

const RETRIES = 10;
const PAUSE = 300;

export class Source {
  /** Whether she has it on disk, and may mend it. */
  isHers = true;
  /** @type {GivenFile | null} */
  #kept = null;

  /**
   * @param {File | null} file
   * @param {FileSystemFileHandle | null} handle where the browser can read the file again by itself
   */
  constructor(file, handle = null) {
    this.file = file;
    this.handle = handle;
    this.name = (handle ?? file)?.name ?? '';
  }

  /**
   * The file as it is now; without a handle, as it was when it was given.
   *
   * @param {number} limit how many bytes are read at most
   * @returns {Promise<GivenFile>}
   */
  async read(limit) {
    if (!this.handle && this.#kept) return this.#kept;
    this.#kept = await this.#tryToRead(limit);
    return this.#kept;
  }

  /** @param {number} limit */
  async #tryToRead(limit) {
    // Excel holds a file for a moment while it saves.
    for (let left = this.handle ? RETRIES : 0; ; left--) {
      try {
        return await this.#read(limit);
      } catch {
        if (left === 0) throw new Failure('unreadable', this.name);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  /** @param {number} limit */
  async #read(limit) {
    const file = this.handle ? await this.handle.getFile() : this.file;
    if (!file) throw new Error('no file');
    const content = file.size > limit ? null : new Uint8Array(await file.arrayBuffer());
    return { name: this.name, content, saved: file.lastModified };
  }
}
