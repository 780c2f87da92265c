import { buildIfStale } from '../../apps/launcher/src/build.ts';

/** Builds the pages once per run, and not at all where `dist` already is what the sources give. */
export default async function setup(): Promise<void> {
  await buildIfStale();
}
