/** What a forger writes beside the fields of a form: rights, owners, states and sums. */
export const FORGED_FIELDS = {
  ...{ role: 'administrator', roles: ['administrator'], permissions: ['members'], scopes: ['account'] },
  ...{ status: 'approved', statusChangedAt: '2026-01-01T00:00:00Z', approvedAt: '2026-01-01T00:00:00Z' },
  ...{
    sellerId: 'x',
    seller_id: 'x',
    sellerSlug: 'x',
    accountId: 'x',
    account_id: 'x',
    owner: true,
    ownerId: 'x',
  },
  ...{
    id: 'x',
    communes: null,
    duties: [],
    secondFactor: true,
    freshAt: '2030-01-01T00:00:00Z',
    expiresAt: 'x',
  },
  ...{ mandateId: 'x', priceVnd: 1, totalVnd: 1, illustrative: [] },
};

/** What a forger writes into an address. */
export const SLY_PARAMETERS = [
  'x\r\nSet-Cookie: floor_session=evil',
  'x\0y',
  '../../etc/passwd',
  "x' OR '1'='1",
  '\u202Ex',
  'x'.repeat(290),
];
