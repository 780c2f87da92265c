import { inShop, officers, type Line } from './lines.js';

/** Who sees a shop's money: never whoever acts under its mandate. */
const treasurers = inShop('owner', 'staff for money');
const administrators = officers('administrator');

/** Who may call what of the money papers; part of route-access.ts. */
export const settlementAccess: Readonly<Record<string, Line>> = {
  'GET v1/seller/:sellerSlug/sales-journal': treasurers,
  'GET v1/seller/:sellerSlug/sales-journal.xlsx': treasurers,
  'GET v1/seller/:sellerSlug/withholdings': treasurers,
  'GET v1/seller/:sellerSlug/tax-certificates/:year/file': treasurers.about('a year’s tax certificate'),
  'GET v1/admin/tax-forms': administrators,
  'POST v1/admin/tax-forms': administrators.taking(() => ({ period: '2025-01' })),
  'GET v1/admin/tax-forms/:taxFormId/file': administrators.about('a tax form'),
  'GET v1/admin/settlement-terms': administrators,
  'POST v1/admin/settlement-terms': administrators.freshly().taking(() => ({
    subject: 'floor_fee',
    feeBasisPoints: 0,
    effectiveFrom: '2099-01-01',
    reason: 'Quyết định mẫu',
  })),
};
