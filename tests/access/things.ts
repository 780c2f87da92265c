import type { World } from './world.js';

/** Something an address names. It lies in the shop of the world, and in that shop's commune. */
export interface Thing {
  /** Whether it belongs to a commune, so that officers of other communes must not find it. */
  readonly territorial: boolean;
  /** Puts one there, fresh for each call, and gives the parameters that name it. `sellerSlug` is known already. */
  make(world: World): Promise<Record<string, string>>;
}

/** Every thing that a line of route-access.ts can be about. */
export const things = {
  'a shop': { territorial: true, make: async ({ shop }) => ({ slug: shop.slug }) },
} as const satisfies Record<string, Thing>;

export type ThingName = keyof typeof things;
