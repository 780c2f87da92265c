import {
  hashed,
  link,
  nothing,
  people,
  plain,
  sealed,
  sealedJson,
  type TableOfPeople,
} from '../classification.js';

/** Purchases of the account. */
const GROUPS = `SELECT id FROM order_groups WHERE account_id = $1`;

/** Carts, orders, payments. */
export const buyingColumns: Readonly<Record<string, TableOfPeople>> = {
  carts: people({
    of: 'account_id = $1',
    none: 'status merged_into',
    personal: { account_id: link, secret_hash: hashed },
    kept: '90 days after it was last used; a placed cart with its order',
    erasure: { step: 'open carts go, placed ones lose the account' },
    title: ['Giỏ hàng', 'Carts'],
    shown: 'status updated_at',
  }),
  cart_lines: nothing('cart_id variant_id quantity'),
  order_groups: people({
    of: 'account_id = $1',
    none: `code cart_id delivery_method province_code commune_code tourism_point_id items_vnd shipping_fee_vnd discount_vnd
      total_vnd ordered_total_vnd adult_confirmed_at placed_at contact_erased_at invoice_requested_at`,
    personal: {
      account_id: link,
      contact_sealed: sealedJson('order_group'),
      contact_phone_hash: hashed,
      invoice_sealed: sealedJson('order_group'),
      contact_clear: plain('of orders placed before contacts were sealed, until the worker’s next sweep'),
    },
    kept: '3 years after the order (Decree 248/2026); what an invoice was asked with, 10 years (tax papers)',
    erasure: { kept: 'until the time the law keeps orders for is over; the account is no longer named' },
    title: ['Các lần đặt hàng', 'Purchases'],
    shown: 'code placed_at total_vnd ordered_total_vnd delivery_method province_code commune_code',
  }),
  orders: people({
    of: `order_group_id IN (${GROUPS})`,
    none: `code order_group_id seller_id status status_changed_at cancellation_reason cancellation_words escalated_at shipping_option_code shipping_label
      items_vnd shipping_fee_vnd discount_vnd total_vnd ordered_total_vnd`,
    kept: 'at least 3 years (Decree 248/2026); names nobody',
    erasure: { kept: 'names nobody once the purchase has forgotten whose it was' },
    title: ['Đơn hàng', 'Orders'],
    shown: `code status cancellation_reason shipping_label items_vnd shipping_fee_vnd discount_vnd total_vnd ordered_total_vnd
      created_at`,
  }),
  order_lines: people({
    of: `order_id IN (SELECT id FROM orders WHERE order_group_id IN (${GROUPS}))`,
    none: `order_id variant_id product_id certification_id stars product_name variant_name unit quantity unit_price_vnd
      total_vnd kg_price_vnd max_grams weighed_grams`,
    kept: 'with the order',
    erasure: { kept: 'with the order' },
    title: ['Hàng đã đặt', 'Goods ordered'],
    shown:
      'product_name variant_name unit quantity unit_price_vnd kg_price_vnd max_grams weighed_grams total_vnd created_at',
  }),
  contract_terms: nothing('digest content'),
  order_contracts: people({
    none: 'order_id digest terms_digest',
    personal: {
      content: plain('the shop as it showed itself when the order was placed; nothing of whoever bought'),
    },
    kept: 'with the order: at least 3 years (Decree 248/2026)',
    erasure: { kept: 'of the shop, not of the buyer; what was agreed stays as it was' },
  }),
  order_invoices: people({
    of: `order_id IN (SELECT id FROM orders WHERE order_group_id IN (${GROUPS}))`,
    none: 'order_id seller_id version series number issued_on lookup_url correction written_at superseded_at',
    personal: {
      lookup_code: plain(
        'typed on a public page of the tax office’s or the shop’s invoice service, which asks for nothing else',
      ),
    },
    kept: '10 years (tax papers); names nobody, but its code opens an invoice elsewhere',
    erasure: { kept: 'a tax paper of the shop’s; the account is no longer named by its purchase' },
    title: ['Hóa đơn của đơn hàng', 'Invoices of orders'],
    shown: 'series number issued_on lookup_url written_at',
  }),
  order_line_flags: nothing(
    'order_line_id certification_id takedown_id suspension_id flagged_at told_at lifted_at',
  ),
  order_events: nothing('order_id axis subject_id from_status to_status actor_kind occurred_at details'),
  order_weighings: nothing('order_id key lines total_before_vnd total_after_vnd weighed_at told_at'),
  order_access_tokens: people({
    none: 'order_group_id expires_at',
    personal: { token_hash: hashed },
    kept: 'one year after the order, 7 days for a link asked for again',
    erasure: { kept: 'runs out by itself' },
  }),
  go_aheads: people({
    none: 'order_id status status_changed_at tries last_tried_at given_by reminded_at overdue_at',
    personal: {
      token_hash: hashed,
      waiver_words: plain(
        'why a shop sends an order without its buyer’s word; the form asks for nobody’s data',
      ),
    },
    kept: 'as long as its order',
    erasure: { kept: 'part of the order; says nothing of who bought it' },
  }),
  fulfillments: nothing(
    'order_id number key status status_changed_at carrier tracking_code handed_over_at arrived_at unsent_reason unsent_words',
  ),
  fulfillment_rides: people({
    none: 'fulfillment_id kind line leaves_from leaves_at arrives_to arrives_at',
    personal: { driver_phone_sealed: sealed('order_group') },
    kept: 'with the contact of the purchase: 3 years (Decree 248/2026), with whose key it is sealed',
    erasure: { kept: 'of whoever drove, not of the buyer; goes with the key of the purchase' },
  }),
  shipments: nothing(
    `fulfillment_id carrier_account_id status status_changed_at grams length_cm width_cm height_cm cod_vnd value_vnd attempts
      asked_at read_at tracking_code fee_vnd carrier_status carrier_status_at journey refusal`,
  ),
  pickup_codes: people({
    none: 'fulfillment_id order_group_id tries locked_until used_at without_code reminded_at',
    personal: { code_hash: hashed, code_sealed: sealed('order_group', 'pickup_codes.code') },
    kept: 'with the contact of the purchase: 3 years (Decree 248/2026), with whose key it is sealed',
    erasure: { kept: 'opens nothing once the parcel was given out; goes with the key of the purchase' },
  }),
  fulfillment_lines: nothing(
    'fulfillment_id order_line_id quantity refused_quantity returned_quantity written_off_quantity',
  ),
  order_returns: people({
    none: `order_id number key status status_changed_at reason answer_by goods decline_reason decline_words refund_vnd
      shipping_vnd`,
    personal: { words_sealed: sealed('order_group') },
    sensitive: { refund_account_sealed: sealed('order_group') },
    kept: 'with the contact of the purchase: 3 years (Decree 248/2026), with whose key it is sealed',
    erasure: { kept: 'until the time the law keeps orders for is over; goes with the key of the purchase' },
  }),
  order_return_lines: nothing(
    'return_id order_line_id quantity restocked_quantity written_off_quantity refund_vnd',
  ),
  payments: people({
    none: `payable_id method status status_changed_at amount_vnd ordered_amount_vnd received_vnd refunds_vnd deposit_vnd
      deposit_paid_at expires_at bank_bin purpose`,
    sensitive: {
      bank_account_number: plain('of the shop, as frozen in the QR code the buyer was shown'),
      bank_account_name: plain('of the shop, as frozen beside the QR code the buyer was shown'),
    },
    kept: 'with the order: 3 years (Decree 248/2026)',
    erasure: { kept: 'of the shop, not of the buyer' },
  }),
  payment_receipts: people({
    none: `seller_id source account external_id amount_vnd paid_at reference payment_id same_as_id counted outcome outcome_at`,
    sensitive: {
      remark_sealed: sealed('seller', 'payment_receipts.remark'),
      remark_digest: hashed,
    },
    kept: 'with the order: 3 years (Decree 248/2026); tax papers rest on it',
    erasure: { kept: 'of the shop’s account; names nobody but in the remark, which the shop’s key seals' },
  }),
  cod_remittances: nothing('seller_id order_id fulfillment_id expected_vnd collected_vnd fee_vnd paid_on'),
  money_sheets: people({
    none: `seller_id kind file_name status status_changed_at heading_no heading_digest columns counts`,
    sensitive: {
      lines_sealed: sealed('seller', 'money_sheets.lines_sealed'),
      judged_sealed: sealed('seller', 'money_sheets.judged_sealed'),
    },
    kept: 'what stands in the file 30 days, so that it can be looked at again; of the rest how many lines it had',
    erasure: { kept: 'of the shop’s account; goes after 30 days' },
  }),
  payment_connections: people({
    none: `seller_id provider status status_changed_at previous_until last_notice_at last_refused_at last_refusal`,
    sensitive: {
      secret_sealed: sealed('seller', 'payment_connections.secret'),
      previous_secret_sealed: sealed('seller', 'payment_connections.secret'),
    },
    kept: 'the secret until the shop changes it or ends the connection',
    erasure: { kept: 'of the shop, not of a person' },
  }),
  disputes: people({
    of: `order_id IN (SELECT id FROM orders WHERE order_group_id IN (${GROUPS}))`,
    none: `order_id seller_id kind status status_changed_at opened_at first_reply_by resolve_by first_replied_at escalated_at
      overdue_at proposal_id outcome outcome_vnd refund_id`,
    personal: { officer_id: link },
    kept: 'with the order: 3 years (Decree 248/2026)',
    erasure: { kept: 'with the order; names only the officer who decided' },
    title: ['Khiếu nại', 'Disputes'],
    shown: 'kind status opened_at outcome outcome_vnd',
  }),
  dispute_messages: people({
    of: `author = 'buyer' AND order_group_id IN (${GROUPS})`,
    keyed: 'order_group_id',
    none: 'dispute_id order_group_id author proposal proposal_vnd written_at',
    personal: { account_id: link, words_sealed: sealed('order_group', 'dispute_messages.words') },
    kept: 'with the contact of the purchase: 3 years (Decree 248/2026), with whose key it is sealed',
    erasure: { kept: 'with the contact of the purchase, and goes with its key' },
    title: ['Bạn đã viết trong khiếu nại', 'What you wrote in disputes'],
    shown: 'proposal proposal_vnd written_at',
  }),
  order_pictures: nothing('order_id order_group_id subject subject_id added_by bytes added_at'),
  refunds: nothing(
    'seller_id payment_id idempotency_key amount_vnd reason status status_changed_at owed_at due_on external_id',
  ),
  payment_sessions:
    nothing(`payment_id gateway_account_id attempt status status_changed_at amount_vnd application_fee_vnd
    external_id external_payment_id checkout_url expires_at`),
  gateway_notices: nothing('gateway event_id kind session_id outcome received_at'),
  shipping_rates: nothing(
    'option_code label zone base_fee_vnd base_grams step_grams step_fee_vnd min_days max_days',
  ),
  stock_reservations: nothing('variant_id order_line_id quantity expires_at status status_changed_at'),
  cod_refusals: people({
    none: 'order_id refused_at',
    personal: { phone_hash: hashed },
    kept: '180 days after the parcel was refused',
    erasure: { kept: 'a digest; runs out by itself' },
  }),
  cod_terms: people({
    none: `replaces_id small_vnd unknown_vnd refusals_allowed ask_from_vnd ask_unknown_from_vnd ask_refusals
      decided_at`,
    personal: {
      decided_by: link,
      reason: plain('the floor’s reason for a decision about all buyers; the form asks for nobody’s data'),
    },
    kept: 'as long as orders that were placed under it',
    erasure: {
      kept: 'an officer’s decision stays on record; who made it says nothing once the account is emptied',
    },
  }),
  vouchers: people({
    none: `seller_id code code_key kind percent cap_vnd amount_vnd min_items_vnd starts_on ends_on total_limit person_limit
      used_count ended_at`,
    personal: { created_by: link },
    kept: 'with the orders bought with it; says only who gave it out',
    erasure: { kept: 'says who gave it out; the account itself is emptied' },
  }),
  voucher_uses: people({
    none: 'voucher_id order_group_id paid_by status status_changed_at',
    personal: { person_keys: hashed },
    kept: 'the digests until 90 days after the voucher’s last day',
    erasure: { kept: 'digests of nothing else’s; emptied with the voucher' },
  }),
  voucher_people: people({
    none: 'voucher_id uses',
    personal: { person_key: hashed },
    kept: 'until 90 days after the voucher’s last day',
    erasure: { kept: 'digests of nothing else’s; deleted with the voucher' },
  }),
  stock_differences: nothing('variant_id on_hand movements reserved live_reservations found_at settled_at'),
  idempotency_keys: nothing('key request_digest subject_id response'),
};
