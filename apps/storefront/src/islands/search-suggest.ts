/**
 * Offers searches, goods, makers and places under a search field while somebody types (combobox with a list box, ARIA
 * Authoring Practices). Without it the field is a plain form that works the same. What is typed goes to the suggestions
 * and nowhere else, and nothing of it is kept.
 */
import { foldVietnamese } from '#kernel/text';

interface Item {
  kind: string;
  text: string;
  detail: string | null;
  key: string | null;
}

/** After the last letter; a thumb types one every tenth of a second. */
const PAUSE_MS = 160;
const LETTERS = 2;

class SearchSuggest extends HTMLElement {
  private readonly input = this.querySelector('input');
  private readonly list = document.createElement('ul');
  private readonly said = document.createElement('p');
  private readonly ways = JSON.parse(this.dataset['ways'] ?? '{}') as Record<string, string>;
  private readonly kinds = JSON.parse(this.dataset['kinds'] ?? '{}') as Record<string, string>;
  private timer = 0;
  private running: AbortController | null = null;
  private at = -1;

  connectedCallback(): void {
    const { input, list, said } = this;
    if (!input || list.isConnected) return;
    list.id = `${input.id}-goi-y`;
    list.className = 'suggest-list';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', this.dataset['label'] ?? '');
    said.className = 'unseen';
    said.setAttribute('role', 'status');
    this.append(list, said);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('input', () => this.ask());
    input.addEventListener('keydown', (event) => this.press(event));
    input.addEventListener('blur', () => this.close());
    // The field keeps the focus while somebody presses an entry, so the list stays until it is let go.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]');
      if (option) this.go(option);
    });
  }

  private ask(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    const typed = foldVietnamese(this.input?.value ?? '').slice(0, 200);
    if (typed.length < LETTERS) return this.close();
    this.timer = window.setTimeout(() => void this.fetch(typed), PAUSE_MS);
  }

  /** A line that is down brings no suggestions; the form still searches. */
  private async fetch(typed: string): Promise<void> {
    this.running = new AbortController();
    try {
      const answer = await fetch(`${this.dataset['from'] ?? ''}?q=${encodeURIComponent(typed)}`, {
        signal: this.running.signal,
        credentials: 'omit',
      });
      if (!answer.ok) return this.close();
      this.show(((await answer.json()) as { items: Item[] }).items);
    } catch {
      this.close();
    }
  }

  private show(items: readonly Item[]): void {
    if (document.activeElement !== this.input) return;
    this.at = -1;
    this.input?.removeAttribute('aria-activedescendant');
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    const open = items.length > 0;
    this.list.hidden = !open;
    this.input?.setAttribute('aria-expanded', String(open));
    const { count = '', none = '' } = this.dataset;
    this.said.textContent = open ? count.replace('#', String(items.length)) : none;
  }

  private option({ kind, text, detail, key }: Item, index: number): HTMLElement {
    const option = document.createElement('li');
    option.id = `${this.list.id}-${index}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.dataset['href'] = (this.ways[kind] ?? '').replace('#', encodeURIComponent(key ?? text));
    const words = document.createElement('span');
    words.textContent = text;
    const about = document.createElement('span');
    about.className = 'small soft';
    about.textContent = [this.kinds[kind], kind === 'commune' || kind === 'set' ? null : detail]
      .filter(Boolean)
      .join(' · ');
    option.append(words, ' ', about);
    return option;
  }

  private press(event: KeyboardEvent): void {
    const options = [...this.list.querySelectorAll<HTMLElement>('[role=option]')];
    if (event.key === 'Escape' && !this.list.hidden) {
      event.preventDefault();
      return this.close();
    }
    if (this.list.hidden) {
      if (event.key === 'ArrowDown' && !event.isComposing) this.ask();
      return;
    }
    if (event.key === 'Tab') return this.close();
    if (event.key === 'Enter' && !event.isComposing) {
      const chosen = options[this.at];
      if (chosen) {
        event.preventDefault();
        this.go(chosen);
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.isComposing) return;
    event.preventDefault();
    // One place beyond the entries is the field itself.
    const places = options.length + 1;
    this.at = ((this.at + 1 + step + places) % places) - 1;
    options.forEach((option, index) => option.setAttribute('aria-selected', String(index === this.at)));
    const chosen = options[this.at];
    if (chosen) {
      this.input?.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else this.input?.removeAttribute('aria-activedescendant');
  }

  private go(option: HTMLElement): void {
    if (option.dataset['href']) location.assign(option.dataset['href']);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.list.hidden = true;
    this.at = -1;
    this.input?.setAttribute('aria-expanded', 'false');
    this.input?.removeAttribute('aria-activedescendant');
    this.said.textContent = '';
  }
}

customElements.define('search-suggest', SearchSuggest);
