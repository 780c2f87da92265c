import { hashed, link, people, plain, sealed, sealedJson, type TableOfPeople } from '../classification.js';

/** What people asked of the floor about their data, and what went wrong with it. */
export const privacyColumns: Readonly<Record<string, TableOfPeople>> = {
  erasures: people({
    of: 'account_id = $1',
    none: 'status status_changed_at requested_at due_at held_up_at',
    personal: { account_id: link },
    kept: 'for good: that the law was kept must be provable; names nobody once the account is empty',
    erasure: 'key',
    title: ['Yêu cầu xóa tài khoản', 'Requests for erasure'],
    shown: 'status requested_at due_at',
  }),
  data_requests: people({
    none: `no kind channel received_on third_parties acknowledge_by acknowledged_at due_on extended_at status
      status_changed_at`,
    personal: { content_sealed: sealedJson('data_request'), entered_by: link },
    kept: 'who asked and what: 3 years after the answer; that the law was kept: for good',
    erasure: { kept: 'runs out by itself; whoever asked need not have an account' },
  }),
  authority_requests: people({
    none: `no authority document_number document_date received_at due_at kind product_id seller_id order_id commune_code
      personal_data status status_changed_at takedown_id suspension_id certification_id`,
    personal: {
      entered_by: link,
      closed_by: link,
      details: plain('what an authority asked, in words; the form asks for no buyer by name'),
      answer: plain('what it was told, in words; the form asks for no buyer by name'),
    },
    kept: 'for good: that the 24 hours of Decree 248/2026 were kept must be provable',
    erasure: 'key',
  }),
  reports: people({
    of: 'reporter_id = $1',
    none: `no seller_id product_id reason status status_changed_at received_at take_by resolve_by outcome takedown_id
      suspension_id language`,
    personal: {
      reporter_id: link,
      officer_id: link,
      words_sealed: sealed('report'),
      answer_sealed: sealed('report'),
      contact_sealed: sealedJson('report'),
      contact_hash: hashed,
    },
    withheld: { contact_sealed: 'of guests; whoever has an account is reached by it' },
    kept: 'a year after it was decided (Decree 248/2026, what concerns listings); that it was, and in time: for good',
    erasure: { step: 'the report forgets whose it was' },
    title: ['Bạn đã phản ánh', 'What you reported'],
    shown: 'no reason received_at status outcome',
  }),
  breaches: people({
    none: 'no title discovered_at what whose people_count notify_by authority_notified_at status status_changed_at',
    personal: { entered_by: link },
    kept: 'for good: the authority may ask for it (Law 91/2025/QH15); the form asks for nobody by name',
    erasure: 'key',
  }),
  breach_entries: people({
    none: 'breach_id kind at',
    personal: { entered_by: link, text: plain('what was done, in words; the form asks for nobody by name') },
    kept: 'with the breach',
    erasure: 'key',
  }),
};
