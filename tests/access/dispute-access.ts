import { inShop, officers, anybody, secretHolders, type Line } from './lines.js';

/** Who in a shop answers its buyers. */
const orderPeople = inShop('owner', 'staff for orders', 'mandate');
/** Who decides between a buyer and a shop. */
const deciders = officers('support', 'administrator');

const PROPOSAL = { proposalId: '01900000-0000-7000-8000-000000000000' };

/** Who may call what of disputes; part of route-access.ts. */
export const disputeAccess: Readonly<Record<string, Line>> = {
  'GET v1/complaint-procedure': anybody,
  'GET v1/orders/:code/disputes': secretHolders,
  'POST v1/orders/:code/disputes': secretHolders,
  'GET v1/orders/:code/disputes/:disputeId': secretHolders,
  'POST v1/orders/:code/disputes/:disputeId/messages': secretHolders,
  'POST v1/orders/:code/disputes/:disputeId/pictures': secretHolders,
  'GET v1/orders/:code/disputes/:disputeId/pictures/:pictureId': secretHolders,
  'POST v1/orders/:code/disputes/:disputeId/acceptance': secretHolders,
  'POST v1/orders/:code/disputes/:disputeId/escalation': secretHolders,
  'POST v1/orders/:code/disputes/:disputeId/withdrawal': secretHolders,
  'GET v1/seller/:sellerSlug/disputes': orderPeople,
  'GET v1/seller/:sellerSlug/disputes/:disputeId': orderPeople.about('a dispute'),
  'POST v1/seller/:sellerSlug/disputes/:disputeId/messages': orderPeople
    .about('a dispute')
    .taking(() => ({ words: 'Mẫu' })),
  'POST v1/seller/:sellerSlug/disputes/:disputeId/pictures': orderPeople.about('a dispute'),
  'GET v1/seller/:sellerSlug/disputes/:disputeId/pictures/:pictureId':
    orderPeople.about('a picture of a dispute'),
  'POST v1/seller/:sellerSlug/disputes/:disputeId/acceptance': orderPeople
    .about('a dispute')
    .taking(() => PROPOSAL),
  'POST v1/seller/:sellerSlug/disputes/:disputeId/escalation': orderPeople.about('a dispute'),
  'GET v1/admin/disputes': deciders,
  'GET v1/admin/disputes/:disputeId': deciders.about('a dispute'),
  'GET v1/admin/disputes/:disputeId/pictures/:pictureId': deciders.about('a picture of a dispute'),
  'POST v1/admin/disputes/:disputeId/taking': deciders.about('a dispute'),
  'POST v1/admin/disputes/:disputeId/messages': deciders.about('a dispute').taking(() => ({ words: 'Mẫu' })),
  'POST v1/admin/disputes/:disputeId/decision': deciders
    .about('a dispute')
    .taking(() => ({ outcome: 'shop_right', words: 'Mẫu' })),
};
