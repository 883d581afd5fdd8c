/**
 * Runs Python in a worker, one request at a time, and ends it when it must.
 *
 * @module
 */
import { Failure } from './failure.js';
import { partsOfWorker, unpackPart } from './parts.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./answer.js').Limits} Limits */
/** @typedef {import('./answer.js').Request} Request */
/** @typedef {import('./answer.js').FromWorker} FromWorker */
/** @typedef {Extract<FromWorker, { type: 'rest' }>} RestMessage */
/** @typedef {{ answer: Answer, files: Uint8Array[], rest: Promise<RestMessage> }} Answered */
/**
 * @template Value
 * @typedef {{ promise: Promise<Value>, resolve: (value: Value) => void, reject: (reason: unknown) => void }} Promised
 */

/** How long the start may take; Python has not said its limits by then. */
const START_SECONDS = 300;

/** One worker, from its start to its end. */
class Life {
  /** @type {Worker | null} */
  #worker = null;
  isOver = false;
  wasReady = false;
  /** @type {Promised<Limits>} */
  #ready = promised();
  #number = 0;
  /** @type {Map<number, { asked: Promised<Answered>, rest: Promised<RestMessage> }>} what is waited for */
  #waiting = new Map();

  /** @param {(share: number) => void} onProgress */
  constructor(onProgress) {
    this.onProgress = onProgress;
    // Whoever asks is told; until then nobody listens.
    this.#ready.promise.catch(() => {});
    this.#start().catch((thrown) => this.end(Failure.of(thrown)));
  }

  get ready() {
    const details = `not ready after ${START_SECONDS} s`;
    return inTime(this.#ready.promise, START_SECONDS, () => this.end(new Failure('bug', details)));
  }

  async #start() {
    const code = await unpackPart('worker.js', 'text/javascript');
    if (this.isOver) return;
    const address = URL.createObjectURL(code);
    try {
      this.#worker = new Worker(address);
    } catch (thrown) {
      throw new Failure('lacking', `Web Worker (${thrown})`);
    }
    this.#worker.addEventListener('message', (event) => this.#hear(event.data));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new Failure('bug', `${event.message} (${event.filename}:${event.lineno})`));
    });
    this.#worker.addEventListener('messageerror', () => this.end(new Failure('bug', 'messageerror')));
    this.#worker.postMessage({ type: 'start', parts: partsOfWorker() });
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (message.type === 'progress') this.onProgress(message.share);
    else if (message.type === 'ready') this.#becomeReady(message.limits);
    else if (message.type === 'answer') this.#hearAnswer(message);
    else if (message.type === 'rest') this.#hearRest(message);
    else this.end(new Failure('bug', message.details));
  }

  /** @param {Extract<FromWorker, { type: 'answer' }>} message */
  #hearAnswer(message) {
    const waiting = this.#waiting.get(message.number);
    waiting?.asked.resolve({ ...message, rest: waiting.rest.promise });
    // No rest comes; what was answered is not kept.
    if (message.answer.downloads.every(({ file }) => file !== null)) this.#waiting.delete(message.number);
  }

  /** @param {RestMessage} message */
  #hearRest(message) {
    this.#waiting.get(message.number)?.rest.resolve(message);
    this.#waiting.delete(message.number);
  }

  /** @param {Limits} limits */
  #becomeReady(limits) {
    this.wasReady = true;
    this.#ready.resolve(limits);
  }

  /**
   * @param {Request} request
   * @param {number} seconds
   */
  ask(request, seconds) {
    if (!this.#worker || this.isOver) throw new Failure('cancelled');
    const number = ++this.#number;
    /** @type {{ asked: Promised<Answered>, rest: Promised<RestMessage> }} */
    const waiting = { asked: promised(), rest: promised() };
    // Nobody may ask for it.
    waiting.rest.promise.catch(() => {});
    this.#waiting.set(number, waiting);
    this.#worker.postMessage({ type: 'request', number, request });
    return inTime(waiting.asked.promise, seconds, () => this.end(new Failure('late', String(seconds))));
  }

  /** @param {Failure} failure */
  end(failure) {
    this.isOver = true;
    this.#worker?.terminate();
    this.#ready.reject(failure);
    for (const { asked, rest } of this.#waiting.values()) {
      asked.reject(failure);
      rest.reject(failure);
    }
    this.#waiting.clear();
  }
}

/**
 * A promise that somebody else keeps.
 *
 * @template Value
 * @returns {Promised<Value>}
 */
function promised() {
  /** @type {Pick<Promised<Value>, 'resolve' | 'reject'>} */
  let keep = { resolve() {}, reject() {} };
  const promise = new Promise((resolve, reject) => {
    keep = { resolve, reject };
  });
  return { promise, ...keep };
}

/**
 * @template Value
 * @param {Promise<Value>} promise
 * @param {number} seconds
 * @param {() => void} onLate
 * @returns {Promise<Value>}
 */
function inTime(promise, seconds, onLate) {
  const timer = setTimeout(onLate, seconds * 1000);
  return promise.finally(() => clearTimeout(timer));
}

/**
 * @typedef {object} Listeners
 * @property {(share: number) => void} onProgress
 * @property {() => void} onReady
 * @property {(failure: Failure) => void} onStartFailed
 */

export class Runner {
  /** @type {Life} */
  #life;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #listeners;

  /** @param {Listeners} listeners */
  constructor(listeners) {
    this.#listeners = listeners;
    this.#life = this.#begin();
  }

  get isReady() {
    return this.#life.wasReady;
  }

  get isStarting() {
    return !this.#life.wasReady && !this.#life.isOver;
  }

  #begin() {
    const life = new Life(this.#listeners.onProgress);
    life.ready.then(this.#listeners.onReady, (failure) => {
      if (life === this.#life) this.#listeners.onStartFailed(failure);
    });
    return life;
  }

  /**
   * Ask when it is this request's turn. The request is made then, when the limits are known.
   *
   * @param {(limits: Limits) => Promise<Request>} make
   * @returns {Promise<Answered>}
   */
  ask(make) {
    const answered = this.#turn.then(() => this.#ask(make));
    this.#turn = answered.catch(() => {});
    return answered;
  }

  /** @param {(limits: Limits) => Promise<Request>} make */
  async #ask(make) {
    if (this.#life.isOver) this.#life = this.#begin();
    const life = this.#life;
    try {
      const limits = await life.ready;
      return await life.ask(await make(limits), limits.seconds);
    } finally {
      this.#renew(life);
    }
  }

  /**
   * A fresh worker for the next file, at once; one that never became ready would only fail again.
   *
   * @param {Life} life
   */
  #renew(life) {
    if (life === this.#life && life.isOver && life.wasReady) this.#life = this.#begin();
  }

  /** End what is running, and make ready for the next. */
  cancel() {
    this.#life.end(new Failure('cancelled'));
    this.#turn = Promise.resolve();
    this.#life = this.#begin();
  }
}
