import { anybody, inShop, officers, secretHolders, type Line } from './lines.js';

/** Who writes what a shop sells, and who among officers looks at it. */
const listers = inShop('owner', 'staff for listings', 'mandate');
const listingOfficers = officers('assisting_staff', 'commune_checker', 'approver', 'administrator');

/** Who keeps the words of the search. */
const searchKeepers = officers('support', 'administrator');

const A_BATCH = { code: 'LO-2', madeOn: '2026-11-01', quantity: 5 };

/** Who may call what of writing, approving and keeping what shops sell; a part of the table in route-access.ts. */
export const listingAccess: Readonly<Record<string, Line>> = {
  // Words the search knows, on the whole floor
  'GET v1/admin/search-terms': searchKeepers,
  'POST v1/admin/search-terms': searchKeepers,
  'GET v1/admin/search-terms/:termId': searchKeepers.about('a search term'),
  'PUT v1/admin/search-terms/:termId': searchKeepers.about('a search term'),
  'DELETE v1/admin/search-terms/:termId': searchKeepers.about('a search term'),

  // What a shop sells, as it writes it
  'GET v1/seller/:sellerSlug/products': listers,
  'POST v1/seller/:sellerSlug/products': listers,
  'GET v1/seller/:sellerSlug/products/:productId': listers.about('a draft of a product'),
  'PUT v1/seller/:sellerSlug/products/:productId/change': listers
    .about('a draft of a product')
    .taking(() => ({ version: 1, content: {} })),
  'DELETE v1/seller/:sellerSlug/products/:productId/change': listers.about('a draft of a product'),
  'POST v1/seller/:sellerSlug/products/:productId/submission': listers
    .about('a draft of a product')
    .taking(() => ({ version: 1 })),
  'DELETE v1/seller/:sellerSlug/products/:productId/submission': listers.about('a draft of a product'),
  'PUT v1/seller/:sellerSlug/products/:productId/variants/:variantId/price':
    listers.about('a product on sale'),
  'POST v1/seller/:sellerSlug/products/:productId/pause': listers.about('a product on sale'),
  'DELETE v1/seller/:sellerSlug/products/:productId/pause': listers.about('a product on sale'),

  // Stock in two taps, batches, seasons, closed days
  'GET v1/seller/:sellerSlug/products/:productId/variants/:variantId/stock':
    listers.about('a product on sale'),
  'POST v1/seller/:sellerSlug/products/:productId/variants/:variantId/stock/sold-out': listers
    .about('a product on sale')
    .taking(() => ({ key: 'mau-0002' })),
  'POST v1/seller/:sellerSlug/products/:productId/variants/:variantId/stock/recount': listers
    .about('a product on sale')
    .taking(() => ({ key: 'mau-0002', onHand: 5 })),
  'POST v1/seller/:sellerSlug/products/:productId/variants/:variantId/stock/sold-off-floor': listers
    .about('a product on sale')
    .taking(() => ({ key: 'mau-0002', quantity: 1 })),
  'POST v1/seller/:sellerSlug/products/:productId/variants/:variantId/stock/received': listers
    .about('a product on sale')
    .taking(() => ({ key: 'mau-0002', quantity: 1 })),
  'POST v1/seller/:sellerSlug/products/:productId/variants/:variantId/batches': listers
    .about('a product on sale')
    .taking(() => ({ key: 'mau-0002', ...A_BATCH })),
  'PUT v1/seller/:sellerSlug/products/:productId/variants/:variantId/batches/:batchId': listers
    .about('a batch')
    .taking(() => A_BATCH),
  'PUT v1/seller/:sellerSlug/products/:productId/season': listers
    .about('a product on sale')
    .taking(() => ({ orderFrom: '2026-11-01', orderUntil: '2026-12-01', deliverFrom: '2026-11-15' })),
  'DELETE v1/seller/:sellerSlug/products/:productId/season': listers.about('a product on sale'),
  'GET v1/seller/:sellerSlug/closures': listers,
  'POST v1/seller/:sellerSlug/closures': listers,
  'DELETE v1/seller/:sellerSlug/closures/:closureId': listers.about('closed days'),

  // Codes on labels
  'GET v1/traces/:code': anybody,
  'POST v1/traces/:code/scans': secretHolders,
  'GET v1/seller/:sellerSlug/traces': listers,
  'GET v1/seller/:sellerSlug/traces/:code/label': listers.about('a trace code'),
  'GET v1/seller/:sellerSlug/traces/:code/labels.pdf': listers.about('a trace code'),
  'GET v1/seller/:sellerSlug/traces/:code/label.png': listers.about('a trace code'),
  'GET v1/admin/traces': listingOfficers,

  // What goods must tell, and their papers
  'GET v1/listing-rules': anybody,
  'GET v1/seller/:sellerSlug/product-papers': listers,
  'POST v1/seller/:sellerSlug/product-papers': listers,
  'DELETE v1/seller/:sellerSlug/product-papers/:paperId': listers.about('a paper of a product'),

  // Approval of products in two steps
  'GET v1/admin/product-changes': listingOfficers,
  'GET v1/admin/product-changes/:changeId': listingOfficers.about('a submitted change'),
  'GET v1/admin/product-changes/:changeId/pictures/:pictureId/:file':
    listingOfficers.about('a picture of a change'),
  'GET v1/admin/product-changes/:changeId/papers/:paperId': listingOfficers.about('a paper of a product'),
  'POST v1/admin/product-changes/:changeId/check': officers(
    'assisting_staff',
    'commune_checker',
    'administrator',
  )
    .about('a submitted change')
    .taking(() => ({ version: 1 })),
  'POST v1/admin/product-changes/:changeId/publication': officers('approver', 'administrator')
    .about('a submitted change')
    .taking(() => ({ version: 1 })),
  'POST v1/admin/product-changes/:changeId/return': listingOfficers
    .about('a submitted change')
    .taking(() => ({ version: 1, reasons: ['other'], words: 'Mẫu' })),
};
