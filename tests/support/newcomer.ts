import type { Page } from 'playwright-core';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import type { BrowserSession, VisitOptions } from './browser-session.js';
import { Shopkeeper } from './shopkeeper.js';
import { deliverCodes, sentCodes } from './visitor.js';
import type { WebFloor } from './web-floor.js';

export { words };

/** Somebody with a phone in their hand who signs up and in through the pages, reading codes from its messages. */
export class Newcomer extends Shopkeeper {
  constructor(
    visit: ConstructorParameters<typeof Shopkeeper>[0],
    private readonly floor: WebFloor,
  ) {
    super(visit);
  }

  static async at(browser: BrowserSession, floor: WebFloor, options: VisitOptions = {}): Promise<Newcomer> {
    return new Newcomer(await browser.visit({ pictures: false, ...options }), floor);
  }

  /** The newest code that reached that phone or mailbox. @param to E.164 or an address */
  async code(to: string): Promise<string> {
    await deliverCodes(this.floor.api, this.floor.database);
    const code = (await sentCodes(this.floor.database, to)).at(-1);
    if (code === undefined) throw new Error(`No code reached ${to}`);
    return code;
  }

  /** From the sign-in page as it stands to the page behind the code. @param phone as people type it */
  async enterByCode(phone: string): Promise<void> {
    await this.field(words.entry.phone).fill(phone);
    await this.press(words.entry.sendCode);
    await this.expectHeading(words.entry.code.title);
    await this.field(words.entry.code.label).fill(await this.code(e164(phone)));
    await this.press(words.entry.code.submit);
  }

  /** Opens an account from nothing; ends where the sign-up leads. */
  async signUp(phone: string, name: string, password = ''): Promise<void> {
    await this.open('/dang-ky');
    await this.enterByCode(phone);
    await this.expectHeading(words.entry.signUp.title);
    await this.field(words.entry.signUp.name).fill(name);
    if (password !== '') await this.field(words.entry.signUp.password).fill(password);
    await this.page.getByRole('checkbox', { name: words.entry.signUp.terms }).check();
    await this.page.getByRole('checkbox', { name: words.entry.signUp.privacy }).check();
    await this.press(words.entry.signUp.submit);
  }

  async signOut(): Promise<void> {
    await this.open('/dang-xuat');
    await this.page.getByRole('button', { name: words.entry.out.submit }).click();
    // A script may have something to forget first.
    await this.expectHeading(words.entry.signInTitle);
  }

  /** Answers the page that asks once more who it is, with a code. */
  async proveByCode(phone: string): Promise<void> {
    await this.expectHeading(words.entry.fresh.title);
    await this.press(/^Gửi mã về/);
    await this.field(words.entry.code.label).fill(await this.code(e164(phone)));
    await this.press(words.entry.fresh.submit);
  }

  /** The floor's own cookies of this browser, by name. */
  async cookies(): Promise<
    Record<string, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>[number]>
  > {
    const cookies = await this.visit.context.cookies();
    return Object.fromEntries(cookies.map((cookie) => [cookie.name, cookie]));
  }
}

export const e164 = (phone: string): string => phone.replaceAll(' ', '').replace(/^0/, '+84');
