/** Whether the run asks for the full counts (`npm run test:long`) rather than for small but real ones. */
export const LONG = process.env['TEST_LONG'] === '1' || process.env['MODE'] === 'long';

/** The count for this run. */
export function scaled(usual: number, long: number): number {
  return LONG ? long : usual;
}

/** Every eighth page of an audit, from the first on; all of them in the long run. */
export function sampled<Page>(pages: readonly Page[]): Page[] {
  return LONG ? [...pages] : pages.filter((_, at) => at % 8 === 0);
}

/**
 * What is tried at the thing with that number: one of the choices, each in its turn, so that every thing and every choice
 * are tried somewhere; all of them at every thing in the long run.
 */
export function inTurn<Choice>(choices: readonly Choice[], at: number): readonly Choice[] {
  return LONG ? choices : choices.slice(at % choices.length, (at % choices.length) + 1);
}

/** With scripts and, in the long run, without them as well; buying goes both ways in every run. */
export const SCRIPTS = [
  ['with scripts', true],
  ...(LONG ? ([['without scripts', false]] as const) : []),
] as const;
