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

const PUBLISHED =
  'the law has every seller shown with name, address and phone (Decree 248/2026, Law 19/2023 Art. 37)';

/** Shops, their people, what they sell. */
export const shopColumns: Readonly<Record<string, TableOfPeople>> = {
  producers: people({
    none: 'kind commune_code cooperative_status cooperative_id illustrative',
    personal: {
      legal_name: plain(PUBLISHED),
      representative: plain(PUBLISHED),
      address_line: plain(PUBLISHED),
      tax_code: plain(PUBLISHED),
    },
    kept: 'as long as certificates and orders name the producer',
    erasure: { kept: 'the shop is closed first; a business is not erased with a person' },
  }),
  sellers: people({
    none: 'producer_id slug name story status status_changed_at accepts_cod accepts_bank_transfer',
    personal: { phone: plain(PUBLISHED) },
    sensitive: {
      bank_bin: plain('names the bank only'),
      bank_account_number: plain('stands in the QR code that every buyer is shown'),
      bank_account_name: plain('stands beside the QR code that every buyer is shown'),
    },
    kept: 'as long as orders name the shop: 3 years after the last one (Decree 248/2026)',
    erasure: { kept: 'the shop is closed first; a business is not erased with a person' },
  }),
  carrier_accounts: people({
    none: 'seller_id carrier status status_changed_at',
    sensitive: {
      external_account: plain(
        'names the shop’s account at its carrier, which opens nothing without the token',
      ),
      secret_sealed: sealed('seller', 'carrier_accounts.secret'),
    },
    kept: 'as long as parcels went by it: 3 years after the last one (Decree 248/2026)',
    erasure: { kept: 'the shop is closed first; a business is not erased with a person' },
  }),
  gateway_accounts: people({
    none: 'seller_id gateway status status_changed_at',
    sensitive: {
      external_account: plain(
        'names the shop’s account at its gateway, which nobody enters without the gateway’s own keys',
      ),
      secret_sealed: sealed('seller', 'gateway_accounts.secret'),
    },
    kept: 'as long as orders were paid into it: 3 years after the last one (Decree 248/2026)',
    erasure: { kept: 'the shop is closed first; a business is not erased with a person' },
  }),
  seller_pickup_points: nothing('seller_id tourism_point_id'),
  seller_deliveries: nothing(
    'seller_id version rate_options own_fee_vnd own_min_days own_max_days own_communes',
  ),
  seller_deposits: nothing('seller_id version from_vnd percent above_limit'),
  traces: nothing('code product_id batch_id'),
  // How often, on which day: nothing of whoever looked.
  trace_scans: nothing('trace_id day scans'),
  seller_members: people({
    of: 'account_id = $1',
    none: 'seller_id role permissions notice_channels ended_at',
    personal: { account_id: link, invited_by: link, ended_by: link },
    kept: 'for good: who worked in the shop when something was done',
    erasure: { step: 'open memberships end' },
    title: ['Gian hàng bạn làm việc', 'Shops you work in'],
    shown: 'seller_id role permissions notice_channels created_at ended_at',
  }),
  seller_invitations: people({
    none: 'seller_id role permissions status status_changed_at expires_at',
    personal: {
      phone_hash: hashed,
      phone_sealed: sealed('seller', 'seller_invitations.phone'),
      invited_by: link,
    },
    kept: 'the number until somebody answers, at most 14 days; that somebody was invited for good',
    erasure: { kept: 'the digest of a number says nothing to whoever has not the number' },
  }),
  assisted_applications: people({
    of: 'staff_account_id = $1',
    none: `kind legal_name name commune_code status status_changed_at consent_text_version expires_at seller_id mandate_id`,
    personal: {
      staff_account_id: link,
      owner_name_sealed: sealed('application', 'assisted_applications.owner_name'),
      owner_phone_sealed: sealed('application', 'assisted_applications.owner_phone'),
    },
    kept: 'name and phone until the owner answers, at most a day; that somebody was helped for good',
    erasure: 'key',
    title: ['Hồ sơ bạn mở giúp', 'Applications you made for others'],
    shown: 'legal_name name status created_at',
    withheld: {
      owner_name_sealed: 'another person’s, who has not answered yet',
      owner_phone_sealed: 'another person’s, who has not answered yet',
    },
  }),
  activity_confirmations: people({
    none: 'record_id seller_id',
    personal: { confirmed_by: link },
    kept: 'for good: that the shop saw what was done in its name',
    erasure: 'key',
  }),
  mandates: people({
    of: 'staff_account_id = $1',
    none: `seller_id permissions status status_changed_at requested_at consented_at consent_by consent_text_version
      expires_at`,
    personal: {
      staff_account_id: link,
      ended_by: link,
      reason: plain('why staff asked, in words meant for the shop; the form asks for nobody’s data'),
    },
    kept: 'for good: in whose name something was done',
    erasure: { step: 'open mandates end' },
    title: ['Ủy quyền bạn nhận', 'Mandates given to you'],
    shown: 'seller_id status permissions requested_at consented_at expires_at',
  }),
  seller_applications: people({
    none: `seller_id registration_number registered_on submitted_at due_on refused_at additions additions_until
      verification_method verified_at step_versions cooperative_id`,
    personal: {
      started_by: link,
      submitted_by: link,
      verified_by: link,
      position_sealed: sealed('seller'),
      consents: plain('which text was agreed to, when, and the number of the account that did'),
    },
    sensitive: {
      id_number_sealed: sealed('seller'),
      date_of_birth_sealed: sealed('seller'),
      bank_sealed: sealedJson('seller'),
    },
    kept: 'as long as the shop, and 3 years after it closed: who was verified and how (Law 122/2025/QH15)',
    erasure: { kept: 'the shop is not the account’s alone; its key goes with the shop' },
  }),
  seller_documents: people({
    none: 'seller_id kind format bytes uploaded_at',
    personal: { uploaded_by: link },
    kept: 'as long as the shop, and 3 years after it closed; the papers themselves are sealed files on the disk',
    erasure: { kept: 'the shop is not the account’s alone; its key goes with the shop' },
  }),
  letters: people({
    none: 'seller_id year sign number kind issued_at',
    personal: { issued_by: link, content_sealed: sealed('seller') },
    kept: 'for good: what was decided about a shop',
    erasure: { kept: 'the shop is not the account’s alone; its key goes with the shop' },
  }),
  verification_checks: people({
    none: 'seller_id subject method result checked_at letter_id',
    personal: {
      checked_by: link,
      note: plain('what an officer saw when comparing; the form asks for no numbers of papers or accounts'),
    },
    kept: 'as long as the shop, and 3 years after it closed: who was verified and how (Law 122/2025/QH15)',
    erasure: { kept: 'a record about a shop; who checked is what the law wants known' },
  }),
  letter_numbers: nothing('year sign last'),
  suspensions: people({
    none: 'seller_id reason authority_request noticed_at starts_at begun_at ended_at',
    personal: {
      decided_by: link,
      ended_by: link,
      words: plain('why a shop may not sell, in words meant for the shop; the form asks for nobody’s data'),
    },
    kept: 'for good: when a shop could sell and when not',
    erasure: { kept: 'a decision about a shop, not about a person' },
  }),
  products:
    nothing(`seller_id slug name set_no commune_code description story label ships_to publication_status
    publication_status_changed_at published_at illustrative paused_at draft_key
    order_from order_until deliver_from handling max_transit_days taken_down_at`),
  product_takedowns: people({
    none: 'product_id demanded_by taken_down_at lifted_at lifting_words',
    personal: {
      decided_by: link,
      lifted_by: link,
      words: plain('why goods may not be sold, in words meant for the shop; the form asks for nobody’s data'),
    },
    kept: 'for good: when goods could be sold and when not',
    erasure: { kept: 'a decision about goods, not about a person' },
  }),
  variants:
    nothing(`product_id position name price_vnd approved_price_vnd kg_price_vnd min_grams max_grams unit
    measure_amount measure_unit weight_grams retired_at`),
  product_changes: people({
    none: `product_id seller_id version status status_changed_at content submitted_at due_on checked_at decided_at reasons`,
    personal: {
      created_by: link,
      submitted_by: link,
      checked_by: link,
      decided_by: link,
      words: plain('why a text came back, in words meant for the shop; the form asks for nobody’s data'),
    },
    kept: 'for good: what was approved, when and by whom',
    erasure: { kept: 'a shop’s description of its goods, and officers’ decisions about it' },
  }),
  product_images: nothing('product_id position sha width height alt'),
  seller_pictures: people({
    none: 'seller_id sha width height uploaded_at used_at',
    personal: { uploaded_by: link },
    kept: 'for good once a product showed it, otherwise 60 days; place, time and device are taken out on arrival',
    erasure: {
      kept: 'a picture of the shop’s goods, not of a person; who sent it says nothing once the account is emptied',
    },
  }),
  seller_uploads: people({
    none: 'seller_id kind paper bytes received sha256 status status_changed_at fault result_id',
    personal: { begun_by: link },
    kept: 'a day after the last piece; the pieces are sealed files on the disk',
    erasure: { kept: 'a day; the shop is not the account’s alone' },
  }),
  product_papers: people({
    none: 'seller_id product_id kind format bytes number issued_on expires_on uploaded_at removed_at',
    personal: { uploaded_by: link },
    kept: 'as long as the shop, and 3 years after it closed: what officers decided with; the files lie sealed on the disk',
    erasure: { kept: 'papers of a shop’s goods; its key goes with the shop' },
  }),
  shelf_stocks: nothing('product_id tourism_point_id checked_on state'),
  certifications: people({
    none: `product_id product_name set_no holder_kind commune_code cooperative_id kind first_id follows_id product_code
      decision_number decision_date issued_by issuing_level certificate_number stars score filed_on issued_on expires_on
      late_renewal_until late_renewal_evidence valid_until revoked_on revocation_ground revocation_decision revoked_by
      illustrative`,
    personal: { holder_name: plain('an authority’s published decision names who makes the product') },
    kept: 'for good: the province’s register of recognised products',
    erasure: { kept: 'a public decision about a product; it does not go with an account' },
  }),
  certificate_scans: people({
    none: 'certification_id kind format bytes uploaded_at',
    personal: { uploaded_by: link },
    kept: 'as long as the certificate; the papers themselves are sealed files on the disk',
    erasure: { kept: 'an officer’s work in the register stays on record' },
  }),
  certificate_inspections: nothing('certification_id inspected_on inspected_by covered outcome findings'),
  sales_statements: people({
    none: 'seller_id year number code from_month to_month digest issued_on issued_at',
    personal: {
      issued_by: link,
      content: plain(
        'sums of a shop’s sales under its public names; no buyer is in it, and assessors must be able to read it',
      ),
    },
    kept: 'for good: papers that were filed with dossiers are checked against it',
    erasure: {
      kept: 'a statement of a shop, not of a person; who issued it says nothing once the account is emptied',
    },
  }),
  certificate_notices: nothing(`certification_id recipient step ends_on noticed_on seller_id message_id`),
  certificate_messages: people({
    none: 'seller_id day status status_changed_at attempts try_after phone_sent_at email_sent_at',
    personal: { account_id: link },
    kept: 'as long as the register: that shops and officers were told in time',
    erasure: 'key',
  }),
  assessments: people({
    none: `product_id product_name set_no holder_kind commune_code cooperative_id assessed_on stars score report_number`,
    personal: { holder_name: plain('a council’s result names who makes the product') },
    kept: 'for good: the province’s register of what councils found',
    erasure: { kept: 'a public body’s result about a product; it does not go with an account' },
  }),
  listings:
    nothing(`product_id listed_from listed_until certification_id publication_status seller_status stars set_no
    group_code seller_id commune_code price_vnd published_at sold_quantity rating_average rating_count search rating_rank`),
  search_words: nothing('word'),
  search_terms: nothing('words folded means set_numbers group_codes suggested version'),
  stock_levels: nothing('variant_id on_hand reserved restricted'),
  stock_acts: nothing('variant_id key act quantity batch_id'),
  batches: nothing('variant_id code made_on expires_on quantity'),
  seller_closures: people({
    none: 'seller_id from_on until_on reason',
    personal: { note: plain('the shop’s note to itself about closed days; the form asks for nobody’s data') },
    kept: 'as long as the shop: why nothing was sold on a day',
    erasure: { kept: 'a shop’s calendar, not a person’s' },
  }),
  stock_movements: nothing('variant_id quantity reason occurred_at'),
};
