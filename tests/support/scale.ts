/** Whether the run asks for the full counts (`npm run test:long`) rather than for small but real ones. */
export const LONG = process.env['TEST_LONG'] === '1' || process.env['MODE'] === 'long';

/** The count for this run. */
export function scaled(usual: number, long: number): number {
  return LONG ? long : usual;
}

/** How long one race or fault may take, in milliseconds: the full counts on a busy machine need their time. */
export const PATIENCE_MS = scaled(120_000, 900_000);
