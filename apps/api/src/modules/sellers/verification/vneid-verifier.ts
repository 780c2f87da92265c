import { Logger } from '@nestjs/common';
import type { VneidService } from '../../../platform/config/application-settings.js';
import type { Finding, IdentityVerifier, PersonToVerify } from './identity-verifier.js';

/**
 * Asks the electronic identification service whether number, name and date of birth belong together. The operator's contract with it
 * gives address and secret (VNEID_*); what goes over the line is
 *
 *     POST VNEID_URL, Authorization: Basic <client id:secret>, {"identityNumber", "fullName", "dateOfBirth"}
 *     200 {"matches": true | false}
 *
 * and is the one thing to adapt where the contract says otherwise. Whatever else comes back is no answer.
 */
export class VneidVerifier implements IdentityVerifier {
  readonly method = 'vneid';
  private readonly logger = new Logger('vneid');

  constructor(private readonly service: VneidService) {}

  async verify({ name, idNumber, dateOfBirth }: PersonToVerify): Promise<Finding | 'not_available'> {
    const { url, clientId, clientSecret, timeoutSeconds } = this.service;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        },
        body: JSON.stringify({ identityNumber: idNumber, fullName: name, dateOfBirth }),
        // A service that sends elsewhere would have somebody's number sent there.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return this.unavailable(`status ${response.status}`);
      }
      const { matches } = ((await response.json()) ?? {}) as { matches?: unknown };
      if (typeof matches !== 'boolean') return this.unavailable('an answer without matches');
      return { result: matches ? 'matches' : 'differs', note: '' };
    } catch (error) {
      return this.unavailable(error instanceof Error ? error.name : 'no connection');
    }
  }

  /** The reason goes to the log without whom it was about. */
  private unavailable(reason: string): 'not_available' {
    this.logger.warn(`not available: ${reason}`);
    return 'not_available';
  }
}
