/**
 * One task after another, from the files to the result.
 *
 * @module
 */
import { compare, isRead } from './changes.js';
import { choose } from './dropping.js';
import { find } from './elements.js';
import { Failure } from './failure.js';
import { FollowLine } from './follow-line.js';
import { Following } from './following.js';
import { clearMessage, focusMessage, showFailure } from './message.js';
import { remember } from './place.js';
import { Result } from './result.js';
import { Runner } from './runner.js';
import { enter, say, showProgress, state } from './state.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./answer.js').GivenFile} GivenFile */
/** @typedef {import('./answer.js').Task} Task */
/** @typedef {import('./runner.js').Answered} Answered */
/** @typedef {import('./source.js').Source} Source */

/**
 * What is to be done with which files.
 *
 * @typedef {object} Job
 * @property {Task} task
 * @property {Source[]} sources
 * @property {string} expected
 * @property {boolean} newest
 * @property {Job | null} back the job that this one was opened from
 */

const place = find('result', HTMLElement);
const older = find('older', HTMLElement);

export class Session {
  #runner;
  #number = 0;
  /** @type {Following | null} */
  #following = null;
  /** @type {FollowLine | null} */
  #followLine = null;
  /** @type {{ job: Job, answer: Answer, result: Result } | null} */
  #shown = null;
  /** @type {{ job: Job, answer: Answer } | null} the last answer that says what is in its file */
  #read = null;

