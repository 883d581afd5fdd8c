/**
 * Looks after a file on disk, and tells when it has been saved.
 *
 * @module
 */

/** @typedef {{ observe: (handle: FileSystemHandle) => Promise<void>, disconnect: () => void }} Observer */
/** @typedef {{ FileSystemObserver?: new (tell: () => void) => Observer }} Observing */

const EACH = 1000;
/** A file is gone for a moment while Excel puts the new one in its place. */
const LOOKS_UNTIL_GONE = 4;

export class Following {
  #misses = 0;
  #isOver = false;
  #isLooking = false;
  #timer = setInterval(() => this.#look(), EACH);
  /** Timers of a page that is out of sight are slow; look as soon as she is back from Excel. */
  #onSight = () => this.#look();
  /** @type {Observer | null} */
  #observer = null;

  /**
   * @param {FileSystemFileHandle} handle
   * @param {number} saved when the file that was read had been saved
   * @param {{ onSave: () => void, onGone: () => void }} listeners
   */
  constructor(handle, saved, listeners) {
    this.handle = handle;
    this.saved = saved;
    this.listeners = listeners;
    this.#observe();
    document.addEventListener('visibilitychange', this.#onSight);
  }

  /** An observer tells sooner; the look each second finds also what it loses when a file is replaced. */
  async #observe() {
    const { FileSystemObserver } = /** @type {Observing} */ (window);
    if (!FileSystemObserver) return;
    try {
      this.#observer = new FileSystemObserver(() => this.#look());
      await this.#observer.observe(this.handle);
    } catch {
      this.#observer = null;
    }
  }

  async #look() {
    if (this.#isLooking || this.#isOver) return;
    this.#isLooking = true;
    try {
      const file = await this.handle.getFile();
      // Back again: read it, although it may not have been saved since.
      if (this.#misses >= LOOKS_UNTIL_GONE) this.saved = 0;
      this.#misses = 0;
      if (!this.#isOver && file.lastModified !== this.saved && file.size > 0) {
        this.saved = file.lastModified;
        this.listeners.onSave();
      }
    } catch {
      this.#misses += 1;
      if (!this.#isOver && this.#misses === LOOKS_UNTIL_GONE) this.listeners.onGone();
    } finally {
      this.#isLooking = false;
    }
  }

  /** What was saved could not be read; take it as not seen. */
  lookAgain() {
    this.saved = 0;
  }

  stop() {
    this.#isOver = true;
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#onSight);
    this.#observer?.disconnect();
  }
}
