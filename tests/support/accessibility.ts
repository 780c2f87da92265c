import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESK, PHONE } from './browser-session.js';
import { LAYERS, SETTLE } from './in-page.js';
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

/** What axe finds on the page as it stands: rule, place and light; and style sheets whose layers stand in another order. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  // A page that somebody has just gone on to may still wait for its styles.
  await page.waitForLoadState('load');
  const layers = await page.evaluate<string[]>(LAYERS);
  const findings = layers.join() === LAYERS_IN_ORDER ? [] : [`the layers of the styles are ${layers.join()}`];
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

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

/** Of everything that passes axe would describe every element; only what does not pass is read. */
const optionsOf = (rules: Rules) => ({
  resultTypes: ['violations' as const],
  ...(rules === 'contrast'
    ? { runOnly: ['color-contrast'] }
    : { rules: { 'color-contrast': { enabled: rules === 'all' } } }),
});

async function violationsOn(page: Page, rules: Rules): Promise<Violations> {
  const options = optionsOf(rules);
  // Where axe was brought in for another light, it is there still.
  if (await page.evaluate<boolean>('window.axe !== undefined'))
    return page.evaluate<Violations>(
      `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
    );
  // The page has no frames, so the mode that gathers results through a second tab would only take twice as long.
  return (await new AxeBuilder({ page }).options(options).setLegacyMode().analyze()).violations;
}
