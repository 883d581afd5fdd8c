/**
 * What a finished document looks like.
 *
 * @module
 */
import { parseAsync, renderDocument } from 'docx-preview';
import { acceptDropsOn } from './dropping.js';
import { button, make } from './elements.js';
import { WORDS } from './words.js';

/** @typedef {import('./answer.js').Preview} Preview */

/** Smaller than this nobody can read it; then it scrolls instead. */
const SMALLEST = 0.6;

/**
 * Nothing that runs, and nothing with an address of its own, so that nothing is left when it is replaced. No
 * footers: they would all say «Side 1 av 1». What a comparison tracks is shown.
 */
const OPTIONS = {
  renderAltChunks: false,
  renderFooters: false,
  renderChanges: true,
  ignoreFonts: true,
  useBase64URL: true,
};

/** A longer document would hold the page up for seconds: in bytes, and in paragraphs of the text. */
const LARGEST = 1_000_000;
const MOST = 2_500;

/** How the pages stand in the region; what is inside a page comes from the document. */
const STYLE = `
:host { display: block; width: max-content; min-width: 100%; contain: content; color-scheme: light; }
.docx-wrapper { background: none; padding: 1rem; width: max-content; min-width: 100%; box-sizing: border-box; }
.docx-wrapper > section.docx { box-shadow: 0 1px 6px rgb(0 0 0 / 25%); margin-bottom: 1rem; }
p::before { display: inline-block; min-width: var(--hanging); text-indent: 0; }
a[href] { text-decoration: underline; }
ins { color: #1b5e20; text-decoration: underline; }
del { color: #8e1b1b; text-decoration: line-through; }
a[href]:focus-visible, [tabindex]:focus-visible { outline: 3px solid #1d4f91; outline-offset: 2px; }
`;

/**
 * @param {Preview} preview
 * @param {Uint8Array} content
 * @returns {{ element: HTMLElement, draw: () => Promise<void> }} what is drawn once it stands in the page
 */
export function showPreview(preview, content) {
  const section = make('section', { class: `preview of-${preview.kind}` }, make('h3', {}, preview.title));
  if (preview.note) section.append(make('p', { class: 'quiet note' }, preview.note));
  const region = make('div', {
    class: `scrolls ${preview.kind}`,
    role: 'region',
    tabindex: '0',
    'aria-label': WORDS.preview(preview.title),
    'data-key': `preview ${preview.title}`,
  });
  const draw = preview.kind === 'word' ? drawWord : drawPage;
  section.append(region);
  return { element: section, draw: () => draw(region, preview, content) };
}

/**
 * @param {HTMLElement} region
 * @param {Preview} _
 * @param {Uint8Array} content
 */
async function drawWord(region, _, content) {
  const waiting = make('p', { class: 'quiet' }, WORDS.drawing);
  const host = make('div');
  region.append(waiting, host);
  // In a shadow root, so that the document's styles stay in it.
  const root = host.attachShadow({ mode: 'open' });
  const styles = make('div');
  const body = make('div', { lang: 'nb' });
  root.append(styles, make('style', {}, STYLE), body);
  try {
    if (content.length > LARGEST) throw new Error('too large');
    const parsed = await parseAsync(new Blob([new Uint8Array(content)]), OPTIONS);
    if (parsed.documentPart.body.children.length > MOST) throw new Error('too long');
    mendPageBreaks(parsed);
    for (const node of await renderDocument(parsed, OPTIONS)) {
      dropPictures(node);
      (node.nodeName === 'STYLE' ? styles : body).append(node);
    }
    mendLinks(root);
    mendHeadings(root);
    mendLists(root);
    fit(region, body);
    waiting.remove();
  } catch {
    waiting.textContent = WORDS.noPreview;
    host.remove();
  }
}

/**
 * docx-preview lets a style break the page where the paragraph itself says that it does not.
 *
 * @typedef {{ pageBreakBefore?: boolean, styleName?: string }} Paragraph
 * @typedef {{ id: string, basedOn?: string, paragraphProps?: { pageBreakBefore?: boolean } }} Style
 * @param {{ documentPart: { body: { children: Paragraph[] } }, stylesPart?: { styles: Style[] } }} parsed
 */
