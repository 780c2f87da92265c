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
