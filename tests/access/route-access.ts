import { officerRoles } from '#kernel/permissions';
import { accountAccess } from './account-access.js';
import { articleAccess } from './article-access.js';
import { authorityAccess } from './authority-access.js';
import { settlementAccess } from './settlement-access.js';
import { orderAccess } from './order-access.js';
import { listingAccess } from './listing-access.js';
import { certificateAccess } from './certificate-access.js';
import { deliveryAccess } from './delivery-access.js';
import { reportAccess } from './report-access.js';
import {
  anybody,
  inShop,
  officers,
  operatorOnly,
  secretHolders,
  shopPeople,
  signedIn,
  type Line,
} from './lines.js';

/** Who reads the register of cooperatives, and who writes in it. */
const registerReaders = officers(
  'assisting_staff',
  'commune_checker',
  'certification_officer',
  'approver',
  'administrator',
);
const A_COOPERATIVE = {
  registerNumber: 'MAU-SUA',
  name: 'Hợp tác xã Mẫu',
  field: 'agriculture',
  communeCode: '32248',
};
const registerKeepers = officers('commune_checker', 'certification_officer', 'administrator');

const shopReaders = officers(...officerRoles);
const suspenders = officers('approver', 'administrator');
/** Who may ask to act for a shop. */
const assistants = officers('assisting_staff', 'administrator');

const reviewers = officers('certification_officer', 'approver', 'administrator');

/** No account has this id. */
const NOBODY = '01900000-0000-7000-8000-000000000000';
const A_REASON = { reason: 'Chủ máy báo mất điện thoại' };

/**
 * Who may call what: one line a route, to be read by people. Whoever is not named is refused: without a session 401, with
 * one 403, and a shop of others or a thing outside the officer's communes is 404.
 *
 * Every line is tried with every caller (tests/api/access); a route without a line, and a line without a route, fail the
 * build. The words are explained in lines.ts, the things in things.ts.
 */
