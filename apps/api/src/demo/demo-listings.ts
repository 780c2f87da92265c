import type { ContentPart, DemoPicture } from '../modules/catalogue/index.js';
import { readDataFile } from '../platform/data/data-files.js';

/** Something a shop of the demo wants to have changed of a product that is on the floor. Of invented shops only. */
export interface DemoListing {
  shop: string;
  product: string;
  state: 'submitted' | 'checked' | 'returned';
  /** Who writes it: an owner of that shop, with a phone nobody has (E.164). */
  owner: { phone: string; name: string };
  sentDaysAgo: number;
  /** When an officer checked it or gave it back; not of one that nobody has looked at. */
  decidedDaysAgo?: number;
  content: Omit<ContentPart, 'images' | 'variants'>;
  /** Prices it is to have, by the name of the variant. */
  prices?: Record<string, number>;
  /** The picture sent with it, as it is drawn and as it is described. */
  picture: { drawing: DemoPicture; alt: string };
  returned?: { reasons: string[]; words: string };
}

/** The changes of a province's demo; a province whose demo has no such file has none. */
export function demoListings(folder: string): DemoListing[] {
  const index = readDataFile<{ listings?: string[] }>(`${folder}/demo/index.json`);
  return (index.listings ?? []).flatMap(
    (path) => readDataFile<{ listings: DemoListing[] }>(`${folder}/demo/${path}`).listings,
  );
}
