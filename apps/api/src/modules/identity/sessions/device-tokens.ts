import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { sameText } from '../../../platform/http/client-address.js';
import { Keyring } from '../../../platform/sealing/keyring.js';

/** The cookie by which a device on which somebody has signed in before is told from a stranger's. */
export const DEVICE_COOKIE = 'floor_device';

/**
 * Known devices. A wave of guesses at one account, from however many addresses, slows down strangers only: the owner's
 * phone, which carries a token from an earlier sign-in, counts in a lane of its own. The token proves nothing else.
 */
@Injectable()
export class DeviceTokens {
  constructor(private readonly keyring: Keyring) {}

  make(accountId: string): string {
    const id = randomBytes(12).toString('base64url');
    return `${id}.${this.keyring.hash('device', `${accountId}|${id}`)}`;
  }

  /** Whose tries these are: a known device's own, or those of all strangers on this account. */
  laneOf(token: string | null, accountId: string): string {
    const device = this.known(token, accountId);
    return device === null ? accountId : `device:${device}`;
  }

  /** The device's id when its token was made for that account; null for a stranger's device. */
  known(token: string | null, accountId: string | null): string | null {
    const [id, mac] = token?.split('.') ?? [];
    if (id === undefined || mac === undefined || accountId === null) return null;
    return this.keyring.hashes('device', `${accountId}|${id}`).some((right) => sameText(right, mac))
      ? id
      : null;
  }
}
