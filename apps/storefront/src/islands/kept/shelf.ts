import type { KeptPicture } from './keep.js';
import { shrunk, type Limits } from './shrink.js';

/**
 * A product's page shows a picture at most 1200 px wide (platform/files/image-url.ts), and phones photograph upright in
 * 3:4: 1600 px at the longer side is the least that gives all of that.
 */
const LIMITS: Limits = { longestSidePx: 1_600, quality: 0.8, smallEnoughBytes: 300 * 1024 };

const THUMB_PX = 96;

export interface ShelfWords {
  preparing: string;
  onTheWay: string;
  pictureRefused: string;
  dropPicture: string;
}

/** The pictures of one product that are on their way, on the page where they are chosen. */
export class Shelf {
  private readonly list = document.createElement('ul');

  constructor(
    private readonly section: HTMLElement,
    private readonly words: ShelfWords,
    /** Somebody chose a picture; it is small now. */
    private readonly onChosen: (file: File) => Promise<void>,
    private readonly onDropped: (key: string) => void,
  ) {
    this.list.className = 'kept-pictures';
    section.prepend(this.list);
    for (const form of section.querySelectorAll<HTMLFormElement>('form[data-picture-form]')) this.watch(form);
  }

  /** Whose pictures these are: by the draft's key until the product has an id. */
  get of(): Pick<KeptPicture, 'product' | 'draftKey'> {
    const { product, draftKey = null } = this.section.dataset;
    return product === undefined ? { product: draftKey ?? '', draftKey } : { product, draftKey: null };
  }

  begun(id: string): void {
    this.section.dataset['product'] = id;
  }

  get isThere(): boolean {
    return this.section.isConnected;
  }

  /** Shows these and no others; what stands there already keeps its place. */
  show(pictures: readonly KeptPicture[]): void {
    for (const item of [...this.list.children] as HTMLElement[])
      if (!pictures.some(({ key }) => key === item.dataset['key'])) item.remove();
    for (const picture of pictures) {
      const item = this.itemOf(picture.key) ?? this.add(picture);
      const words = item.querySelector('p');
      if (words)
        words.textContent =
          picture.state === 'refused'
            ? `${this.words.pictureRefused} ${picture.words}`.trim()
            : this.words.onTheWay;
      const progress = item.querySelector('progress');
      if (progress) progress.hidden = picture.state === 'refused';
    }
  }

  onBytes({ key, blob }: KeptPicture, safe: number): void {
    const progress = this.itemOf(key)?.querySelector('progress');
    if (progress) progress.value = safe / blob.size;
  }

  private watch(form: HTMLFormElement): void {
    const input = form.querySelector<HTMLInputElement>('input[type=file]');
    const status = form.querySelector<HTMLElement>('[role=status]');
    if (!input) return;
    // A camera gives one picture at a time whatever is asked.
    input.multiple = !input.hasAttribute('capture');
    let busy = false;
    const take = async (): Promise<void> => {
      const files = [...(input.files ?? [])];
      if (files.length === 0 || busy) return;
      busy = true;
      if (status) status.textContent = this.words.preparing;
      for (const file of files) await this.onChosen(await shrunk(file, LIMITS));
      form.reset();
      if (status) status.textContent = '';
      busy = false;
    };
    input.addEventListener('change', () => void take());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void take();
    });
  }

  private itemOf(key: string): HTMLElement | null {
    return (
      [...this.list.children].find(
        (item): item is HTMLElement => item instanceof HTMLElement && item.dataset['key'] === key,
      ) ?? null
    );
  }

  private add({ key, blob, name }: KeptPicture): HTMLElement {
    const item = document.createElement('li');
    item.dataset['key'] = key;
    const [words, progress, drop] = (['p', 'progress', 'button'] as const).map((tag) =>
      document.createElement(tag),
    ) as [HTMLParagraphElement, HTMLProgressElement, HTMLButtonElement];
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute('aria-label', name);
    drop.type = 'button';
    drop.className = 'link-button';
    drop.textContent = this.words.dropPicture;
    drop.addEventListener('click', () => this.onDropped(key));
    item.append(thumbOf(blob), words, progress, drop);
    this.list.append(item);
    return item;
  }
}

/** Drawn, not linked: the policy lets pictures come from the floor only. */
function thumbOf(blob: Blob): HTMLCanvasElement {
  const thumb = document.createElement('canvas');
  thumb.width = thumb.height = THUMB_PX;
  const draw = async (): Promise<void> => {
    const picture = await createImageBitmap(blob);
    const side = Math.min(picture.width, picture.height);
    const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
    thumb.getContext('2d')?.drawImage(picture, x, y, side, side, 0, 0, THUMB_PX, THUMB_PX);
    picture.close();
  };
  // Something no picture can be made of stays an empty square beside its name.
  void draw().catch(() => undefined);
  return thumb;
}
