import type { CheckResult } from './verification-check.entity.js';

/** How it was made sure that somebody is who they say: papers an officer looked at, or VNeID. */
export type VerificationMethod = 'manual' | 'vneid';

/** Somebody as their application names them. */
export interface PersonToVerify {
  name: string;
  /** Twelve digits. */
  idNumber: string;
  /** `YYYY-MM-DD` */
  dateOfBirth: string;
}

export interface Finding {
  result: CheckResult;
  /** What was seen, in the officer's words. */
  note: string;
}

/**
 * One way of making sure that a person is who they say. The law asks for electronic authentication through VNeID from
 * 1 January 2027 (Decree 248/2026/NĐ-CP); an officer's eyes stay the other way, and the one for days on which VNeID is down.
 */
export interface IdentityVerifier {
  readonly method: VerificationMethod;

  /** `not_available`: nobody could be asked, nothing was found out, and every other way stays open. */
  verify(person: PersonToVerify): Promise<Finding | 'not_available'>;
}

/** The officer held the papers against the application: what they found is what comes out. */
export class ManualVerifier implements IdentityVerifier {
  readonly method = 'manual';

  constructor(private readonly seen: Finding) {}

  verify(): Promise<Finding> {
    return Promise.resolve(this.seen);
  }
}
