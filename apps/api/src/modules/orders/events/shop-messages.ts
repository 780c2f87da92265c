import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Messages, type Message } from '../../../platform/mail/messages.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { accountContact, PushNotices } from '../../identity/index.js';
import { memberMessageQueue, type MemberMessage } from '../order-queues.js';

/** The shop a message is for, and what of its work it is about: who may do that work is told. */
export interface ShopAddress {
  sellerId: string;
  /** E.164. */
  phone: string;
  about: 'orders' | 'money';
  /** What a tap on a notice opens: a path of the floor. */
  path: string;
}

interface ToldMember {
  accountId: string;
  channels: string[];
}

/**
 * Sends a message to a shop: always to its own number, and to its people as each chose, by mail, SMS or on their devices.
 * What goes to people is a job each, so that one mailbox that is full repeats nothing to the others.
 */
@Injectable()
export class ShopMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly jobs: Jobs,
    private readonly push: PushNotices,
    private readonly dataKeys: DataKeys,
    private readonly keyring: Keyring,
  ) {}

  /** Safe to repeat: the same id is the same messages, jobs and notices. */
  async send(shop: ShopAddress, message: Omit<Message, 'to'>): Promise<void> {
    await this.transactions.run('worker', async (tx) => {
      const members = await tx.query<ToldMember[]>(
        `SELECT account_id AS "accountId", notice_channels AS channels FROM seller_members
         WHERE seller_id = $1 AND ended_at IS NULL AND (role = 'owner' OR $2 = ANY (permissions))`,
        [shop.sellerId, shop.about],
      );
      for (const member of members) await this.tellMember(tx, member, shop, message);
    });
    await this.messages.send({ ...message, to: { phone: shop.phone } });
  }

  /** One message to one member, as it was sealed for its way. */
  async sendToMember({ id, sealed }: MemberMessage): Promise<void> {
    const opened = this.keyring.openPassing(sealed, `shop message:${id}`);
    await this.messages.send(JSON.parse(opened) as Message);
  }

  private async tellMember(
    tx: EntityManager,
    { accountId, channels }: ToldMember,
    shop: ShopAddress,
    message: Omit<Message, 'to'>,
  ): Promise<void> {
    if (channels.includes('push')) {
      const notice = { id: message.id, title: message.subject, path: shop.path, urgent: true };
      await this.push.tell(tx, accountId, notice);
    }
    if (!channels.includes('email') && !channels.includes('sms')) return;
    const contact = await accountContact(tx, accountId, await this.dataKeys.find(tx, accountId));
    const email = channels.includes('email') ? contact?.email : null;
    // The shop's own number has it already.
    const phone = channels.includes('sms') && contact?.phone !== shop.phone ? contact?.phone : null;
    if (email) await this.plan(tx, accountId, { ...message, to: { email } });
    if (phone) await this.plan(tx, accountId, { ...message, to: { phone } });
  }

  private async plan(tx: EntityManager, accountId: string, message: Message): Promise<void> {
    const way = message.to.email ? 'email' : 'sms';
    const digest = createHash('sha256').update(`${message.id} ${accountId}`).digest('hex').slice(0, 32);
    const id = `to-member-${way}-${digest}`;
    const sealed = this.keyring.sealPassing(JSON.stringify({ ...message, id }), `shop message:${id}`);
    await this.jobs.enqueue(tx, memberMessageQueue, { id, sealed }, undefined, id);
  }
}
