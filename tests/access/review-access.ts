import { anybody, secretHolders, type Line } from './lines.js';

/** Who may call what of reviews; part of route-access.ts. */
export const reviewAccess: Readonly<Record<string, Line>> = {
  'GET v1/products/:slug/reviews': anybody,
  'POST v1/products/:slug/reviews': secretHolders,
  'GET v1/orders/:code/reviews': secretHolders,
  'PUT v1/orders/:code/reviews/:reviewId': secretHolders,
  'POST v1/orders/:code/review-photos': secretHolders,
  'GET v1/orders/:code/review-photos/:photoId': secretHolders,
};
