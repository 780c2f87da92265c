import type { Locator, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import type { BrowserSession, Visit, VisitOptions } from './browser-session.js';
import type { Person } from './people.js';
import { signIn } from './sign-in.js';

export { words };

/** Somebody who is signed in and uses the sellers' area or the desk as it shows itself. */
export class Shopkeeper {
  constructor(
    readonly visit: Visit,
    /** The tab they use; the first one unless said otherwise. */
    readonly page: Page = visit.page,
  ) {}

  /** A browser of that person's: signed in, on a phone unless said otherwise. */
  static async of(
    browser: BrowserSession,
    origin: string,
    person: Person,
    options: VisitOptions = {},
  ): Promise<Shopkeeper> {
    const visit = await browser.visit(options);
    await signIn(visit.context, origin, person);
    return new Shopkeeper(visit);
  }

  /** Another tab of the same browser. */
  async secondTab(): Promise<Page> {
    return this.visit.context.newPage();
  }

  async open(path: string): Promise<number> {
    return (await this.page.goto(path))?.status() ?? 0;
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true }).first();
  }

  async answer(answers: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, text] of Object.entries(answers)) await this.field(label).fill(text);
  }

  async choose(label: string): Promise<void> {
    await this.page.getByRole('radio', { name: label, exact: true }).check();
  }

  /** Presses a button and waits for the page that comes of it. */
  async press(name: string | RegExp): Promise<void> {
    const isPage = (answer: Response): boolean => {
      const request = answer.request();
      // A form the page sends by itself, and whose answer it puts in its place (islands/kept-things.ts).
      const isForm = request.resourceType() === 'fetch' && request.method() === 'POST';
      return request.isNavigationRequest() || (isForm && !request.url().includes('/api/'));
    };
    await Promise.all([
      this.page.waitForResponse(isPage),
      this.page.getByRole('button', { name }).first().click(),
    ]);
    await this.page.locator('form[aria-busy=true]').waitFor({ state: 'detached' });
    await this.page.waitForLoadState();
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name }).first().click();
    await this.page.waitForLoadState();
  }

  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** The name in the coloured bar; null where nobody is acted for. */
  async actsFor(page: Page = this.page): Promise<string | null> {
    const bar = page.getByRole('complementary', { name: words.seller.acting.label });
    return (await bar.count()) === 0 ? null : bar.locator('strong').innerText();
  }

  async expectHeading(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    expect(await this.heading()).toBe(heading);
  }
}