export const routeAccess: Readonly<Record<string, Line>> = {
  // Reading the shop
  'GET openapi.json': anybody,
  'GET docs': anybody,
  'GET docs/:file': anybody,
  'GET health/live': anybody,
  'GET health/ready': anybody,
  'GET metrics': operatorOnly,
  'GET v1/floor': anybody,
  'GET v1/operating-rules': anybody,
  'GET v1/operating-rules/:version': anybody,
  'GET v1/communes': anybody,
  'GET v1/provinces': anybody,
  'GET v1/product-sets': anybody,
  'GET v1/products': anybody,
  'GET v1/products/:slug': anybody,
  'GET v1/found': anybody,
  'GET v1/found/goods': anybody,
  'GET v1/found/moved/:kind/:slug': anybody,
  'GET v1/found/pages/:kind': anybody,
  'GET v1/images/share/floor/:file': anybody,
  'GET v1/images/share/:kind/:slug/:file': anybody,
  'GET v1/images/:sha/:file': anybody,
  'GET v1/ranking': anybody,
  'GET v1/search-suggestions': anybody,
  'GET v1/sellers': anybody,
  'GET v1/sellers/:slug': anybody,
  'GET v1/tourism-points': anybody,
  'GET v1/tourism-points/:slug': anybody,

  // Buying: whoever holds the secret of a cart or an order
  'POST v1/carts': anybody,
  'GET v1/carts/:id': secretHolders,
  'PUT v1/carts/:id/lines/:variantId': secretHolders,
  'DELETE v1/carts/:id/lines/:variantId': secretHolders,
  'POST v1/carts/:id/quote': secretHolders,
  'GET v1/carts/:id/order-group': secretHolders,
  'POST v1/carts/:id/attachment': signedIn,
  'POST v1/order-groups': secretHolders,
  'GET v1/order-groups/:code': secretHolders,
  'GET v1/orders/:code': secretHolders,
  'POST v1/orders/:code/cancellation': secretHolders,
  'POST v1/order-lookups': anybody,
  'GET v1/me/order-groups': signedIn,

  ...accountAccess,

  // One's own data
  'GET v1/admin/data-requests': officers('support', 'administrator'),
  'POST v1/admin/data-requests': officers('support', 'administrator'),
  'GET v1/admin/data-requests/:dataRequestId': officers('support', 'administrator').about('a data request'),
  'POST v1/admin/data-requests/:dataRequestId/acknowledgement': officers('support', 'administrator').about(
    'a data request',
  ),
  'POST v1/admin/data-requests/:dataRequestId/extension': officers('support', 'administrator').about(
    'a data request',
  ),
  'POST v1/admin/data-requests/:dataRequestId/answer': officers('support', 'administrator').about(
    'a data request',
  ),
  'GET v1/admin/breaches': officers('support', 'administrator'),
  'POST v1/admin/breaches': officers('support', 'administrator'),
  'GET v1/admin/breaches/:breachId': officers('support', 'administrator').about('a breach'),
  'POST v1/admin/breaches/:breachId/entries': officers('support', 'administrator').about('a breach'),
  'GET v1/me/export': signedIn.freshly(),
  'GET v1/me/erasure': signedIn,
  'POST v1/me/erasure': signedIn.freshly(),
  'DELETE v1/me/erasure': signedIn.freshly(),

  // How a shop comes onto the floor
  'POST v1/seller-applications': signedIn,
  'GET v1/seller/:sellerSlug': inShop(...shopPeople),
  'GET v1/seller/:sellerSlug/application': inShop('owner', 'mandate').about('an application'),
  'GET v1/seller/:sellerSlug/application/:step': inShop('owner', 'mandate').about('a step'),
  'PUT v1/seller/:sellerSlug/application/producer': inShop('owner', 'mandate'),
  'PUT v1/seller/:sellerSlug/application/registration': inShop('owner', 'mandate'),
  'PUT v1/seller/:sellerSlug/application/representative': inShop('owner', 'mandate'),
  'PUT v1/seller/:sellerSlug/application/address': inShop('owner', 'mandate'),
  'PUT v1/seller/:sellerSlug/application/bank': inShop('owner', 'mandate'),
  'PUT v1/seller/:sellerSlug/application/consents': inShop('owner', 'mandate'),
  'GET v1/seller/:sellerSlug/cooperatives': inShop('owner', 'mandate'),
  'PUT v1/seller/:sellerSlug/application/cooperative': inShop('owner', 'mandate'),
  'DELETE v1/seller/:sellerSlug/application/cooperative': inShop('owner', 'mandate').about('an application'),
  'POST v1/seller/:sellerSlug/application/submission': inShop('owner', 'mandate'),
  'DELETE v1/seller/:sellerSlug/application/submission': inShop('owner', 'mandate'),
  'GET v1/seller/:sellerSlug/documents': inShop('owner', 'mandate'),
  'POST v1/seller/:sellerSlug/documents': inShop('owner', 'mandate'),
  'GET v1/seller/:sellerSlug/documents/:id': inShop('owner').about('a paper'),
  'DELETE v1/seller/:sellerSlug/documents/:id': inShop('owner', 'mandate').about('a paper'),
  'GET v1/seller/:sellerSlug/evidence': inShop('owner', 'mandate'),
  'GET v1/seller/:sellerSlug/sales': inShop('owner', 'mandate'),
  'GET v1/seller/:sellerSlug/sales-statements': inShop('owner', 'mandate'),
  'POST v1/seller/:sellerSlug/sales-statements': inShop('owner', 'mandate').taking(() => ({
    fromMonth: '2026-01',
    toMonth: '2026-02',
  })),
  'GET v1/seller/:sellerSlug/sales-statements/:file': inShop('owner', 'mandate').about('a sales statement'),
  'GET v1/sales-statements/:code': secretHolders,
  'GET v1/seller/:sellerSlug/letters': inShop('owner', 'mandate'),
  'GET v1/seller/:sellerSlug/letters/:file': inShop('owner', 'mandate').about('a letter'),

  // Sending a picture takes another right than sending a paper.
  'POST v1/seller/:sellerSlug/uploads': inShop('owner', 'staff for listings', 'mandate').taking(() => ({
    kind: 'picture',
    bytes: 10,
  })),
  'GET v1/seller/:sellerSlug/uploads/:id': inShop('owner', 'staff for listings', 'mandate').about(
    'an upload',
  ),
  'PATCH v1/seller/:sellerSlug/uploads/:id': inShop('owner', 'staff for listings', 'mandate').about(
    'an upload',
  ),
  'DELETE v1/seller/:sellerSlug/uploads/:id': inShop('owner', 'staff for listings', 'mandate').about(
    'an upload',
  ),
  'GET v1/seller/:sellerSlug/pictures': inShop('owner', 'staff for listings', 'mandate'),
  'POST v1/seller/:sellerSlug/pictures': inShop('owner', 'staff for listings', 'mandate'),
  'GET v1/seller/:sellerSlug/pictures/:id/:file': inShop('owner', 'staff for listings', 'mandate').about(
    'a picture',
  ),
  'DELETE v1/seller/:sellerSlug/pictures/:id': inShop('owner', 'staff for listings', 'mandate').about(
    'a picture',
  ),

  // What a shop sells, as it writes it, and its approval
  ...listingAccess,

  // The verification desk
  'GET v1/admin/sellers': shopReaders,
  'GET v1/admin/sellers/:slug': shopReaders.about('a shop'),
  'POST v1/admin/sellers/:slug/documents/:id/readings': reviewers
    .about('a paper')
    .taking(() => ({ reason: 'Đối chiếu giấy tờ' })),
  'POST v1/admin/sellers/:slug/sensitive-fields': reviewers
    .about('a shop that applied')
    .taking(() => ({ reason: 'Đối chiếu giấy tờ' })),
  'GET v1/admin/sellers/:slug/letters/:file': shopReaders.about('a letter'),
  'POST v1/admin/sellers/:slug/checks': reviewers
    .about('a shop that applied')
    .taking(() => ({ items: [{ subject: 'tax_code', result: 'matches' }] })),
  'POST v1/admin/sellers/:slug/checks/vneid': reviewers.about('a shop that applied'),
  'POST v1/admin/sellers/:slug/approval': reviewers.about('a shop that applied'),
  'POST v1/admin/sellers/:slug/addition-requests': reviewers
    .about('a shop that applied')
    .taking(() => ({ items: [{ step: 'bank', reason: 'unclear', words: 'Chụp lại cho rõ' }] })),
  'POST v1/admin/sellers/:slug/refusal': reviewers
    .about('a shop that applied')
    .taking(() => ({ reason: 'other', words: 'Mẫu' })),
  'POST v1/admin/sellers/:slug/suspensions': suspenders
    .about('a shop')
    .taking(() => ({ reason: 'other', words: 'Mẫu' })),
  'DELETE v1/admin/sellers/:slug/suspensions/current': suspenders.about('a shop'),
  'POST v1/admin/sellers/:slug/closure': suspenders
    .about('a shop')
    .taking(() => ({ reason: 'other', words: 'Mẫu' })),

  // The register of cooperatives
  'GET v1/admin/cooperatives': registerReaders,
  'GET v1/admin/cooperatives/figures': registerReaders,
  'GET v1/admin/cooperatives/:id': registerReaders.about('a cooperative'),
  'GET v1/admin/cooperatives/export.xlsx': registerReaders,
  'GET v1/admin/cooperatives/export.csv': registerReaders,
  'POST v1/admin/cooperatives': registerKeepers,
  'PUT v1/admin/cooperatives/:id': registerKeepers
    .about('a cooperative')
    .taking(() => ({ ...A_COOPERATIVE, version: 1 })),
  'POST v1/admin/cooperatives/:id/statuses': registerKeepers
    .about('a cooperative')
    .taking(() => ({ status: 'active', fromOn: '2025-01-01' })),
  'DELETE v1/admin/cooperatives/:id/statuses/:statusId': registerKeepers.about('a cooperative'),
  'PUT v1/admin/cooperatives/:id/counts/:countedOn': registerKeepers
    .about('a cooperative')
    .taking(() => ({ members: 9, workers: 8 })),
  'DELETE v1/admin/cooperatives/:id/counts/:countedOn': registerKeepers.about('a cooperative'),
  'PUT v1/admin/cooperatives/:id/shop': registerKeepers
    .about('a cooperative')
    .taking(() => ({ sellerSlug: 'khong-co' })),
  'DELETE v1/admin/cooperatives/:id/shop': registerKeepers.about('a cooperative'),
  'POST v1/admin/cooperative-imports': registerKeepers,
  'GET v1/admin/cooperative-imports': registerKeepers,
  'GET v1/admin/cooperative-imports/template.xlsx': registerKeepers,
  'GET v1/admin/cooperative-imports/:id': registerKeepers.about('an import of cooperatives'),
  'GET v1/admin/cooperative-imports/:id/rows': registerKeepers.about('an import of cooperatives'),
  'POST v1/admin/cooperative-imports/:id/confirmation': registerKeepers
    .about('an import of cooperatives')
    .taking(() => ({ rows: 'good' })),
  'DELETE v1/admin/cooperative-imports/:id/confirmation': registerKeepers.about('an import of cooperatives'),

  ...certificateAccess,

  // What left the floor, and what authorities ask for
  ...authorityAccess,
  ...orderAccess,
  ...settlementAccess,
  ...deliveryAccess,
  ...reportAccess,
  ...articleAccess,

  // Officers' duties
  'GET v1/admin/duties': officers('administrator'),
  'GET v1/admin/duties/:dutyId': officers('administrator').about('a duty'),
  'POST v1/admin/duties': officers('administrator').freshly(),
  'DELETE v1/admin/duties/:dutyId': officers('administrator').freshly().about('a duty'),
  'POST v1/admin/duties/:dutyId/handover': officers('administrator')
    .freshly()
    .about('a duty')
    .taking(() => ({ accountId: NOBODY })),
  'POST v1/admin/duties/:dutyId/delegation': officers('administrator')
    .freshly()
    .about('a duty')
    .taking(() => ({ accountId: NOBODY, endsOn: '2030-01-01' })),

  // Accounts, for those who help people with them
  'GET v1/admin/accounts': officers('support', 'administrator'),
  'GET v1/admin/accounts/:accountId': officers('support', 'administrator').about('an account'),
  'POST v1/admin/accounts/:accountId/block': officers('support', 'administrator')
    .freshly()
    .about('an account')
    .taking(() => A_REASON),
  // What is not blocked cannot be opened: a conflict, and so let in.
  'POST v1/admin/accounts/:accountId/unblock': officers('support', 'administrator')
    .freshly()
    .about('an account')
    .taking(() => A_REASON),
  'DELETE v1/admin/accounts/:accountId/sessions': officers('support', 'administrator')
    .freshly()
    .about('an account'),

  // The history
  'GET v1/admin/audit-records': officers('administrator'),

  // The desk: every officer has one; whose work it is says which queue may be touched
  'GET v1/admin/desk': officers(...officerRoles),
  'PUT v1/admin/desk/:queue/:subjectId/assignment': reviewers.about('a submitted shop'),
  'DELETE v1/admin/desk/:queue/:subjectId/assignment': reviewers.about('a submitted shop'),

  // Shops, from the side of somebody who works in them
  'GET v1/me/shops': signedIn,
  'DELETE v1/me/shops/:slug': signedIn,
  'POST v1/me/shop-invitations/:id/acceptance': signedIn,
  'DELETE v1/me/shop-invitations/:id': signedIn,

  // People of a shop
  'GET v1/seller/:sellerSlug/notices': inShop(
    'owner',
    'staff for listings',
    'staff for orders',
    'staff for money',
  ),
  'PUT v1/seller/:sellerSlug/notices': inShop(
    'owner',
    'staff for listings',
    'staff for orders',
    'staff for money',
  ).taking(() => ({ channels: [] })),
  'GET v1/seller/:sellerSlug/members': inShop('owner'),
  'POST v1/seller/:sellerSlug/members': inShop('owner').freshly(),
  'PUT v1/seller/:sellerSlug/members/:memberId': inShop('owner')
    .freshly()
    .about('a member')
    .taking(() => ({ role: 'staff', permissions: ['orders'] })),
  'DELETE v1/seller/:sellerSlug/members/:memberId': inShop('owner').about('a member'),
  'DELETE v1/seller/:sellerSlug/invitations/:invitationId': inShop('owner').about('an invitation'),

  // Acting on behalf of a shop
  'GET v1/seller/:sellerSlug/mandates': inShop('owner'),
  'POST v1/seller/:sellerSlug/mandates/:mandateId/consent': inShop('owner')
    .freshly()
    .about('a request for a mandate'),
  'DELETE v1/seller/:sellerSlug/mandates/:mandateId': inShop('owner').about('a request for a mandate'),
  'GET v1/seller/:sellerSlug/activity': inShop('owner', 'mandate'),
  'POST v1/seller/:sellerSlug/activity/confirmation': inShop('owner').taking(() => ({ upTo: NOBODY })),
  'GET v1/admin/mandates': assistants,
  'POST v1/admin/mandates': assistants,
  'POST v1/admin/mandates/:mandateId/consent': assistants
    .about('a request of one’s own for a mandate')
    .taking(() => ({ code: '000000' })),
  'DELETE v1/admin/mandates/:mandateId': assistants.about('a mandate of one’s own'),
  'GET v1/admin/sellers/:slug/mandates': officers('support', 'administrator').about('a shop'),
  'DELETE v1/admin/sellers/:slug/mandates/:mandateId': officers('support', 'administrator').about(
    'a shop with a mandate',
  ),
  'POST v1/admin/assisted-applications': assistants,
  'POST v1/admin/assisted-applications/:applicationId/code': assistants.about(
    'an assisted application of one’s own',
  ),
  'POST v1/admin/assisted-applications/:applicationId/consent': assistants
    .about('an assisted application of one’s own')
    .taking(() => ({ code: '000000' })),
  'DELETE v1/admin/assisted-applications/:applicationId': assistants.about(
    'an assisted application of one’s own',
  ),
};
