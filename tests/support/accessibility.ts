import type { AxeResults, RunOptions } from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { DESK, PHONE } from './browser-session.js';
import { readAddress } from '../../apps/storefront/src/language.js';
import { takesUploads } from '../../apps/storefront/src/uploads.js';
import { LAYERS, SETTLE, UPLOADS } from './in-page.js';
import { LONG } from './scale.js';

/** A window, and whether it is dark in it. */
export interface Light {
  viewport: { width: number; height: number };
  dark: boolean;
}

/** Together they show both widths and both palettes. */
const USUAL: readonly Light[] = [
  { viewport: PHONE, dark: false },
  { viewport: DESK, dark: true },
];

/** As main.css declares them: what a part says counts more than what the base says, whichever file came first. */
const LAYERS_IN_ORDER = 'reset,tokens,base,parts,pages,helpers';

/** What the long mode adds: the other palette of each width, which changes colours only. */
const REST: readonly Light[] = [
  { viewport: PHONE, dark: true },
  { viewport: DESK, dark: false },
];

/** Of axe's rules the one that reads what is painted behind each text takes as long as all others. */
type Rules = 'all' | 'all but contrast' | 'contrast';

/** Everything in the long mode; else one of the usual lights, and the contrast of every other page: always the same for a title. */
async function auditsFor(page: Page): Promise<ReadonlyArray<readonly [Light, Rules]>> {
  if (LONG)
    return [
      ...USUAL.map((light) => [light, 'all'] as const),
      ...REST.map((light) => [light, 'contrast'] as const),
    ];
  const title = await page.title();
  const sum = [...title].reduce((before, letter) => before + (letter.codePointAt(0) ?? 0), 0);
  return USUAL.slice(sum % 2, (sum % 2) + 1).map(
    (light) => [light, sum % 4 < 2 ? 'all' : 'all but contrast'] as const,
  );
}

/**
 * What axe finds on the page as it stands: rule, place and light; style sheets whose layers stand in another order; and forms
 * that bring files to a page that takes none.
 */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  // A page that somebody has just gone on to may still wait for its styles.
  await page.waitForLoadState('load');
  const layers = await page.evaluate<string[]>(LAYERS);
  const findings = layers.join() === LAYERS_IN_ORDER ? [] : [`the layers of the styles are ${layers.join()}`];
  for (const path of await page.evaluate<string[]>(UPLOADS)) {
    if (!takesUploads(readAddress(path).page))
      findings.push(`a photograph sent to ${path} would be too long (uploads.ts)`);
  }
  for (const [{ viewport, dark }, rules] of await auditsFor(page)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.evaluate(SETTLE);
    const violations = await violationsOn(page, rules);
    const light = `${viewport.width} px${dark ? ', dark' : ''}`;
    findings.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id} (${light}): ${html.slice(0, 200)} ${failureSummary}`),
      ),
    );
  }
  return findings;
}

type Violations = AxeResults['violations'];

/** Half the letters of what the package gives by itself, and a third of the time until they are read. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Of everything that passes axe would describe every element; only what does not pass is read. Style sheets it would fetch
 * once more, for rules that are still tried out.
 */
const optionsOf = (rules: Rules): RunOptions => ({
  resultTypes: ['violations'],
  preload: false,
  ...(rules === 'contrast'
    ? { runOnly: ['color-contrast'] }
    : { rules: { 'color-contrast': { enabled: rules === 'all' } } }),
});

async function violationsOn(page: Page, rules: Rules): Promise<Violations> {
  // Where axe was brought in for another light, it is there still. The page has no frames that would need it too.
  if (!(await page.evaluate<boolean>('window.axe !== undefined'))) await page.evaluate(`${AXE}\n;0`);
  return page.evaluate<Violations>(
    `axe.run(document, ${JSON.stringify(optionsOf(rules))}).then(({ violations }) => violations)`,
  );
}
