/** Money that moved on a bank account, as a service that watches the account tells it. */
export interface BankNotice {
  /** The service's own id of the transfer, the same each time it is told. */
  externalId: string;
  direction: 'in' | 'out';
  /** Whole đồng. */
  amountVnd: number;
  paidAt: Date;
  /** On which account, as the service writes it. */
  accountNumber: string;
  /** The bank's own number of the transfer; empty where it has none. */
  reference: string;
  remark: string;
}

/** Why a notice was not taken; the shop sees it beside its connection. */
export type NoticeRefusal = 'signature' | 'time' | 'content' | 'account';

/** A request as it came; nothing of the body may be read before its signature was checked over these very bytes. */
export interface NoticeRequest {
  /** Names in small letters. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/** A service that tells of money on a shop's account. Each is one file beside this one, from its own documentation. */
export interface BankNoticeAdapter {
  /** Whether one of the shop's secrets signed the request, and lately; null when it did. */
  verify(request: NoticeRequest, secrets: readonly string[], now: Date): 'signature' | 'time' | null;
  /** What it tells; null where it is not what the documentation says. Only after `verify`. */
  read(body: Buffer): BankNotice | null;
  /** What the service wants to hear when the notice was taken. */
  readonly taken: object;
}
