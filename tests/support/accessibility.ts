import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESK, PHONE } from './browser-session.js';
import { SETTLE } from './in-page.js';

/** A window, and whether it is dark in it. */
export interface Light {
  viewport: { width: number; height: number };
  dark: boolean;
}

/** Together they show both widths and both palettes; the long mode adds the other two pairs. */
export const LIGHTS: readonly Light[] = [
  { viewport: PHONE, dark: false },
  { viewport: DESK, dark: true },
  ...(process.env['MODE'] === 'long'
    ? [
        { viewport: PHONE, dark: true },
        { viewport: DESK, dark: false },
      ]
    : []),
];

/** What axe finds on the page as it stands, in each of the lights: rule, place and light. */
export async function accessibilityFindings(
  page: Page,
  lights: readonly Light[] = LIGHTS,
): Promise<string[]> {
  const findings: string[] = [];
  for (const { viewport, dark } of lights) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.evaluate(SETTLE);
    // Of everything that passes axe would describe every element; only what does not pass is read. The page has no
    // frames, so the mode that gathers results through a second tab would only take twice as long.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    const { violations } = await axe.analyze();
    const light = `${viewport.width} px${dark ? ', dark' : ''}`;
    findings.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id} (${light}): ${html.slice(0, 200)} ${failureSummary}`),
      ),
    );
  }
  return findings;
}
