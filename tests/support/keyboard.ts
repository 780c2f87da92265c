import type { Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { SURE_TO_COME_MS } from './patience.js';

/** More stops than this before something is no way to reach it. */
const MOST_STOPS = 120;

/** What has the focus, as text for the same reason as in-page.ts. */
const STOP = `(() => {
  const element = document.activeElement;
  // Of a link that goes over two lines the first counts.
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const around = element.closest('label, .card, .field, [role=search]') ?? element;
  const ringOf = (one) => {
    const style = one && getComputedStyle(one);
    return Boolean(style) && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none');
  };
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1),
  );
  const said = (text) => (text ?? '').trim().replace(/\\s+/g, ' ');
  return {
    tag: element.localName,
    id: element.id,
    name: element.getAttribute('name') ?? '',
    value: element.value ?? '',
    href: element.getAttribute('href') ?? '',
    said: said(element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).slice(0, 120),
    invalid: element.getAttribute('aria-invalid') === 'true',
    inMain: element.closest('main') !== null && element.localName !== 'main',
    // Of an upload the label beside the field is what is seen of it.
    ring: ringOf(element) || ringOf(around) || ringOf(element.nextElementSibling),
    inSight: box.bottom > 0 && box.top < innerHeight && (element.contains(top) || around.contains(top) || element.type === 'file'),
  };
})()`;

/** Where the keyboard stands. */
export interface Stop {
  tag: string;
  id: string;
  name: string;
  value: string;
  /** Where it leads. */
  href: string;
  /** What it is called. */
  said: string;
  invalid: boolean;
  inMain: boolean;
  /** Whether it can be seen that it has the focus. */
  ring: boolean;
  /** Whether it lies inside the window and nothing covers it. */
  inSight: boolean;
}

/** What a stop is known by: the name of its field, a beginning of what it is called, or anything else about it. */
export type Known = { name: string } | { said: string } | ((stop: Stop) => boolean);

const isThe = (known: Known, stop: Stop): boolean =>
  typeof known === 'function'
    ? known(stop)
    : 'name' in known
      ? stop.name === known.name
      : stop.said.startsWith(known.said.replaceAll(/\s+/g, ' '));

/** Somebody who has no mouse: every stop on their way must be seen, and none may hold them. */
export class Keyboard {
  constructor(readonly page: Page) {
    // Files are asked of the test from now on; asked for with the first key it comes too late.
    page.on('filechooser', () => undefined);
  }

  stop(): Promise<Stop> {
    return this.page.evaluate<Stop>(STOP);
  }

  /** Presses Tab until that has the focus, if it has not. Behind the foot of a page its head comes again. */
  async to(known: Known): Promise<Stop> {
    const standing = await this.stop();
    if (standing.tag !== 'body' && isThe(known, standing)) return standing;
    const way: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      await this.page.keyboard.press('Tab');
      const stop = await this.stop();
      if (stop.tag !== 'body') {
        const after = `${this.page.url()}: ${stop.tag} ${stop.name} “${stop.said}” after ${way.at(-1) ?? 'the start'}`;
        expect.soft(stop, after).toMatchObject({ ring: true, inSight: true });
      }
      if (isThe(known, stop)) return stop;
      way.push(`${stop.tag} ${stop.name} ${stop.said.slice(0, 30)}`);
    }
    throw new Error(`Tab never came to ${JSON.stringify(known)} on ${this.page.url()}: ${way.join(' › ')}`);
  }

  async type(known: Known, text: string): Promise<void> {
    await this.to(known);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  /** One of several answers, or a line of a list: by the arrows, as browsers have it. */
  async choose(known: Known, value: string): Promise<void> {
    let { value: at, tag } = await this.to(known);
    if (tag === 'input') {
      await this.page.keyboard.press('Space');
      ({ value: at } = await this.stop());
    }
    for (let presses = 0; at !== value; presses++) {
      if (presses > 60) throw new Error(`The arrows never came to ${value}`);
      await this.page.keyboard.press('ArrowDown');
      ({ value: at, tag } = await this.stop());
    }
  }

  async tick(known: Known): Promise<void> {
    await this.to(known);
    await this.page.keyboard.press('Space');
  }

  /** Opens what is folded. */
  async unfold(title: string): Promise<void> {
    await this.to((stop) => stop.tag === 'summary' && stop.said.startsWith(title));
    await this.page.keyboard.press('Enter');
  }

  async file(known: Known, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.to(known);
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.page.keyboard.press('Enter'),
    ]);
    await chooser.setFiles(file);
  }

  /** Goes to a button or link and presses Enter; ends on the page that comes of it. */
  async press(known: Known): Promise<void> {
    await this.to(known);
    const isPage = (answer: Response): boolean => {
      const request = answer.request();
      const isForm = request.resourceType() === 'fetch' && request.method() === 'POST';
      return request.isNavigationRequest() || (isForm && !request.url().includes('/api/'));
    };
    // A page that stands is loaded until the next one comes.
    const next = this.page.waitForEvent('load');
    next.catch(() => undefined);
    const [answer] = await Promise.all([
      this.page.waitForResponse(isPage),
      this.page.keyboard.press('Enter'),
    ]);
    if (answer.request().isNavigationRequest()) await next;
    await this.page.locator('form[aria-busy=true]').waitFor({ state: 'detached' });
    await this.page.waitForLoadState();
  }

  button(said: string): Known {
    return (stop) => ['button', 'a'].includes(stop.tag) && stop.said.startsWith(said);
  }

  /**
   * After a refusal the keyboard stands in sight at the list of what is wrong, at its message or at the first field to
   * mend. From a list the first line leads to its field. @returns the field
   */
  async refused(): Promise<Stop> {
    // The page gives the focus when it has come.
    await expect
      .poll(async () => (await this.stop()).inMain, {
        message: `focus on ${this.page.url()}`,
        timeout: SURE_TO_COME_MS,
      })
      .toBe(true);
    const stop = await this.stop();
    expect(stop, `refused on ${this.page.url()}`).toMatchObject({ inMain: true, inSight: true, ring: true });
    if (stop.id !== 'loi' || (await this.page.locator('#loi a').count()) === 0) return stop;
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Enter');
    const { said } = stop;
    await expect
      .poll(async () => (await this.stop()).tag, {
        message: `from “${said}” on ${this.page.url()}`,
        timeout: SURE_TO_COME_MS,
      })
      .not.toBe('a');
    const field = await this.stop();
    expect(field, `from the list on ${this.page.url()}`).toMatchObject({
      inMain: true,
      inSight: true,
      ring: true,
    });
    return field;
  }

  /** What is done is said to whoever does not see it. */
  async hears(sentence: string): Promise<void> {
    await this.page
      .locator('[aria-live=polite]')
      .filter({ hasText: sentence })
      .first()
      .waitFor({ state: 'attached' });
  }
}
