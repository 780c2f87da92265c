/** A column with a digest under DATA_KEY, and the sealed value beside it from which it is made anew. */
export interface KeyedDigest {
  readonly table: string;
  /** Whose data key sealed the value. */
  readonly subject: string;
  readonly digest: string;
  readonly sealed: string;
  /** As it was sealed and hashed (platform/sealing). */
  readonly place: string;
  readonly purpose: string;
  /** What of the opened value was hashed; all of it unless given. */
  readonly part?: (opened: string) => string;
}

/** Every digest that people or things are still found by after years. */
export const keyedDigests: readonly KeyedDigest[] = [
  {
    table: 'accounts',
    subject: 'id',
    digest: 'phone_hash',
    sealed: 'phone_sealed',
    place: 'accounts.phone',
    purpose: 'phone',
  },
  {
    table: 'accounts',
    subject: 'id',
    digest: 'email_hash',
    sealed: 'email_sealed',
    place: 'accounts.email',
    purpose: 'email',
  },
  {
    table: 'seller_invitations',
    subject: 'seller_id',
    digest: 'phone_hash',
    sealed: 'phone_sealed',
    place: 'seller_invitations.phone',
    purpose: 'phone',
  },
  {
    table: 'order_groups',
    subject: 'id',
    digest: 'contact_phone_hash',
    sealed: 'contact_sealed',
    place: 'order_groups.contact',
    purpose: 'order phone',
    part: (opened) => (JSON.parse(opened) as { phone: string }).phone,
  },
  {
    table: 'visit_requests',
    subject: 'seller_id',
    digest: 'phone_hash',
    sealed: 'contact_sealed',
    place: 'visit_requests.contact',
    purpose: 'visit phone',
    part: (opened) => (JSON.parse(opened) as { phone: string }).phone,
  },
  {
    table: 'reports',
    subject: 'id',
    digest: 'contact_hash',
    sealed: 'contact_sealed',
    place: 'reports.contact',
    purpose: 'report contact',
    part: (opened) => {
      const { kind, value } = JSON.parse(opened) as { kind: string; value: string };
      return `${kind}:${value}`;
    },
  },
  {
    table: 'pickup_codes',
    subject: 'order_group_id',
    digest: 'code_hash',
    sealed: 'code_sealed',
    place: 'pickup_codes.code',
    purpose: 'pickup code',
  },
];

/** A digest copied from one of the above, and the statement by which it follows it; `$1` are the subjects. */
export interface CopiedDigest {
  readonly table: string;
  readonly digest: string;
  readonly follow: string;
}

export const copiedDigests: readonly CopiedDigest[] = [
  {
    table: 'cod_refusals',
    digest: 'phone_hash',
    follow: `
      UPDATE cod_refusals r SET phone_hash = g.contact_phone_hash, updated_at = now()
      FROM orders o JOIN order_groups g ON g.id = o.order_group_id
      WHERE o.id = r.order_id AND g.id = ANY ($1::uuid[]) AND g.contact_phone_hash IS NOT NULL`,
  },
  {
    table: 'review_refusals',
    digest: 'phone_hash',
    follow: `
      UPDATE review_refusals x SET phone_hash = g.contact_phone_hash, updated_at = now() FROM order_groups g
      WHERE g.id = x.order_group_id AND g.id = ANY ($1::uuid[]) AND g.contact_phone_hash IS NOT NULL`,
  },
];

const COUNTS_ANEW =
  'after a change of keys a voucher counts a person anew; emptied 90 days after its last day';
const LIVES_FOR_MINUTES = 'lives for minutes, and DATA_KEY_PREVIOUS still finds it';

/** Columns with digests that a change of keys does not touch, each with the reason. */
export const digestsThatStay: Readonly<Record<string, string>> = {
  'sessions.token_hash': 'SHA-256 of 256 random bits: under no key',
  'carts.secret_hash': 'SHA-256 of 256 random bits: under no key',
  'review_votes.device_hash': 'SHA-256 of 256 random bits: under no key',
  'review_reports.device_hash': 'SHA-256 of 256 random bits: under no key',
  'question_reports.device_hash': 'SHA-256 of 256 random bits: under no key',
  'go_aheads.token_hash': 'SHA-256 of 256 bits derived from SESSION_SECRET: under no key of DATA_KEY',
  'order_access_tokens.token_hash': 'SHA-256 of 256 random bits: under no key',
  'passwords.hash': 'argon2id with a salt of its own: under no key',
  'recovery_codes.code_hash': 'under the data key of the account, which is only wrapped anew',
  'payment_receipts.remark_digest': 'under the data key of the shop, which is only wrapped anew',
  'voucher_uses.person_keys': COUNTS_ANEW,
  'voucher_people.person_key': COUNTS_ANEW,
  'one_time_codes.target_hash': LIVES_FOR_MINUTES,
  'one_time_codes.ticket_hash': LIVES_FOR_MINUTES,
  'one_time_codes.asked_from': LIVES_FOR_MINUTES,
  'one_time_codes.code_hash': LIVES_FOR_MINUTES,
  'challenges.secret_hash': LIVES_FOR_MINUTES,
  'challenges.target_hash': LIVES_FOR_MINUTES,
};
