import { Injectable } from '@nestjs/common';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { networkOf } from '../../../platform/http/client-address.js';
import { Problem } from '../../../platform/http/problem.js';
import { Accounts } from '../accounts/accounts.service.js';
import type { Caller } from '../caller.js';
import type { Contact } from '../contact.js';
import { DeviceTokens } from '../sessions/device-tokens.js';
import {
  CODES_ASKED_BY_ADDRESS,
  CODES_ASKED_BY_ADDRESS_FOR_NUMBER,
  CODES_BEYOND_SHARE,
  CODES_TO_NEW_NETWORK,
  CODES_TO_NUMBER,
} from '../sign-in-limits.js';
import { CODE_MINUTES, OneTimeCodes, type CodeTicket } from './one-time-codes.js';

/**
 * Sends a code for signing in, opening an account or a fresh check. The answer, and the work behind it, is the same
 * whether or not the number has an account: a stranger learns nothing from it.
 */
@Injectable()
export class AskForCode {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly codes: OneTimeCodes,
    private readonly accounts: Accounts,
    private readonly devices: DeviceTokens,
    private readonly floor: FloorProfile,
  ) {}

  /**
   * @param account the account whose fresh check it is; null for signing in or up
   * @throws Problem rate_limited, overloaded (the day's budget for messages is spent)
   */
  async run(to: Contact, caller: Caller, account: string | null = null): Promise<CodeTicket> {
    const number = `${to.kind}:${to.value}`;
    await this.counters.demandAll(CODES_ASKED_BY_ADDRESS, caller.address);
    const known = await this.transactions.run('account', (tx) => this.accounts.findByContact(tx, to));
    const device = this.devices.known(caller.deviceToken, known?.id ?? null);
    // A stranger who asks for codes to somebody's number uses up the strangers' share, not the owner's.
    if (device !== null) await this.counters.demandAll(CODES_TO_NUMBER, `device:${device}`);
    else if (account !== null) await this.counters.demandAll(CODES_TO_NUMBER, `account:${account}`);
    else await this.demandStrangersShare(number, caller.address);
    const text = (code: string): string =>
      `${code} là mã xác nhận của bạn trên ${this.floor.province.floorName}, dùng trong ${CODE_MINUTES} phút. ` +
      'Đừng cho ai biết mã này, kể cả người xưng là cán bộ.';
    return this.transactions.run('account', (tx) =>
      this.codes.send(tx, {
        purpose: account === null ? 'sign_in' : 'fresh_check',
        to,
        askedFrom: caller.address,
        text,
        isStranger: device === null && account === null,
        ...(account === null ? {} : { subjectId: account }),
      }),
    );
  }

  /** @throws Problem rate_limited, with the seconds until whichever way opens first */
  private async demandStrangersShare(number: string, address: string): Promise<void> {
    const own = `${address}|${number}`;
    await this.counters.demandAll(CODES_ASKED_BY_ADDRESS_FOR_NUMBER, own);
    const wait = await this.takeShare(number, `${networkOf(address, { wide: true })}|${number}`);
    if (wait === null) return;
    // Whoever was told to come back must not be told so again for having come.
    await this.counters.giveBackAll(CODES_ASKED_BY_ADDRESS_FOR_NUMBER, own);
    throw new Problem('rate_limited', { retryAfterSeconds: wait });
  }

  /** Null when a code may go out, otherwise the seconds to wait. */
  private async takeShare(number: string, network: string): Promise<number | null> {
    const shared = await this.counters.hitAll(CODES_TO_NUMBER, number);
    const known = await this.counters.hit(CODES_TO_NEW_NETWORK, network);
    if (shared === null) return null;
    const beyond = known ?? (await this.counters.hit(CODES_BEYOND_SHARE, number));
    if (beyond === null) return null;
    await this.counters.giveBackAll([CODES_TO_NEW_NETWORK], network);
    return Math.min(shared, beyond);
  }
}
