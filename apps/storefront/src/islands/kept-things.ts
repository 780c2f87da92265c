/**
 * Keeps on the phone what somebody types and photographs for a product until the server has it, and sends it when there
 * is a line again, from whatever page of the sellers' area is open then. Says in one line how things stand. Without this
 * the same pages are plain forms.
 */
import { asksAll, fieldsOf, fill, saysOther, setVersion, versionOf } from './kept/fields.js';
import {
  asKept,
  formKey,
  isWaiting,
  openKeep,
  type Keep,
  type Kept,
  type KeptForm,
  type KeptPicture,
} from './kept/keep.js';
import { Lane } from './kept/lane.js';
import { begunFrom } from './kept/own-moves.js';
import { beginAtTop, goBackByOpening, moveTo, show } from './kept/page.js';
import type { NotSent } from './kept/refusals.js';
import type { FormAnswer } from './kept/send-form.js';
import { postTo, sendForms } from './kept/send-forms.js';
import { PictureSender } from './kept/send-pictures.js';
import { say } from './kept/say.js';
import { Shelf, type ShelfWords } from './kept/shelf.js';
import { stateOf, type LineWords } from './kept/state.js';
import { Who } from './kept/who.js';

type Words = LineWords & ShelfWords & { plainPicture: string; numberedPicture: string };

/** As the API takes it. */
const LONGEST_ALT = 200;

class KeptThings extends HTMLElement {
  private readonly keep: Keep = openKeep();
  private readonly account = this.dataset['account'] ?? '';
  private readonly signIn = this.dataset['signIn'] ?? '';
  private readonly words = JSON.parse(this.dataset['words'] ?? '{}') as Words;
  private readonly who = new Who(this.account);
  private shelf: Shelf | null = null;
  private readonly troubles = new Map<'forms' | 'pictures', NotSent>();
  /** Something was waiting since this page stands here. */
  private waited = false;
  private hint: 'typing' | 'restored' | 'restoredOlder' | null = null;

  private readonly forms = new Lane(
    () => this.alone('forms', () => this.sendForms()),
    (trouble) => this.onTrouble('forms', trouble),
  );
  private readonly pictures = new Lane(
    () => this.alone('pictures', () => this.sendPictures()),
    (trouble) => this.onTrouble('pictures', trouble),
  );

  connectedCallback(): void {
    void this.begin();
  }

