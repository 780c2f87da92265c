import type { OfficerRole } from '#kernel/permissions';

/** Somebody who can be tried out in the demo. */
export interface DemoPerson {
  readonly role: 'buyer' | 'owner' | 'staff' | OfficerRole;
  readonly name: string;
  /** Which of the demo's shops, counted from 0, a person of a shop works in. */
  readonly shop?: 0 | 1;
  /** The commune of that shop, where a duty has limits. */
  readonly inCommuneOf?: 0 | 1;
}

/** One account per role, all plainly invented. Each has the phone 0599 999 0xx with its place in this list. */
export const demoPeople: readonly DemoPerson[] = [
  { role: 'buyer', name: 'Nguyễn Mua Thử' },
  { role: 'owner', name: 'Trần Chủ Thử', shop: 0 },
  { role: 'staff', name: 'Lê Bán Thử', shop: 0 },
  { role: 'owner', name: 'Phạm Chủ Mẫu', shop: 1 },
  { role: 'staff', name: 'Võ Bán Mẫu', shop: 1 },
  { role: 'assisting_staff', name: 'Huỳnh Hỗ Trợ Thử', inCommuneOf: 0 },
  { role: 'commune_checker', name: 'Đặng Kiểm Tra Thử', inCommuneOf: 0 },
  { role: 'certification_officer', name: 'Bùi Chứng Nhận Thử' },
  { role: 'approver', name: 'Đỗ Phê Duyệt Thử' },
  { role: 'support', name: 'Hồ Giải Đáp Thử' },
  { role: 'administrator', name: 'Ngô Quản Trị Thử' },
];

/** The phone of the person at that place of the list, in E.164. */
export const demoPhone = (place: number): string => `+84599999${String(place + 1).padStart(3, '0')}`;

/** An account of the demo as DATA_DIR/demo-accounts.json tells it to whoever tries it out. */
export interface DemoAccount {
  readonly role: DemoPerson['role'];
  /** As people type it. */
  readonly phone: string;
  readonly password: string;
  /** Slug of the shop; null for people of no shop. */
  readonly seller: string | null;
}
