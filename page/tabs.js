/**
 * Several things of a kind, of which one is shown. Each is built when it is first shown.
 *
 * @module
 */
import { button, make } from './elements.js';

/**
 * @typedef {object} Tab
 * @property {string} key
 * @property {string} label
 * @property {number} count shown after the label, if there are any
 * @property {string} description what the count means
 * @property {() => Node[]} build
 */

let made = 0;

export class Tabs {
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  /** @type {HTMLElement[]} */
  #panels = [];

  /**
   * @param {string} name
   * @param {Tab[]} tabs
   * @param {number} first
   */
  constructor(name, tabs, first) {
    this.tabs = tabs;
    this.selected = -1;
    for (const tab of tabs) this.#add(tab);
    const list = make('div', { role: 'tablist', class: 'tabs', 'aria-label': name }, ...this.#buttons);
    list.addEventListener('keydown', (event) => this.#move(event));
    this.element = make('div', { class: 'tabbed' }, list, ...this.#panels);
    this.select(first);
  }

  /** @param {Tab} tab */
  #add(tab) {
    made += 1;
    const index = this.#buttons.length;
    const id = `tab-${made}`;
    const named = button(tab.label, () => this.select(index), {
      role: 'tab',
      id,
      'aria-controls': `${id}-panel`,
      'data-key': tab.key,
    });
    if (tab.count) {
      const count = make('span', { class: 'count', 'aria-hidden': 'true' }, String(tab.count));
      named.append(count, make('span', { class: 'hidden' }, `, ${tab.description}`));
    }
    this.#buttons.push(named);
    this.#panels.push(
      make('div', { role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': id, hidden: true }),
    );
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const last = this.tabs.length - 1;
    const next = {
      ArrowRight: this.selected === last ? 0 : this.selected + 1,
      ArrowLeft: this.selected === 0 ? last : this.selected - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.select(next);
    this.#buttons[next]?.focus();
  }

  /** @param {number} index */
  select(index) {
    const panel = this.#panels[index];
    const tab = this.tabs[index];
    if (!panel || !tab) return;
    if (!panel.hasChildNodes()) panel.append(...tab.build());
    this.selected = index;
    for (const [at, each] of this.#buttons.entries()) {
      each.ariaSelected = String(at === index);
      each.tabIndex = at === index ? 0 : -1;
    }
    for (const [at, each] of this.#panels.entries()) each.hidden = at !== index;
  }
}
