import { expect } from 'vitest';
import jsqr from 'jsqr';
import sharp from 'sharp';
import type { Locator, Page } from 'playwright-core';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import type { Visit } from './browser-session.js';
import type { Product } from './province-data.js';

export { words };

/** Named after a commune that was merged into Năm Căn in 2025, typed as people type. */
export const OLD_COMMUNE = { typed: 'hang vinh', old: 'Xã Hàng Vịnh', now: 'Năm Căn' };

export const BUYER = {
  name: 'Trần Thị Bưởi',
  phone: '0912 345 678',
  email: 'buoi@example.vn',
  line: 'Số 12, ấp Cái Nai',
};

/** Somebody who uses the shop as it shows itself: by what stands on buttons and beside fields. */
export class Shopper {
  readonly page: Page;

  constructor(visit: Visit) {
    this.page = visit.page;
  }

  /** Types into the search box at the top of any page and opens the product from what is found. */
  async find(typed: string, { slug, name }: Product): Promise<void> {
    const box = this.page.getByRole('search', { name: words.search.label });
    // A search box, and with scripts one that suggests: its role is another then.
    await box.locator('input[name="q"]').fill(typed);
    await box.getByRole('button', { name: words.search.submit }).click();
    await this.page.waitForURL(/\/tim-kiem\?/);
    await this.page.locator(`main a[href="/san-pham/${slug}"]`).click();
    await this.page.waitForURL(`**/san-pham/${slug}`);
    expect(await this.heading()).toBe(name);
  }

  async open(path: string): Promise<number> {
    return (await this.page.goto(path))?.status() ?? 0;
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  /** On a product page: so many of the variant with that name, into the cart. */
  async putIntoCart(quantity: number, variant?: string): Promise<void> {
    if (variant !== undefined) await this.page.getByRole('radio', { name: variant }).check();
    await this.page.getByLabel(words.product.quantity, { exact: true }).fill(String(quantity));
    await this.page.getByRole('button', { name: words.product.add }).click();
    await this.page.waitForURL('**/gio-hang?*');
  }

  async goToCheckout(): Promise<void> {
    await this.page.getByRole('link', { name: words.cart.proceed }).click();
    await this.page.waitForURL('**/dat-hang');
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true }).first();
  }

  async fillContact(contact = BUYER): Promise<void> {
    await this.field(words.checkout.name).fill(contact.name);
    await this.field(words.checkout.phone).fill(contact.phone);
    await this.field(words.checkout.email).fill(contact.email);
  }

  /** A home in the province, by whatever name its commune goes. */
  async fillAddress(commune = OLD_COMMUNE.typed, line = BUYER.line): Promise<void> {
    await this.field(words.checkout.commune).fill(commune);
    await this.field(words.checkout.line).fill(line);
  }

  /** With scripts the fees come by themselves once it is known where the goods go. */
  async feesAppear(): Promise<void> {
    await this.field(words.checkout.commune).press('Tab');
    await this.placeButton.waitFor();
  }

  /** Asks for the fees by the button and waits for the page that has them. */
  async showFees(): Promise<void> {
    const button = this.page.getByRole('button', {
      name: new RegExp(`^(${words.checkout.quote}|${words.checkout.requote})$`),
    });
    await Promise.all([
      this.page.waitForResponse((answer) => answer.request().isNavigationRequest()),
      button.click(),
    ]);
    await this.page.waitForLoadState();
  }

  /** The part of the checkout that belongs to one seller. */
  part(sellerSlug: string): Locator {
    return this.page.locator(`section[aria-labelledby="don-${sellerSlug}"]`);
  }

  get placeButton(): Locator {
    return this.page.getByRole('button', { name: /^Đặt hàng · / });
  }

  /** Presses the button that orders; comes back with the code of the purchase. */
  async place(): Promise<string> {
    await this.placeButton.click();
    await this.page.waitForURL('**/don-hang/*');
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** Buys one thing from start to end; for tests of what comes after. */
  async buy(path: string, quantity = 1): Promise<string> {
    await this.open(path);
    await this.putIntoCart(quantity);
    await this.goToCheckout();
    await this.fillContact();
    await this.fillAddress();
    await this.showFees();
    return this.place();
  }

  /** The secret that opens this purchase in this browser. */
  async orderToken(groupCode: string): Promise<string> {
    const cookies = await this.page
      .context()
      .cookies(`${new URL(this.page.url()).origin}/don-hang/${groupCode}`);
    return cookies.find(({ name }) => name === `floor_order_${groupCode}`)?.value ?? '';
  }

  /** What the banking app of somebody reads who points it at this code on the screen. */
  async scan(code: Locator): Promise<string | undefined> {
    const picture = await code.screenshot();
    const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
  }
}
