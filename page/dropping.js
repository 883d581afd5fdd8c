/**
 * How files come in: dropped anywhere on the page, chosen, or given to the input.
 *
 * @module
 */
import { find } from './elements.js';
import { Source } from './source.js';

/** @typedef {(sources: Source[]) => void} Taker */
/** @typedef {DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }} Item */
/** @typedef {{ showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]> }} Picker */

const input = find('files', HTMLInputElement);

/** @param {Taker} take */
export function acceptFiles(take) {
  input.addEventListener('change', () => {
    const sources = [...(input.files ?? [])].map((file) => new Source(file));
    // So that the same file can be given again.
    input.value = '';
    if (sources.length) take(sources);
  });
  find('choose', HTMLButtonElement).addEventListener('click', () => choose(take));
  acceptDrops(take);
}

/**
 * Let her choose files, with handles where the browser gives them.
 *
 * @param {Taker} take
 */
export async function choose(take) {
  const { showOpenFilePicker } = /** @type {Picker} */ (window);
  if (!showOpenFilePicker) {
    input.click();
    return;
  }
  try {
    const handles = await showOpenFilePicker({ multiple: true });
    take(handles.map((handle) => new Source(null, handle)));
  } catch (thrown) {
    const isChange = thrown instanceof DOMException && thrown.name === 'AbortError';
    if (!isChange) input.click();
  }
}

/** @type {((document: Document) => void) | null} */
let acceptDropsIn = null;

/**
 * A frame takes what is dropped on it; the page is to have it.
 *
 * @param {HTMLIFrameElement} frame
 */
export function acceptDropsOn(frame) {
  if (frame.contentDocument) acceptDropsIn?.(frame.contentDocument);
}

/** @param {Taker} take */
function acceptDrops(take) {
  acceptDropsIn = (target) => listen(target, take);
  acceptDropsIn(document);
}

/**
 * @param {Document} target
 * @param {Taker} take
 */
function listen(target, take) {
  const mark = (/** @type {boolean} */ isOver) =>
    document.documentElement.toggleAttribute('data-dragging', isOver);
  target.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    mark(true);
  });
  target.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) mark(false);
  });
  target.addEventListener('drop', async (event) => {
    mark(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const sources = await dropped(event.dataTransfer);
    if (sources.length) take(sources);
  });
}

/**
 * What was dropped is there only until the event ends, so every item is asked at once.
 *
 * @param {DataTransfer} transfer
 */
async function dropped(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const asked = items.map((item) => sourceOf(item, item.getAsFile()));
  return (await Promise.all(asked)).filter((source) => source !== null);
}

/**
 * @param {Item} item
 * @param {File | null} file
 */
async function sourceOf(item, file) {
  const handle = await item.getAsFileSystemHandle?.().catch(() => null);
  if (handle?.kind === 'file') return new Source(file, /** @type {FileSystemFileHandle} */ (handle));
  return file && new Source(file);
}
