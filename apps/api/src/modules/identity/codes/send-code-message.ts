import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { openMessage } from './sealed-message.js';

/** Sends a code's message and forgets its words; sent twice after a crash at most, and never after the code is void. */
@Injectable()
export class SendCodeMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly keyring: Keyring,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws when no channel took it, so that the job is repeated. */
  async run(codeId: string): Promise<void> {
    const now = this.clock.now();
    const [row] = await this.transactions.run('worker', (tx) =>
      tx.query<{ message: string }[]>(
        `SELECT message FROM one_time_codes
         WHERE id = $1 AND message IS NOT NULL AND used_at IS NULL AND expires_at > $2`,
        [codeId, now],
      ),
    );
    if (row === undefined) return;
    const { to, code, text } = openMessage(this.keyring, codeId, row.message);
    await this.messages.send({
      id: `code-${codeId}`,
      to: { [to.kind]: to.value },
      subject: `Mã xác nhận của ${this.floor.province.floorName}`,
      text,
      short: smsText(text),
      code,
    });
    await this.transactions.run('worker', (tx) =>
      tx.query(`UPDATE one_time_codes SET message = NULL, sent_at = $2, updated_at = $2 WHERE id = $1`, [
        codeId,
        this.clock.now(),
      ]),
    );
  }
}
