import { makeOrderOfShop, makeParcel } from './authority-things.js';

/** What addresses of a shop's orders name; part of things.ts. */
export const orderThings = {
  'an order': { territorial: false, make: makeOrderOfShop },
  'a parcel': { territorial: false, make: makeParcel },
} as const;
