import { Injectable } from '@nestjs/common';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Accounts } from '../accounts/accounts.service.js';
import type { Caller } from '../caller.js';
import type { Contact } from '../contact.js';
import { DeviceTokens } from '../sessions/device-tokens.js';
import {
  CODES_ASKED_BY_ADDRESS,
  CODES_ASKED_BY_ADDRESS_FOR_NUMBER,
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
    if (device === null) {
      await this.counters.demandAll(CODES_ASKED_BY_ADDRESS_FOR_NUMBER, `${caller.address}|${number}`);
      await this.counters.demandAll(CODES_TO_NUMBER, number);
    } else {
      await this.counters.demandAll(CODES_TO_NUMBER, `device:${device}`);
    }
    const text = (code: string): string =>
      `${code} là mã xác nhận của bạn trên ${this.floor.province.floorName}, dùng trong ${CODE_MINUTES} phút. ` +
      'Đừng cho ai biết mã này, kể cả người xưng là cán bộ.';
    return this.transactions.run('account', (tx) =>
      this.codes.send(tx, {
        purpose: account === null ? 'sign_in' : 'fresh_check',
        to,
        askedFrom: caller.address,
        text,
        ...(account === null ? {} : { subjectId: account }),
      }),
    );
  }
}
