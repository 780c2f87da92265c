import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { A_TIME } from '../../apps/storefront/src/views/with-times.js';
import { accessibilityFindings } from './accessibility.js';
import { PHONE } from './browser-session.js';
import { A_NAME_WITHIN } from './english-pages.js';
import { IMAGE_FACTS, PAGE_FACTS, TOO_WIDE, type ImageFacts, type PageFacts } from './in-page.js';

/** The whole sentence of a demo: what is invented, and that it is. */
export const DEMO_WORDS = {
  vi: ['giá', 'tồn kho', 'liên hệ', 'giấy chứng nhận', 'minh họa'],
  en: ['prices', 'stock', 'contact', 'certificates', 'examples only'],
} as const;

/** What the people of the tests have written of themselves: it stands there as it was typed. */
const THEIR_OWN = /Trần Thị Bưởi|Máy thử|Số 12, ấp Cái Nai/;

/**
 * Expects what every page promises that belongs to one person, as it stands now, and leaves it as wide as a phone.
 *
 * @param what what a failing test calls the page and the state it is in
 */
export async function ownPageHolds(page: Page, what: string, language: 'vi' | 'en' = 'vi'): Promise<void> {
  const facts = await page.evaluate<PageFacts>(PAGE_FACTS);
  expect.soft(facts.lang, what).toBe(language);
  expect.soft(facts.h1, what).toEqual([expect.stringMatching(/\S{2,}/)]);
  expect.soft(facts.robots, what).toContain('noindex');
  for (const word of DEMO_WORDS[language]) expect.soft(facts.text.toLowerCase(), what).toContain(word);
  expect.soft(facts.text, what).not.toMatch(A_TIME);
  if (language === 'en') {
    const ownWords = facts.unmarked.filter((text) => !A_NAME_WITHIN.test(text) && !THEIR_OWN.test(text));
    expect.soft(ownWords, what).toEqual([]);
  }
  for (const { width, height, alt } of await page.evaluate<ImageFacts[]>(IMAGE_FACTS))
    expect.soft([width, height, alt], what).not.toContain(null);
  for (const width of [320, 360]) {
    await page.setViewportSize({ ...PHONE, width });
    expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${what}, ${width} px`).toEqual([]);
  }
  expect.soft(await accessibilityFindings(page), what).toEqual([]);
  await page.setViewportSize(PHONE);
}
