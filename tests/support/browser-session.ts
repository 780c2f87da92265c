import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';
import { inject } from 'vitest';
import { BROWSER_FLAGS, findBrowser } from './browser.js';
import { NO_WORKER, REPORT_VIOLATIONS } from './in-page.js';

/** The phone every journey is walked on. */
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };

/** A page that takes longer than this on a busy machine hangs. */
const PATIENCE_MS = 20_000;

export interface VisitOptions {
  viewport?: { width: number; height: number };
  /** How many of a screen's own dots stand in one of the page's. */
  dots?: number;
  dark?: boolean;
  javaScript?: boolean;
  /** Without them a page is judged without the server drawing every picture of it first. */
  pictures?: boolean;
  /** With the shop's worker, which answers in the server's place where there is none; a test about that asks for it. */
  worker?: boolean;
}

const PHOTOGRAPHS = /\/\d+\.(avif|webp|jpe?g)$/;

/** A browser of one test file, pointed at one floor. */
export class BrowserSession {
  private readonly visits: Visit[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /**
   * @param origin the only address pages may load anything from
   * @param textSize what the reader set in the browser, in per cent
   */
  static async start(origin: string, { textSize = 100 } = {}): Promise<BrowserSession> {
    const args = [...BROWSER_FLAGS, `--blink-settings=defaultFontSize=${(16 * textSize) / 100}`];
    const browser = await chromium.launch({ executablePath: findBrowser(), args, env: browserEnvironment() });
    return new BrowserSession(browser, origin);
  }

  /** Somebody with a fresh browser: no cookie, no cache. */
  async visit({
    viewport = PHONE,
    dots = 1,
    dark = false,
    javaScript = true,
    pictures = true,
    worker = false,
  }: VisitOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({
      baseURL: this.origin,
      viewport,
      deviceScaleFactor: dots,
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: javaScript,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (!pictures) await context.route(PHOTOGRAPHS, (route) => route.fulfill({ status: 204 }));
    if (!worker) await context.addInitScript(NO_WORKER);
    const visit = await Visit.in(context, this.origin);
    this.visits.push(visit);
    return visit;
  }

  /** What browsers complained about on any page since the last call; closes every visit. */
  async complaints(): Promise<string[]> {
    const visits = this.visits.splice(0);
    await Promise.all(visits.map(({ context }) => context.close()));
    return visits.flatMap((visit) => visit.complaints);
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** What a browser lays down in the temporary directory it leaves there when it is killed: so it gets one that goes with the run. */
function browserEnvironment(): Record<string, string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  // Elsewhere the way there is too long for a socket's name.
  return process.platform === 'linux' ? { ...env, TMPDIR: inject('testServer').directory } : env;
}

/** One browser window, with everything that should not happen in it written down. */
export class Visit {
  /** Policy violations, errors of scripts, requests to anybody else, answers of 500 and above. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async in(context: BrowserContext, origin: string): Promise<Visit> {
    // Runs before the page's own scripts and outside its policy.
    await context.addInitScript(REPORT_VIOLATIONS);
    const page = await context.newPage();
    const visit = new Visit(context, page);
    visit.listen(origin);
    return visit;
  }

  /** Opens a page on a phone by day, whatever was looked at before. A browser that goes on is much quicker than a new one. */
  async openAnew(path: string, viewport = PHONE): Promise<Response | null> {
    await this.page.setViewportSize(viewport);
    await this.page.emulateMedia({ colorScheme: 'light' });
    return this.page.goto(path);
  }

  private listen(origin: string): void {
    const { page, complaints } = this;
    const note = (what: string): void => {
      complaints.push(`${new URL(page.url(), origin).pathname}: ${what}`);
    };
    page.on('console', (message) => {
      // A page that answers 404, 409 or 422 on purpose is an error only to the console.
      const expected = /Failed to load resource: the server responded with a status of 4\d\d/;
      if (['error', 'warning'].includes(message.type()) && !expected.test(message.text()))
        note(message.text());
    });
    page.on('pageerror', (error) => {
      note(`script failed: ${error.message}`);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) note(`asks somebody else: ${url}`);
    });
    page.on('response', (response) => {
      const [status, type] = [response.status(), response.request().resourceType()];
      // The checkout asks for fees with what was typed so far, and may be told that it is not enough.
      const mayBeRefused = ['document', 'fetch'].includes(type);
      if (status >= 500 || (status >= 400 && !mayBeRefused)) note(`${status} for ${response.url()}`);
      if (type !== 'document' || status === 304 || (status >= 300 && status < 400)) return;
      const policy = response.headers()['content-security-policy'] ?? '';
      const missing = ['script-src', 'style-src'].filter((directive) => !policy.includes(directive));
      if (missing.length > 0) note(`sends no ${missing.join(', ')} in its policy: ${response.url()}`);
      if (policy.includes("'unsafe-inline'")) note(`allows inline code: ${response.url()}`);
    });
  }
}