  private async begin(): Promise<void> {
    for (const event of ['online', 'offline']) addEventListener(event, () => this.kick());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.kick();
    });
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.who.doubt();
      this.kick();
    });
    goBackByOpening();
    this.querySelector('[data-drop]')?.addEventListener('click', () => void this.dropTyped());
    await this.enhance();
    this.kick();
  }

  private kick(): void {
    this.forms.kick();
    this.pictures.kick();
    void this.tell();
  }

  // --- What stands on the page

  /** @param answered the page gives back what was typed, beside what is wrong with it */
  private async enhance({ answered = false } = {}): Promise<void> {
    this.hint = null;
    const section = document.querySelector<HTMLElement>('main [data-pictures]');
    this.shelf = section && this.shelve(section);
    const watched = this.keptForms().map((form) => this.watch(form, answered));
    for (const link of document.querySelectorAll('main [data-keep-drop]'))
      link.addEventListener('click', (event) => {
        event.preventDefault();
        void this.dropTyped();
      });
    await Promise.all(watched);
    await this.tell();
  }

  private keptForms(): HTMLFormElement[] {
    return [...document.querySelectorAll<HTMLFormElement>('main form[data-keep]')];
  }

  private keyOf(form: HTMLFormElement): string {
    const { keep: step = '', product = '' } = form.dataset;
    return formKey({ account: this.account, shop: this.shop, product, step });
  }

  private get shop(): string {
    return this.dataset['shop'] ?? '';
  }

  private async watch(form: HTMLFormElement, answered: boolean): Promise<void> {
    let touched = false;
    for (const event of ['input', 'change'])
      form.addEventListener(event, () => {
        touched = true;
        void this.keepForm(form, 'typing');
      });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      touched = true;
      form.setAttribute('aria-busy', 'true');
      void this.keepForm(form, 'waiting', event.submitter).then(() => this.forms.kick());
    });
    const kept = await this.keep.get(this.keyOf(form));
    if (kept?.kind === 'form' && !answered && !touched) await this.restore(form, kept);
  }

  /** What was kept stands in the form again, begun from what it was begun from: the server compares it. */
  private async restore(form: HTMLFormElement, kept: KeptForm): Promise<void> {
    const served = versionOf(document);
    // One more variant than was saved is asked by an address of its own.
    const more = form.dataset['more'];
    if (!asksAll(form, kept.fields) && more && !location.href.endsWith(more)) return location.replace(more);
    if (!saysOther(form, kept.fields) && kept.state === 'typing') return this.keep.forget(kept.key);
    fill(form, kept.fields);
    setVersion(form, kept.version);
    if (kept.state === 'differs') await this.keep.put({ ...kept, state: 'waiting' });
    if (kept.state === 'typing' || kept.state === 'refused')
      this.hint = served === (await begunFrom(this.keep, kept)) ? 'restored' : 'restoredOlder';
  }

  private async keepForm(
    form: HTMLFormElement,
    state: 'typing' | 'waiting',
    submitter: HTMLElement | null = null,
  ): Promise<void> {
    const { keep: step = '', product = '' } = form.dataset;
    const kept: KeptForm = {
      kind: 'form',
      key: this.keyOf(form),
      account: this.account,
      shop: this.shop,
      product,
      keptAt: Date.now(),
      step,
      action: form.action,
      fields: fieldsOf(form, submitter),
      version: versionOf(document) ?? 0,
      afterPictures: 'afterPictures' in form.dataset,
      state,
    };
    this.hint = state === 'typing' ? 'typing' : null;
    await this.keep.put(kept);
    await this.tell();
  }

  private async dropTyped(): Promise<void> {
    for (const form of this.keptForms()) await this.keep.forget(this.keyOf(form));
    location.assign(location.pathname);
  }

  private shelve(section: HTMLElement): Shelf {
    const shelf = new Shelf(
      section,
      this.words,
      async (file) => {
        await this.keep.put(await asKept(file, { account: this.account, shop: this.shop, ...shelf.of }));
        await this.tell();
        this.pictures.kick();
      },
      (key) => void this.keep.forget(key).then(() => this.kick()),
    );
    return shelf;
  }

  // --- What is sent

  private async sendForms(): Promise<void> {
    if (!(await this.waiting()).some(({ kind }) => kind === 'form')) return;
    await this.who.prove();
    const page = {
      versionIn: (html: string) => versionOf(new DOMParser().parseFromString(html, 'text/html')),
      onAnswer: (form: KeptForm, answer: FormAnswer) => this.onAnswer(form, answer),
    };
    await sendForms(this.keep, this.account, page, postTo(this.signIn));
  }

  private async sendPictures(): Promise<void> {
    const sender = new PictureSender(
      this.keep,
      {
        onBytes: (picture, safe) => this.onBytes(picture, safe),
        onStarted: (draftKey, id) => this.onStarted(draftKey, id),
      },
      (name, number) => this.pictureWords(name, number),
    );
    for (const { key } of await this.waiting()) {
      const picture = await this.keep.get(key);
      if (picture?.kind !== 'picture') continue;
      await this.who.prove();
      await this.tell();
      await this.onPicture(await sender.run(picture));
    }
  }

  private async waiting(): Promise<Kept[]> {
    return (await this.keep.of(this.account)).filter(isWaiting);
  }

  /** One tab at a time; where the browser has no locks, the server sorts out what two tabs send. */
  private async alone(what: string, work: () => Promise<void>): Promise<void> {
    await (navigator.locks ? navigator.locks.request(`floor-kept-${what}`, work) : work());
  }

  private onTrouble(lane: 'forms' | 'pictures', trouble: NotSent | null): void {
    if (trouble) for (const form of this.keptForms()) form.removeAttribute('aria-busy');
    if (trouble) this.troubles.set(lane, trouble);
    else this.troubles.delete(lane);
    void this.tell();
  }

  private async onAnswer({ key }: KeptForm, answer: FormAnswer): Promise<void> {
    const here = this.keptForms().find((form) => this.keyOf(form) === key);
    if (!here) return;
    // Somebody types in it again: nothing is pulled away under their hands.
    const now = await this.keep.get(key);
    if (now?.kind === 'form' && now.state === 'typing') {
      // What they type from now on is begun from what was just saved.
      setVersion(here, now.version);
      return here.removeAttribute('aria-busy');
    }
    if (!show(answer.html, answer.address)) return;
    await this.enhance({ answered: answer.came !== 'taken' });
    beginAtTop();
  }

  private onStarted(draftKey: string, id: string): void {
    if (this.shelf?.of.draftKey !== draftKey) return;
    this.shelf.begun(id);
    const step = (this.dataset['photoStep'] ?? '').replace(':shop', this.shop).replace(':product', id);
    moveTo(step);
  }

  private onBytes(picture: KeptPicture, safe: number): void {
    this.shelf?.onBytes(picture, safe);
    const progress = this.querySelector('progress');
    if (progress) progress.value = safe / picture.blob.size;
  }

  /** A picture arrived, or never will: whoever waits for it goes on. */
  private async onPicture(product: string): Promise<void> {
    await this.tell();
    this.forms.kick();
    const waits = (await this.waiting()).some(
      (thing) => thing.kind === 'picture' && thing.product === product,
    );
    const shows = document.querySelector('main [data-pictures], main [data-shows-pictures]');
    if (waits || !shows) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const focused = document.activeElement?.id;
    if (!show(await answer.text(), answer.url, { replace: true })) return;
    await this.enhance();
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  private pictureWords(name: string | null, number: number): string {
    const { plainPicture, numberedPicture } = this.words;
    const of = name ?? plainPicture;
    const words = number === 1 ? of : numberedPicture.replace('#', String(number)).replace('%', () => of);
    return words.slice(0, LONGEST_ALT);
  }

  // --- What is said

  private async tell(): Promise<void> {
    const things = await this.keep.of(this.account);
    const pictures = things.filter((thing): thing is KeptPicture => thing.kind === 'picture');
    const open = new Set(this.keptForms().map((form) => this.keyOf(form)));
    if (this.shelf?.isThere) {
      const { product } = this.shelf.of;
      const here = pictures.filter((picture) => picture.product === product);
      this.shelf.show(here);
      for (const { key } of here) open.add(key);
      const go = document.querySelector<HTMLElement>('main [data-with-picture]');
      if (go && here.length > 0) go.textContent = go.dataset['withPicture'] ?? '';
    }
    this.waited ||= things.some(isWaiting);
    const trouble = this.troubles.get('forms') ?? this.troubles.get('pictures') ?? null;
    const state = stateOf(things, {
      trouble,
      open,
      hint: this.hint,
      waited: this.waited,
      online: navigator.onLine,
    });
    say(this, state, this.words, { signIn: this.signIn, placeOf: (thing) => this.placeOf(thing) });
  }

  private placeOf(thing: Kept): string {
    if (thing.kind === 'form') return thing.action;
    return (this.dataset['photoStep'] ?? '').replace(':shop', thing.shop).replace(':product', thing.product);
  }
}

customElements.define('kept-things', KeptThings);
