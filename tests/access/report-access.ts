import { anybody, officers, secretHolders, type Line } from './lines.js';

/** Who looks into what people report. */
const handlers = officers('certification_officer', 'approver', 'support', 'administrator');

/** Who may call what of reports; part of route-access.ts. */
export const reportAccess: Readonly<Record<string, Line>> = {
  'GET v1/report-reasons': anybody,
  // Guests too: whoever is signed in is known to the handler.
  'POST v1/products/:slug/reports': secretHolders,
  'POST v1/sellers/:slug/reports': secretHolders,
  'GET v1/admin/reports': handlers,
  'GET v1/admin/reports/:reportId': handlers.about('a report'),
  'POST v1/admin/reports/:reportId/taking': handlers.about('a report'),
  'POST v1/admin/reports/:reportId/decision': handlers
    .about('a report')
    .taking(() => ({ outcome: 'dismissed', answer: 'Mẫu' })),
  'POST v1/admin/reports/:reportId/lifting': handlers.about('a report').taking(() => ({ words: 'Mẫu' })),
  'POST v1/admin/reports/:reportId/forgetting': handlers.about('a report'),
};
