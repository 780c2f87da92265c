import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const PATIENCE_MS = 20_000;

/** Waits until the worker keeps these addresses. */
export const keeps = (page: Page, ...paths: string[]): Promise<void> =>
  until(
    page,
    `Promise.all(${JSON.stringify(paths)}.map((path) => caches.match(path)))
      .then((kept) => kept.every((answer) => answer !== undefined))`,
  );

/** Asks the page until it says yes; a page's own policy forbids what Playwright would leave in it to ask by itself. */
export async function until(page: Page, question: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await page.evaluate<boolean>(question))) {
    if (Date.now() > deadline) throw new Error(`Not in time: ${question}`);
    await pause(50);
  }
}
