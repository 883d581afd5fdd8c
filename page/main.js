/**
 * Starts the page.
 *
 * @module
 */
import { acceptFiles } from './dropping.js';
import { find, make } from './elements.js';
import { Failure } from './failure.js';
import { focusMessage, showFailure } from './message.js';
import { missing } from './needs.js';
import { unpackPart } from './parts.js';
import { Session } from './session.js';
import { Source } from './source.js';
import { enter, say, showProgress } from './state.js';
import { WORDS } from './words.js';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const EXAMPLE = 'spekter-2017.xlsx';

/** The data blocks stand after this script, so that the page is seen before they are read. */
const isParsed = new Promise((resolve) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', resolve);
  else resolve(null);
});

/**
 * Make a link of words that stand in the page, to a part.
 *
 * @param {string} id
 * @param {string} name
 * @param {Promise<Blob>} part
 */
async function offer(id, name, part) {
  const words = find(id, HTMLElement);
  const href = URL.createObjectURL(await part);
  const link = make('a', { href, download: name }, ...words.childNodes);
  words.replaceChildren(link);
  return link;
}

/** @param {(sources: Source[]) => void} take */
function offerExample(take) {
  find('example', HTMLButtonElement).addEventListener('click', async () => {
    await isParsed;
    const example = new Source(
      new File([await unpackPart('example.xlsx', WORKBOOK)], EXAMPLE, { type: WORKBOOK }),
    );
    example.isHers = false;
    take([example]);
  });
}

/** @returns what folds the help together */
function offerHelp() {
  const help = find('help', HTMLElement);
  const opener = find('open-help', HTMLButtonElement);
  opener.addEventListener('click', () => show(Boolean(help.hidden)));
  return () => show(false);

  /** @param {boolean} isShown */
  function show(isShown) {
    help.hidden = !isShown;
    opener.ariaExpanded = String(isShown);
  }
}

/** @param {string[]} names */
function refuse(names) {
  const title = showFailure(new Failure('lacking', names.join(', ')));
  showProgress();
  enter('failed', title);
  acceptFiles(focusMessage);
  find('example', HTMLButtonElement).addEventListener('click', focusMessage);
}

async function start() {
  const foldHelp = offerHelp();
  const lacking = missing();
  if (lacking.length) {
    refuse(lacking);
    return;
  }
  const session = isParsed.then(() => new Session());
  /** @param {Source[]} sources */
  const take = (sources) => {
    enter('working');
    // So that the answer stands where she looks.
    foldHelp();
    session.then((started) => started.take(sources));
  };
  acceptFiles(take);
  offerExample(take);
  find('cancel', HTMLButtonElement).addEventListener('click', () =>
    session.then((started) => started.cancel()),
  );
  await session;
  await Promise.all([
    offer('template', 'template.xlsx', unpackPart('template.xlsx', WORKBOOK)).then((link) =>
      link.addEventListener('click', () => say(WORDS.saved)),
    ),
    offer('licences', 'lisenser.txt', unpackPart('licences.txt', 'text/plain;charset=utf-8')),
  ]);
}

start();