  constructor() {
    say(WORDS.starting);
    showProgress(0);
    this.#runner = new Runner({
      onProgress: (share) => showProgress(share),
      onReady: () => this.#becomeReady(),
      onStartFailed: (failure) => {
        if (state() !== 'working') this.#fail(failure);
      },
    });
  }

  #becomeReady() {
    showProgress(state() === 'working' ? null : undefined);
    if (state() === 'loading') enter('ready', WORDS.ready);
    else if (state() === 'failed') say(WORDS.readyAgain);
  }

  /** @param {Source[]} sources */
  take(sources) {
    return this.#run({ task: 'auto', sources, expected: '', newest: false, back: null });
  }

  cancel() {
    this.#number += 1;
    this.#stopFollowing();
    this.#runner.cancel();
    this.#fail(new Failure('cancelled'));
    say(WORDS.restarting);
  }

  /**
   * @param {Job} job
   * @param {boolean} isQuiet whether she saved the file, and is to be left where she is
   */
  async #run(job, isQuiet = false) {
    this.#number += 1;
    const number = this.#number;
    if (!isQuiet) this.#stopFollowing();
    clearMessage();
    this.#announce(job, isQuiet);
    try {
      /** @type {GivenFile[]} */
      let files = [];
      const answered = await this.#runner.ask(async (limits) => {
        // Another task has begun while this one waited.
        if (number !== this.#number) throw new Failure('cancelled');
        files = await Promise.all(job.sources.map((source) => source.read(limits.bytes)));
        return { task: job.task, files, expected: job.expected, newest: job.newest };
      });
      if (number === this.#number) await this.#show(job, files, answered, isQuiet);
    } catch (thrown) {
      if (number === this.#number) this.#giveUp(Failure.of(thrown), isQuiet);
    }
  }

  /**
   * @param {Job} job
   * @param {boolean} isQuiet
   */
  #announce(job, isQuiet) {
    const names = job.sources.map((source) => source.name);
    const isReady = this.#runner.isReady;
    const words = isReady ? WORDS.working(names) : WORDS.waiting(names);
    enter('working', isQuiet ? WORDS.reading(this.#following?.handle.name ?? '') : words);
    if (isReady) showProgress(null);
    older.hidden = !this.#shown || isQuiet;
  }

  /**
   * @param {Failure} failure
   * @param {boolean} isQuiet
   */
  #giveUp(failure, isQuiet) {
    if (isQuiet && failure.kind === 'unreadable' && this.#following) {
      this.#following.lookAgain();
      showProgress();
      enter('done', WORDS.held(this.#following.handle.name));
    } else {
      this.#fail(failure);
    }
  }

  /** @param {Failure} failure */
  #fail(failure) {
    this.#stopFollowing();
    const title = showFailure(failure);
    showProgress(this.#runner.isStarting ? 0 : undefined);
    enter('failed', title);
    focusMessage();
  }

  /**
   * @param {Job} job
   * @param {GivenFile[]} files
   * @param {Answered} answered
   * @param {boolean} isQuiet
   */
  async #show(job, files, answered, isQuiet) {
    const isExample = job.sources.some(({ isHers }) => !isHers);
    const lead = isExample ? [WORDS.example, ...answered.answer.lead] : answered.answer.lead;
    const answer = { ...answered.answer, lead };
    const before = this.#shown;
    const changes = this.#changes(job, answer);
    const follow = this.#follow(job, files, answer, changes);
    const result = new Result(answer, {
      files: answered.files,
      rest: answered.rest,
      changes,
      follow: follow?.element ?? null,
      list: job,
      ...this.#whatToDoNext(job),
    });
    this.#shown = { job, answer, result };
    const putBack = remember(place);
    place.replaceChildren(...result.parts);
    before?.result.forget();
    const drawn = result.draw();
    this.#reveal();
    if (isQuiet) putBack(result.heading);
    else result.focus();
    enter('done', [WORDS.finished(answer.title), follow?.spoken ?? ''].join(' ').trim());
    await drawn;
    if (isQuiet && this.#shown.result === result) putBack(result.heading);
  }

  /**
   * What has changed since the file was last read, if this is the same one.
   *
   * @param {Job} job
   * @param {Answer} answer
   */
  #changes(job, answer) {
    if (!isRead(answer)) return null;
    const last = this.#read;
    this.#read = { job, answer };
    return last && isSameFile(last, job, answer) ? compare(last.answer, answer) : null;
  }

  #reveal() {
    place.hidden = false;
    older.hidden = true;
    document.documentElement.toggleAttribute('data-has-result', true);
    showProgress();
  }

  /**
   * @param {Job} job
   * @returns {Pick<import('./result.js').Context, 'onChoice' | 'onOpen' | 'onBack'>}
   */
  #whatToDoNext(job) {
    const { back } = job;
    return {
      onChoice: ({ task, order }, expected, newest) => {
        const sources = order ? order.flatMap((at) => job.sources[at] ?? []) : job.sources;
        this.#run({ task, sources, expected, newest, back: null });
      },
      onOpen: (row) => this.#open(job, row),
      onBack: back && (() => this.#run(back)),
    };
  }

  /**
   * The rows stand in the order of the files.
   *
   * @param {Job} job
   * @param {number} row
   */
  #open(job, row) {
    const source = job.sources[row];
    if (source) this.#run({ task: 'auto', sources: [source], expected: '', newest: false, back: job });
  }

  /**
   * @param {Job} job
   * @param {GivenFile[]} files
   * @param {Answer} answer
   * @param {import('./changes.js').Changes | null} changes
   */
  #follow(job, files, answer, changes) {
    this.#stopFollowing();
    const source = answer.follows === null ? null : job.sources[answer.follows];
    const file = answer.follows === null ? null : files[answer.follows];
    if (!source?.isHers || !file) return null;
    const line = new FollowLine(source, changes, () => choose((sources) => this.take(sources)));
    this.#followLine = line;
    if (source.handle) {
      this.#following = new Following(source.handle, file.saved, {
        onSave: () => this.#run(job, true),
        onGone: () => say(line.lose()),
      });
    }
    return line;
  }

  #stopFollowing() {
    this.#following?.stop();
    this.#following = null;
    // Where the result stays, it says so.
    this.#followLine?.stop();
    this.#followLine = null;
  }
}

/**
 * Whether it is the file that was shown, read once more.
 *
 * @param {{ job: Job, answer: Answer }} before
 * @param {Job} job
 * @param {Answer} answer
 */
function isSameFile(before, job, answer) {
  const names = (/** @type {Job} */ { sources }) => sources.map(({ name }) => name).join('/');
  const isFollowed = before.answer.follows !== null && answer.follows !== null;
  return isFollowed && before.job.task === job.task && names(before.job) === names(job);
}
