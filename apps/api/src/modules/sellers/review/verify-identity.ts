import { Injectable } from '@nestjs/common';

/** How it was made sure that a seller is who they say: papers looked at by an officer, or VNeID. */
export type VerificationMethod = 'manual' | 'vneid';

/**
 * Says by which method sellers are verified. The law asks for electronic authentication through VNeID from 1 January 2027
 * (Decree 248/2026/NĐ-CP); until the operator has a contract for it, an officer looks at the papers.
 */
@Injectable()
export class VerifyIdentity {
  method(): VerificationMethod {
    return 'manual';
  }
}
