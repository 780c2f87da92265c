import { officerRoles } from '#kernel/permissions';
import { disputeAccess } from './dispute-access.js';
import { reviewAccess } from './review-access.js';
import { orderToMatch } from './money-things.js';
import { anybody, inShop, officers, secretHolders, type Line } from './lines.js';

/** Who in a shop works on its orders. */
const orderPeople = inShop('owner', 'staff for orders', 'mandate');

/** Who in a shop sets what its goods cost, and so what a voucher takes off. */
const pricing = inShop('owner', 'staff for listings', 'mandate');
const administrators = officers('administrator');
/** Who in a shop sees its money. */
const moneyPeople = inShop('owner', 'staff for money');

/** Who may call what of a shop's own orders; part of route-access.ts. */
export const orderAccess: Readonly<Record<string, Line>> = {
  ...disputeAccess,
  ...reviewAccess,

  // Goods sold by weight
  'GET v1/seller/:sellerSlug/orders-to-weigh': orderPeople,
  'POST v1/seller/:sellerSlug/orders/:code/weighings': orderPeople.about('an order to weigh').taking(() => ({
    key: 'mau-0002',
    lines: [{ lineId: '01900000-0000-7000-8000-000000000000', grams: 1 }],
  })),

  // Orders entered for a caller
  'GET v1/seller/:sellerSlug/phone-goods': orderPeople,
  'POST v1/seller/:sellerSlug/phone-quotes': orderPeople,
  'POST v1/seller/:sellerSlug/phone-orders': orderPeople,

  // Vouchers of a shop, and of the floor: those count everywhere, so they are for officers of the whole province
  'GET v1/seller/:sellerSlug/vouchers': pricing,
  'POST v1/seller/:sellerSlug/vouchers': pricing,
  'POST v1/seller/:sellerSlug/vouchers/:voucherId/ending': pricing.about('a voucher of a shop'),
  'GET v1/admin/vouchers': administrators,
  'POST v1/admin/vouchers': administrators,
  'POST v1/admin/vouchers/:voucherId/ending': administrators.about('a voucher of the floor'),
  // What may be sent unpaid, on the whole floor
  'GET v1/admin/cod-terms': administrators,
  'PUT v1/admin/cod-terms': administrators,
  // Money of orders
  'POST v1/webhooks/bank/:provider/:connectionId': secretHolders,
  'GET v1/admin/owed-refunds': officers(...officerRoles),
  'GET v1/admin/money-of-shops': officers(...officerRoles),
  'GET v1/admin/sellers/:slug/unmatched-money': officers(
    'certification_officer',
    'approver',
    'administrator',
  ).about('a shop'),
  'GET v1/seller/:sellerSlug/money': moneyPeople,
  'GET v1/seller/:sellerSlug/waiting-payments': moneyPeople,
  'GET v1/seller/:sellerSlug/deposit-terms': moneyPeople,
  'PUT v1/seller/:sellerSlug/deposit-terms': moneyPeople,
  'GET v1/seller/:sellerSlug/receipts': moneyPeople,
  'POST v1/seller/:sellerSlug/receipts': moneyPeople,
  'POST v1/seller/:sellerSlug/receipts/:receiptId/match': moneyPeople
    .about('money without an order')
    .taking((world) => ({ orderCode: orderToMatch(world) })),
  'POST v1/seller/:sellerSlug/receipts/:receiptId/withdrawal': moneyPeople.about(
    'money by the shop’s own word',
  ),
  'POST v1/seller/:sellerSlug/receipts/:receiptId/dismissal': moneyPeople.about('money without an order'),
  'GET v1/seller/:sellerSlug/carrier-cash': moneyPeople,
  'GET v1/seller/:sellerSlug/money-sheets': moneyPeople,
  'POST v1/seller/:sellerSlug/money-sheets': moneyPeople,
  'GET v1/seller/:sellerSlug/money-sheets/:sheetId': moneyPeople.about('a file of money'),
  'PUT v1/seller/:sellerSlug/money-sheets/:sheetId/columns': moneyPeople.about('a file of money'),
  'POST v1/seller/:sellerSlug/money-sheets/:sheetId/confirmation': moneyPeople
    .about('a file of money')
    .taking(() => ({ all: false })),
  'DELETE v1/seller/:sellerSlug/money-sheets/:sheetId': moneyPeople.about('a file of money'),
  'GET v1/seller/:sellerSlug/refunds': moneyPeople,
  'POST v1/seller/:sellerSlug/refunds/:refundId/sending': moneyPeople
    .about('a refund')
    .taking(() => ({ reference: 'FT-MAU-1' })),
  'GET v1/seller/:sellerSlug/payment-connections': moneyPeople,
  'POST v1/seller/:sellerSlug/payment-connections': moneyPeople.freshly(),
  'POST v1/seller/:sellerSlug/payment-connections/:connectionId/secrets': moneyPeople
    .about('a connection to a bank')
    .freshly()
    .taking(() => ({ secret: 'mau-bi-mat-0123456789-0123456789' })),
  'DELETE v1/seller/:sellerSlug/payment-connections/:connectionId':
    moneyPeople.about('a connection to a bank'),
  'POST v1/seller/:sellerSlug/orders/:code/receipts': orderPeople
    .about('an order to be paid')
    .taking(() => ({ key: 'mau-0003', amountVnd: 1 })),
  // From the order to its last parcel; the buyer’s word and the link of a notice by their secrets
  'POST v1/orders/:code/receipt': secretHolders,
  'GET v1/orders/:code/acceptance': secretHolders,
  'POST v1/orders/:code/acceptance': secretHolders,
  'GET v1/go-aheads/:code': secretHolders,
  'POST v1/go-aheads/:code': secretHolders,
  'POST v1/orders/:code/go-ahead': secretHolders,
  'POST v1/seller/:sellerSlug/orders/:code/calls': orderPeople
    .about('an order')
    .taking(() => ({ outcome: 'unanswered', tries: 0 })),
  'POST v1/seller/:sellerSlug/orders/:code/go-ahead-waiver': orderPeople
    .about('an order')
    .taking(() => ({ words: 'Khách quen, gọi lúc nào cũng nhận' })),
  'GET v1/seller/:sellerSlug/orders': orderPeople,
  'GET v1/seller/:sellerSlug/orders/:code': orderPeople.about('an order'),
  'POST v1/seller/:sellerSlug/orders/:code/confirmation': orderPeople.about('an order'),
  'POST v1/seller/:sellerSlug/orders/:code/cancellation': orderPeople
    .about('an order')
    .taking(() => ({ reason: 'out_of_stock' })),
  'POST v1/seller/:sellerSlug/orders/:code/parcels': orderPeople
    .about('an order')
    .taking(() => ({ key: 'mau-0003' })),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/unsent': orderPeople
    .about('an order')
    .taking(() => ({ reason: 'out_of_stock' })),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/hand-over': orderPeople.about('a parcel'),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/arrival': orderPeople.about('a parcel'),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/non-collection': orderPeople.about('a parcel'),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/return': orderPeople.about('a parcel'),
  // Contracts, for whoever bought and for the shop
  'GET v1/orders/:code/contract': secretHolders,
  'GET v1/orders/:code/contract.pdf': secretHolders,
  'GET v1/seller/:sellerSlug/orders/:code/contract': orderPeople.about('an order with a contract'),
  'GET v1/seller/:sellerSlug/orders/:code/contract.pdf': orderPeople.about('an order with a contract'),
  // Invoices: the numbers by whoever works on orders, the data of a month by whoever sees the money
  'PUT v1/order-groups/:code/invoice-request': secretHolders,
  'GET v1/seller/:sellerSlug/orders/:code/invoice': orderPeople.about('an order'),
  'POST v1/seller/:sellerSlug/orders/:code/invoices': orderPeople
    .about('an order')
    .taking(() => ({ series: '1C26TAA', number: 7, issuedOn: '2026-11-23' })),
  'GET v1/seller/:sellerSlug/invoice-data.xlsx': moneyPeople,
  // What buyers give back: asked for and seen by their secrets, answered by the shop
  'POST v1/orders/:code/return-photos': secretHolders,
  'GET v1/orders/:code/return-photos/:photoId': secretHolders,
  'POST v1/orders/:code/returns': secretHolders,
  'POST v1/orders/:code/returns/:returnId/withdrawal': secretHolders,
  'GET v1/seller/:sellerSlug/returns': orderPeople,
  'GET v1/seller/:sellerSlug/orders/:code/return-photos/:photoId': orderPeople.about('a picture of a return'),
  'POST v1/seller/:sellerSlug/orders/:code/returns/:returnId/agreement': orderPeople
    .about('a return')
    .taking(() => ({ goods: 'back' })),
  'POST v1/seller/:sellerSlug/orders/:code/returns/:returnId/refusal': orderPeople
    .about('a return')
    .taking(() => ({ reason: 'used' })),
  'POST v1/seller/:sellerSlug/orders/:code/returns/:returnId/arrival': orderPeople.about('a return'),
  // Accounts at payment gateways: seen by whoever works with the money, changed by the owner alone
  'GET v1/seller/:sellerSlug/gateway-accounts': inShop('owner', 'staff for money'),
  'PUT v1/seller/:sellerSlug/gateway-accounts/:gateway': inShop('owner')
    .freshly()
    .about('an account at a gateway')
    .taking(() => ({ account: 'acct_mau0002' })),
  'DELETE v1/seller/:sellerSlug/gateway-accounts/:gateway': inShop('owner')
    .freshly()
    .about('an account at a gateway'),
  'GET v1/admin/sellers/:slug/gateway-accounts': officers(...officerRoles).about('a shop'),
  // What gateways tell: who they are their signatures say
  'POST v1/webhooks/stripe': anybody,
  'GET v1/webhooks/vnpay': anybody,
  'GET v1/payment-sessions/:id/return': anybody,
};
