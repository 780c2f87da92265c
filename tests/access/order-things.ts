import { makeOrderOfShop, makeParcel } from './authority-things.js';
import { makeReturn, makeReturnPhoto } from './return-things.js';

/** What addresses of a shop's orders name; part of things.ts. */
export const orderThings = {
  'an order': { territorial: false, make: makeOrderOfShop },
  'a return': { territorial: false, make: makeReturn },
  'a picture of a return': { territorial: false, make: makeReturnPhoto },
  'a parcel': { territorial: false, make: makeParcel },
} as const;
