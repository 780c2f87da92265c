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
    const violations = await violationsOn(page);
    const light = `${viewport.width} px${dark ? ', dark' : ''}`;
    findings.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id} (${light}): ${html.slice(0, 200)} ${failureSummary}`),
      ),
    );
  }
  return findings;
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

/** Of everything that passes axe would describe every element; only what does not pass is read. */
const OPTIONS = { resultTypes: ['violations' as const] };

async function violationsOn(page: Page): Promise<Violations> {
  // Where axe was brought in for another light, it is there still.
  if (await page.evaluate<boolean>('window.axe !== undefined'))
    return page.evaluate<Violations>(
      `axe.run(document, ${JSON.stringify(OPTIONS)}).then(({ violations }) => violations)`,
    );
  // The page has no frames, so the mode that gathers results through a second tab would only take twice as long.
  return (await new AxeBuilder({ page }).options(OPTIONS).setLegacyMode().analyze()).violations;
}
