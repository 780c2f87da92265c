import { link, people, type TableOfPeople } from '../classification.js';

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
};
