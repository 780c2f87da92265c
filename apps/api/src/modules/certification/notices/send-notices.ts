import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { normalizePhone } from '#kernel/phone';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact } from '../../identity/index.js';
import { officerDigest, shopNotice, type NoticedCertificate, type NoticeText } from './notice-words.js';
import {
  ADDRESS_OF_SHOP,
  CERTIFICATES_OF_DIGEST,
  CERTIFICATES_OF_SHOP_MESSAGE,
  TAKE_MESSAGE,
  type WaitingMessage,
} from './waiting-messages.sql.js';

/** The wait after the first try; it doubles, so that the last one comes about two days later. */
const FIRST_WAIT_SECONDS = 25 * 60;
const MOST_ATTEMPTS = 8;

type Way = 'phone' | 'email';
/** What to say and where; null: nothing of it is true any more. */
type Ready = { words: NoticeText; to: Record<Way, string | null> } | null;

/** Sends what waits, one message after the other, and writes down by which way each went. */
@Injectable()
export class SendNotices {
  private readonly logger = new Logger('certificate notices');

  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly dataKeys: DataKeys,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** How many went out. Safe to repeat, to run twice at once, and to die in the middle: a message keeps its id. */
  async run(): Promise<number> {
    let sent = 0;
    for (let message = await this.take(); message !== null; message = await this.take())
      if (await this.send(message)) sent += 1;
    return sent;
  }

  private async take(): Promise<WaitingMessage | null> {
    const [message] = await this.transactions.run('worker', (tx) =>
      changedRows<WaitingMessage>(tx, TAKE_MESSAGE, [this.clock.now(), FIRST_WAIT_SECONDS]),
    );
    return message ?? null;
  }

  private async send(message: WaitingMessage): Promise<boolean> {
    const ready = await this.transactions.run('worker', (tx) => this.prepare(tx, message));
    if (ready === null) {
      await this.settle(message, 'dropped');
      return false;
    }
    const sent: Record<Way, boolean> = { phone: message.phoneSent, email: message.emailSent };
    const ways = (['phone', 'email'] as const).filter((way) => ready.to[way] !== null);
    for (const way of ways) {
      if (sent[way]) continue;
      sent[way] = await this.sendBy(way, message, ready.words, ready.to[way]);
    }
    const told = sent.phone || sent.email;
    if (told && ways.every((way) => sent[way])) await this.settle(message, 'sent');
    else if (ways.length === 0 || message.attempts >= MOST_ATTEMPTS)
      await this.settle(message, told ? 'sent' : 'undelivered');
    return told;
  }

  /** What has changed since it was written down is looked up anew: only what is true now is told. */
  private async prepare(tx: EntityManager, message: WaitingMessage): Promise<Ready> {
    const { province, certificateNotices: days } = this.floor;
    const { publicUrl } = this.environment;
    const today = vietnamDay(this.clock.now());
    const place = { floorName: province.floorName, publicUrl, today, days };
    const { id, sellerId, accountId, createdAt } = message;
    if (accountId !== null) {
      const certificates = await tx.query<NoticedCertificate[]>(CERTIFICATES_OF_DIGEST, [
        accountId,
        today,
        createdAt,
      ]);
      const contact = await accountContact(tx, accountId, await this.dataKeys.find(tx, accountId));
      if (certificates.length === 0 || contact === null) return null;
      return {
        words: officerDigest(certificates, place),
        // One digest by one way: the letter where there is an address, otherwise the telephone.
        to: { email: contact.email, phone: contact.email === null ? contact.phone : null },
      };
    }
    const certificates = await tx.query<NoticedCertificate[]>(CERTIFICATES_OF_SHOP_MESSAGE, [id, today]);
    const [shop] = await tx.query<{ slug: string; name: string; phone: string; owners: string[] }[]>(
      ADDRESS_OF_SHOP,
      [sellerId],
    );
    if (certificates.length === 0 || shop === undefined) return null;
    return {
      words: shopNotice(certificates, shop, place),
      // Telephones of a demo are of an impossible form; its messages land as files.
      to: {
        phone: normalizePhone(shop.phone) ?? (this.floor.demo ? shop.phone : null),
        email: await this.emailOf(tx, shop.owners),
      },
    };
  }

  private async emailOf(tx: EntityManager, owners: readonly string[]): Promise<string | null> {
    for (const owner of owners) {
      const contact = await accountContact(tx, owner, await this.dataKeys.find(tx, owner));
      if (contact?.email) return contact.email;
    }
    return null;
  }

  private async sendBy(
    way: Way,
    { id, attempts }: WaitingMessage,
    words: NoticeText,
    address: string | null,
  ): Promise<boolean> {
    try {
      await this.messages.send({ id: `certificate-notice-${id}-${way}`, to: { [way]: address }, ...words });
    } catch {
      this.logger.warn(`notice ${id} not sent by ${way}, try ${attempts}`);
      return false;
    }
    const now = this.clock.now();
    await this.transactions.run('worker', (tx) =>
      tx.query(`UPDATE certificate_messages SET ${way}_sent_at = $2, updated_at = $2 WHERE id = $1`, [
        id,
        now,
      ]),
    );
    return true;
  }

  private async settle({ id }: WaitingMessage, status: 'sent' | 'undelivered' | 'dropped'): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('worker', (tx) =>
      tx.query(
        `UPDATE certificate_messages SET status = $2, status_changed_at = $3, updated_at = $3
         WHERE id = $1 AND status = 'waiting'`,
        [id, status, now],
      ),
    );
  }
}
