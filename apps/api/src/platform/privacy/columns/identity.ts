import { hashed, link, people, plain, sealed, type TableOfPeople } from '../classification.js';

/** Accounts and what belongs to them. */
export const identityColumns: Readonly<Record<string, TableOfPeople>> = {
  accounts: people({
    of: 'id = $1',
    none: 'status status_changed_at',
    personal: {
      name_sealed: sealed(),
      phone_hash: hashed,
      phone_sealed: sealed(),
      email_hash: hashed,
      email_sealed: sealed(),
    },
    kept: 'while the account is open; afterwards an empty row that orders and history can name',
    erasure: { step: 'emptied and marked as erased' },
    title: ['Tài khoản', 'Account'],
    shown: 'status created_at',
  }),
  sessions: people({
    of: 'account_id = $1',
    none: 'kind scopes second_factor fresh_at last_seen_at expires_at ended_at',
    personal: {
      account_id: link,
      token_hash: hashed,
      label: plain('browser and system in words, or what the owner called a program; no address, no place'),
    },
    kept: '180 days after the device was last used',
    erasure: 'rows',
    title: ['Thiết bị và ứng dụng đã đăng nhập', 'Devices and programs signed in'],
    shown: 'kind scopes last_seen_at expires_at ended_at created_at',
  }),
  consents: people({
    of: 'account_id = $1',
    none: 'purpose version granted channel request_id given_at',
    personal: { account_id: link },
    kept: 'as long as the account row: consent must be provable (Law 91/2025/QH15)',
    erasure: 'key',
    title: ['Những điều bạn đã đồng ý', 'What you agreed to'],
    shown: 'purpose version granted channel given_at',
  }),
  officer_duties: people({
    of: 'account_id = $1',
    none: 'role communes starts_at ends_at ended_at delegated_from handed_over_from',
    personal: { account_id: link, granted_by: link, ended_by: link },
    kept: 'for good: who was in office when a decision was taken',
    erasure: 'key',
    title: ['Nhiệm vụ cán bộ', 'Duties as an officer'],
    shown: 'role communes starts_at ends_at ended_at',
  }),
  work_assignments: people({
    of: 'account_id = $1',
    none: 'subject_type subject_id permission commune_code assigned_at released_at',
    personal: { account_id: link },
    kept: 'for good: who had which work in hand',
    erasure: 'key',
    title: ['Việc đã nhận', 'Work taken up'],
    shown: 'subject_type assigned_at released_at',
  }),
};
