import type { Page } from 'playwright-core';
import { vi as words } from '../../apps/storefront/src/i18n/vi.js';
import type { BrowserSession, VisitOptions } from './browser-session.js';
import type { Person } from './people.js';
import { signIn } from './sign-in.js';

const said = words.administration;
export { said as administrationWords };

/** Somebody at the desk of the administration, who uses it by what stands on it. */
export class AdministratorAtDesk {
  private constructor(readonly page: Page) {}

  /** In a browser of their own, signed in. */
  static async sit(
    browser: BrowserSession,
    origin: string,
    person: Person,
    options: VisitOptions = {},
  ): Promise<AdministratorAtDesk> {
    const visit = await browser.visit(options);
    await signIn(visit.context, origin, person);
    return new AdministratorAtDesk(visit.page);
  }

  async open(path: string): Promise<number> {
    return (await this.page.goto(path))?.status() ?? 0;
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  /** By its link in the bar at the top. */
  async goTo(section: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: section, exact: true }).click();
    await this.page.waitForLoadState();
  }

  /** Opens a fold by the words on it. */
  async unfold(title: string): Promise<void> {
    await this.page.locator('summary', { hasText: title }).click();
  }

  async press(button: string): Promise<void> {
    await Promise.all([
      this.page.waitForResponse((answer) => answer.request().isNavigationRequest()),
      this.page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    await this.page.waitForLoadState();
  }

  notice(): Promise<string> {
    return this.page.locator('[role=status], [role=alert]').first().innerText();
  }
}