function mendPageBreaks({ documentPart, stylesPart }) {
  const styles = stylesPart?.styles ?? [];
  const breaking = new Set(
    styles.filter((style) => style.paragraphProps?.pageBreakBefore).map(({ id }) => id),
  );
  for (const { paragraphProps } of styles) delete paragraphProps?.pageBreakBefore;
  for (const paragraph of documentPart.body.children) {
    paragraph.pageBreakBefore ??= breaking.has(paragraph.styleName ?? '');
  }
}

/**
 * A picture that is not in the document would be asked for.
 *
 * @param {Node} node
 */
function dropPictures(node) {
  if (!(node instanceof Element)) return;
  for (const picture of node.querySelectorAll('image, img')) {
    const address = picture.getAttribute('href') ?? picture.getAttribute('src') ?? '';
    if (!/^(data|blob):/.test(address)) picture.remove();
  }
}

/** @param {ShadowRoot} root */
function mendLinks(root) {
  for (const link of root.querySelectorAll('a')) {
    const address = link.getAttribute('href') ?? '';
    if (address.startsWith('#'))
      link.addEventListener('click', (event) => leadTo(root, address.slice(1), event));
    else if (/^(https?|mailto):/i.test(address)) openElsewhere(link);
    else link.removeAttribute('href');
  }
}

/** @param {HTMLAnchorElement} link */
function openElsewhere(link) {
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

/**
 * @param {ShadowRoot} root
 * @param {string} id
 * @param {Event} event
 */
function leadTo(root, id, event) {
  event.preventDefault();
  const place = root.getElementById(id)?.closest('p');
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'start' });
}

/**
 * docx-preview makes paragraphs of headings; a screen reader needs to know.
 *
 * @param {ShadowRoot} root
 */
function mendHeadings(root) {
  const levels = { Title: 4, Heading1: 5, Heading2: 6 };
  for (const [style, level] of Object.entries(levels)) {
    for (const paragraph of root.querySelectorAll(`p.docx_${style.toLowerCase()}`)) {
      paragraph.role = 'heading';
      paragraph.ariaLevel = String(level);
    }
  }
}

/**
 * docx-preview puts a bullet right before the text, not as far to the left as the text is indented.
 *
 * @param {ShadowRoot} root
 */
function mendLists(root) {
  const paragraphs = [...root.querySelectorAll('p')];
  // All are read before any is changed, or each would be laid out anew.
  const indents = paragraphs.map((paragraph) => Number.parseFloat(getComputedStyle(paragraph).textIndent));
  for (const [index, paragraph] of paragraphs.entries()) {
    const indent = indents[index] ?? 0;
    if (indent < 0) paragraph.style.setProperty('--hanging', `${-indent}px`);
  }
}

/**
 * Make the pages as wide as there is room for.
 *
 * @param {HTMLElement} region
 * @param {HTMLElement} body
 */
function fit(region, body) {
  const width = body.scrollWidth;
  const observer = new ResizeObserver(() => {
    if (!region.isConnected) observer.disconnect();
    else body.style.zoom = String(Math.min(1, Math.max(SMALLEST, region.clientWidth / width)));
  });
  observer.observe(region);
}

/**
 * @param {HTMLElement} region
 * @param {Preview} preview
 * @param {Uint8Array} content
 */
async function drawPage(region, preview, content) {
  const frame = make('iframe', {
    title: preview.title,
    // Never scripts: what is in it comes from a file.
    sandbox: 'allow-same-origin allow-modals',
    srcdoc: new TextDecoder().decode(content),
  });
  const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  region.append(frame);
  region.after(
    button(WORDS.print, () => frame.contentWindow?.print(), { class: 'button', 'data-key': 'print' }),
  );
  await isLoaded;
  acceptDropsOn(frame);
  const height = frame.contentDocument?.documentElement.scrollHeight;
  if (height) frame.style.height = `${height}px`;
}
