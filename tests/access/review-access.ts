import { anybody, inShop, officers, secretHolders, signedIn, type Line } from './lines.js';

/** Who in a shop answers its buyers. */
const answerers = inShop('owner', 'staff for orders', 'mandate');
/** Who decides what everybody may read. */
const moderators = officers('certification_officer', 'approver', 'support', 'administrator');

/** Who may call what of reviews; part of route-access.ts. */
export const reviewAccess: Readonly<Record<string, Line>> = {
  'GET v1/products/:slug/reviews': anybody,
  'POST v1/products/:slug/reviews': secretHolders,
  'GET v1/orders/:code/reviews': secretHolders,
  'PUT v1/orders/:code/reviews/:reviewId': secretHolders,
  'POST v1/orders/:code/review-photos': secretHolders,
  'GET v1/orders/:code/review-photos/:photoId': secretHolders,
  'POST v1/orders/:code/review-refusal': secretHolders,
  'POST v1/reviews/:reviewId/helpful-votes': secretHolders,
  'DELETE v1/reviews/:reviewId/helpful-votes': secretHolders,
  'POST v1/reviews/:reviewId/reports': secretHolders,
  'POST v1/questions/:questionId/reports': secretHolders,
  'GET v1/seller/:sellerSlug/reviews': answerers,
  'PUT v1/seller/:sellerSlug/reviews/:reviewId/answer': answerers
    .about('a review')
    .taking(() => ({ words: 'Mẫu' })),
  'GET v1/admin/reviews': moderators,
  'GET v1/admin/reviews/:reviewId/photos/:photoId': moderators.about('a picture of a review'),
  'POST v1/admin/reviews/:reviewId/hiding': moderators
    .about('a review')
    .taking(() => ({ version: 1, reason: 'abuse' })),
  'GET v1/products/:slug/questions': anybody,
  'POST v1/products/:slug/questions': signedIn,
  'GET v1/seller/:sellerSlug/questions': answerers,
  'PUT v1/seller/:sellerSlug/questions/:questionId/answer': answerers
    .about('a question')
    .taking(() => ({ words: 'Mẫu' })),
  'GET v1/admin/questions': moderators,
  'POST v1/admin/questions/:questionId/hiding': moderators
    .about('a question')
    .taking(() => ({ version: 1, reason: 'abuse' })),
  'POST v1/admin/questions/:questionId/showing': moderators
    .about('a question')
    .taking(() => ({ version: 1 })),
  'POST v1/admin/reviews/:reviewId/answer-hiding': moderators
    .about('an answered review')
    .taking(() => ({ version: 1, reason: 'abuse' })),
  'POST v1/admin/reviews/:reviewId/answer-showing': moderators
    .about('an answered review')
    .taking(() => ({ version: 1 })),
  'POST v1/admin/questions/:questionId/answer-hiding': moderators
    .about('an answered question')
    .taking(() => ({ version: 1, reason: 'abuse' })),
  'POST v1/admin/questions/:questionId/answer-showing': moderators
    .about('an answered question')
    .taking(() => ({ version: 1 })),
  'POST v1/admin/reviews/:reviewId/showing': moderators.about('a review').taking(() => ({ version: 1 })),
};
