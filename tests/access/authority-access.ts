import { inShop, officers, type Line } from './lines.js';

/** Who acts on what an authority asks for. */
const handlers = officers('certification_officer', 'approver', 'administrator');

/** Who may call what of revocations' spread and of authorities' requests; part of route-access.ts. */
export const authorityAccess: Readonly<Record<string, Line>> = {
  'GET v1/admin/flagged-orders': handlers,
  'POST v1/admin/flagged-orders/:orderCode/contact': handlers
    .about('a flagged order')
    .taking(() => ({ reason: 'Gọi người mua' })),
  'GET v1/admin/authority-requests': handlers,
  'POST v1/admin/authority-requests': handlers,
  'GET v1/admin/authority-requests/:authorityRequestId': handlers.about('an authority’s request'),
  'POST v1/admin/authority-requests/:authorityRequestId/execution': handlers
    .about('an authority’s request')
    .taking(() => ({ words: 'Mẫu' })),
  'POST v1/admin/authority-requests/:authorityRequestId/answer': handlers
    .about('an authority’s request')
    .taking(() => ({ outcome: 'refused', answer: 'Mẫu' })),
  'POST v1/admin/authority-requests/:authorityRequestId/lifting': handlers
    .about('an authority’s request')
    .taking(() => ({ words: 'Mẫu' })),
  'POST v1/admin/authority-requests/:authorityRequestId/exports': handlers.about('an authority’s request'),
  'GET v1/seller/:sellerSlug/flagged-orders': inShop('owner', 'staff for orders', 'mandate'),
};
