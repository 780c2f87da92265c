import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { formatDateTime, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Messages, type Message } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { Contact } from '../contact.js';
import { contactNoticeQueue } from '../identity-queues.js';
import { accountContact } from './erase-identity.js';

/** What changed, on its way to the worker: the earlier value only as it was sealed for its owner. */
export interface ContactChange {
  readonly noticeId: string;
  readonly accountId: string;
  readonly kind: Contact['kind'];
  /** Null: there was none before. */
  readonly before: string | null;
  /** ISO. */
  readonly at: string;
}

const NAMES: Readonly<Record<Contact['kind'], string>> = { phone: 'số điện thoại', email: 'địa chỉ e-mail' };

/**
 * Tells the owner of an account that its phone or e-mail was changed: where it was before, and by the other way they have.
 * Whoever moved an account that is not theirs cannot keep its owner from hearing of it.
 */
@Injectable()
export class ContactNotice {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly dataKeys: DataKeys,
    private readonly messages: Messages,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes the job in the transaction of the change. */
  async plan(
    tx: EntityManager,
    accountId: string,
    kind: Contact['kind'],
    before: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    const noticeId = uuidv7(now.getTime());
    const change = { noticeId, accountId, kind, before, at: now.toISOString() };
    await this.jobs.enqueue(tx, contactNoticeQueue, change);
  }

  /** Safe to repeat: the same change is the same messages. Nobody is told of an account that was erased since. */
  async send(change: ContactChange): Promise<void> {
    const { noticeId, accountId, kind, before } = change;
    const told = await this.transactions.run('worker', async (tx) => {
      const key = await this.dataKeys.find(tx, accountId);
      const now = await accountContact(tx, accountId, key);
      if (key === null || now === null) return [];
      const other: Contact['kind'] = kind === 'phone' ? 'email' : 'phone';
      return [
        { kind, value: before === null ? null : key.open(before, `accounts.${kind}`) },
        { kind: other, value: now[other] },
      ];
    });
    for (const { kind: way, value } of told) {
      if (value === null) continue;
      await this.messages.send({
        id: `contact-changed-${noticeId}-${way}`,
        to: { [way]: value },
        ...this.wordsOf(change, way),
      });
    }
  }

  private wordsOf(
    { kind, before, at }: ContactChange,
    way: Contact['kind'],
  ): Pick<Message, 'subject' | 'text' | 'short'> {
    const { province, operator } = this.floor;
    const what = before === null ? `được thêm ${NAMES[kind]}` : `đổi ${NAMES[kind]}`;
    const time = formatDateTime(new Date(at));
    const call = `Không phải bạn làm? Gọi ngay ${operator.phone}.`;
    // Where it was before, nothing opens the account any more.
    const over = way === kind ? `, ${kind === 'phone' ? 'số' : 'địa chỉ'} này không còn đăng nhập được` : '';
    return {
      subject: `Tài khoản của bạn vừa ${what}`,
      text: [
        `Tài khoản của bạn trên ${province.floorName} vừa ${what} lúc ${time}${over}.`,
        '',
        'Các máy và phần mềm khác đã được cho ra khỏi tài khoản.',
        '',
        `Nếu đúng là bạn làm thì không cần làm gì thêm. ${call}`,
        '',
      ].join('\n'),
      short: smsText(`${province.floorName}: tài khoản của bạn vừa ${what}${over}. ${call}`),
    };
  }
}
