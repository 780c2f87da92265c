import { Inject, Injectable } from '@nestjs/common';
import { normalizePhone } from '#kernel/phone';
import { truncate } from '#kernel/text';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { letterNumber, type LetterNumber } from './letter-words.js';

/** As much of a shop's name as leaves the message short enough for a telephone. */
const SHOP_LENGTH = 60;

/** Tells a shop by message that a letter is there. What it says is read behind the sign-in. */
@Injectable()
export class TellOfLetter {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly floor: FloorProfile,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Safe to repeat: the message has one id. */
  async run(letterId: string): Promise<void> {
    const [letter] = await this.transactions.run('worker', (tx) =>
      tx.query<(LetterNumber & { slug: string; name: string; phone: string })[]>(
        `SELECT l.year, l.sign, l.number, s.slug, s.name, s.phone FROM letters l JOIN sellers s ON s.id = l.seller_id WHERE l.id = $1`,
        [letterId],
      ),
    );
    if (letter === undefined) return;
    const phone = normalizePhone(letter.phone);
    if (phone === null) return;
    const number = letterNumber(letter);
    const text =
      `${this.floor.province.floorName}: gian hàng ${truncate(letter.name, SHOP_LENGTH)} có thông báo số ${number}. ` +
      `Xem tại ${this.environment.publicUrl}/kenh-nguoi-ban/${letter.slug}/thu`;
    await this.messages.send({
      id: `letter-${letterId}`,
      to: { phone },
      subject: `Thông báo số ${number}`,
      text: `${text}\n`,
      short: text,
    });
  }
}
