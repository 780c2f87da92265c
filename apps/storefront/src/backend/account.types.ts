/** What the API says of somebody's own account, under the names of the pages. */

export interface Duty {
  role: string;
  communes: readonly string[] | null;
}

/** Who is signed in. */
export interface Me {
  id: string;
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  hasPassword: boolean;
  totp: boolean;
  /** How many. */
  passkeys: number;
  /** Paper codes not used yet. */
  recoveryCodesLeft: number;
  /** An officer who has still to set up a second factor. */
  secondFactorNeeded: boolean;
  duties: readonly Duty[];
  /** What the duties allow together. */
  permissions: readonly string[];
}

/** What asking for a code answers; the code itself goes to the phone only. */
export interface CodeTicket {
  ticket: string;
  expiresAt: string;
}

export type Factor = 'totp' | 'passkey' | 'recovery';

/** Either the session is open, or a second proof is still asked for. */
export type SignInAnswer =
  | { account: { id: string; name: string }; sessionId: string; secondFactorNeeded: boolean }
  | { challenge: string; factors: readonly Factor[] };

export interface Device {
  id: string;
  /** Browser and system in words. */
  label: string;
  current: boolean;
  openedAt: string;
  lastSeenAt: string;
  /** Whether notices appear on it. */
  push: boolean;
}

/** Whether the device that asks takes notices, and what its browser subscribes with; null: the floor sends none. */
export interface DevicePush {
  publicKey: string | null;
  subscribed: boolean;
}

export interface ConsentText {
  purpose: string;
  required: boolean;
  /** Path of the page with the text. */
  page: string;
  version: string;
  from: string;
}

export interface Consent extends ConsentText {
  granted: boolean;
  asks: boolean;
  agreedVersion: string | null;
  givenAt: string | null;
}

/** One purchase in the list of somebody's own. */
export interface OwnPurchase {
  code: string;
  placedAt: string;
  totalVnd: number;
  orders: readonly {
    code: string;
    seller: { slug: string; name: string };
    status: string;
    payment: { method: string; status: string; depositDue: boolean };
    /** Where the parcel is that is least far; null before there is one, and once the order is over. */
    fulfillment: { status: string } | null;
    totalVnd: number;
    /** What the first line sold. */
    firstLine: string;
    /** How many lines there are in all. */
    lines: number;
  }[];
}
export interface OwnPurchases {
  items: readonly OwnPurchase[];
  nextCursor: string | null;
}

/** Where somebody has goods sent. */
export interface SavedAddress {
  id: string;
  name: string;
  /** E.164. */
  phone: string;
  provinceCode: string;
  province: string;
  /** Of the floor's own province: the commune and its full name. */
  communeCode: string | null;
  commune: string | null;
  /** Of another province. */
  ward: string | null;
  line: string;
  isDefault: boolean;
}

export interface Passkey {
  id: string;
  label: string;
  createdAt: string;
  lastUsedAt: string | null;
}

/** A secret for an authenticator app, not counting until one of its codes was shown. */
export interface TotpOffer {
  secret: string;
  /** `otpauth://…`, as the QR code carries it. */
  uri: string;
}

/** A program that acts for somebody. */
export interface AccessToken {
  id: string;
  label: string;
  scopes: readonly string[];
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

/** Whether the account is to be erased, with its clocks. */
export interface Erasure {
  status: 'none' | 'waiting' | 'running';
  requestedAt: string | null;
  /** Until then it can be taken back. */
  dueAt: string | null;
  /** Done by then, by law. */
  lawfulUntil: string | null;
  /** What has to be settled first. */
  obstacles: readonly { code: string; shop?: { slug: string; name: string }; role?: string }[];
}

interface Bilingual {
  vi: string;
  en: string;
}
/** One part of the copy of somebody's data, with words for a page. */
export interface OwnDataSection {
  table: string;
  title: Bilingual;
  /** In the order to be shown. */
  fields: readonly { name: string; label: Bilingual }[];
  rows: readonly Readonly<Record<string, unknown>>[];
}
export interface OwnData {
  accountId: string;
  generatedAt: string;
  sections: readonly OwnDataSection[];
  withheld: readonly { table: string; field: string; reason: string }[];
}
