import { scaled } from './scale.js';

/** How long one race or fault may take, in milliseconds: the full counts on a busy machine need their time. */
export const PATIENCE_MS = scaled(120_000, 900_000);

/**
 * How long one thing that is sure to come is waited for, in milliseconds. Only a failure ever takes so long; a machine with
 * other work needs a quarter of a minute to bring up one process.
 */
export const SURE_TO_COME_MS = scaled(45_000, 240_000);
