/**
 * Why a task came to no answer.
 *
 * @module
 */

/** @typedef {'cancelled' | 'late' | 'bug' | 'unreadable' | 'lacking'} Kind */

export class Failure extends Error {
  /**
   * @param {Kind} kind
   * @param {string} details
   */
  constructor(kind, details = '') {
    super(`${kind}: ${details}`);
    this.kind = kind;
    this.details = details;
  }

  /**
   * @param {unknown} thrown
   * @returns {Failure}
   */
  static of(thrown) {
    if (thrown instanceof Failure) return thrown;
    return new Failure('bug', thrown instanceof Error ? `${thrown}\n${thrown.stack}` : String(thrown));
  }
}
