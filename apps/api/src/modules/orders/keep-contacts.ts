import { Inject, Injectable, Logger } from '@nestjs/common';
import { addMonths, startOfVietnamDay, vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { DataKeys } from '../../platform/sealing/data-keys.js';
import { OrderContacts, openInvoice, sealInvoice } from './order-contacts.js';
import { OrderGroup } from './order-group.entity.js';

/** Data of orders: 3 years (Decree 248/2026). */
const CONTACT_KEPT_MONTHS = 36;
/** Tax papers, and with them whom an invoice was for: 10 years. */
const INVOICE_KEPT_MONTHS = 120;
/** One sweep handles so many at most; the next comes within the hour. */
const BATCH = 500;

type Step = (tx: EntityManager, group: OrderGroup, now: Date) => Promise<void>;

/**
 * Seals what is still in the clear, and takes away what the law no longer keeps of a buyer; each purchase in its own
 * transaction. Safe to repeat, to run twice at once and to die anywhere.
 */
@Injectable()
export class KeepContacts {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: OrderContacts,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many purchases were sealed, lost their contact and lost their invoice. */
  async run(): Promise<{ sealed: number; contactsErased: number; invoicesErased: number }> {
    const now = this.clock.now();
    const since = (months: number): Date => startOfVietnamDay(addMonths(vietnamDay(now), -months));
    return {
      sealed: await this.each(`contact_clear IS NOT NULL AND placed_at <= $1`, now, (...all) =>
        this.seal(...all),
      ),
      contactsErased: await this.each(
        `contact_sealed IS NOT NULL AND placed_at < $1`,
        since(CONTACT_KEPT_MONTHS),
        (...all) => this.eraseContact(...all),
      ),
      invoicesErased: await this.each(
        `invoice_sealed IS NOT NULL AND placed_at < $1`,
        since(INVOICE_KEPT_MONTHS),
        (...all) => this.eraseInvoice(...all),
      ),
    };
  }

  /** @param due SQL over the purchase's columns, asked again under its lock */
  private async each(due: string, placedBefore: Date, step: Step): Promise<number> {
    const groups = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string }[]>(`SELECT id FROM order_groups WHERE ${due} ORDER BY placed_at LIMIT $2`, [
        placedBefore,
        BATCH,
      ]),
    );
    let done = 0;
    for (const { id } of groups) {
      try {
        if (await this.one(id, due, placedBefore, step)) done += 1;
      } catch (error) {
        this.logger.error(`purchase ${id} could not be swept: ${String(error)}`);
      }
    }
    return done;
  }

  private async one(id: string, due: string, placedBefore: Date, step: Step): Promise<boolean> {
    return this.transactions.run('worker', async (tx) => {
      const [locked] = await tx.query<{ id: string }[]>(
        `SELECT id FROM order_groups WHERE ${due} AND id = $2 FOR NO KEY UPDATE`,
        [placedBefore, id],
      );
      if (locked === undefined) return false;
      await step(tx, await tx.findOneByOrFail(OrderGroup, { id }), this.clock.now());
      return true;
    });
  }

  private async seal(tx: EntityManager, { id, contactClear }: OrderGroup, now: Date): Promise<void> {
    if (contactClear === null) return;
    const key = (await this.dataKeys.find(tx, id)) ?? (await this.dataKeys.create(tx, 'order_group', id));
    const sealed = this.contacts.sealWith(key, contactClear);
    await tx.update(OrderGroup, { id }, { ...sealed, contactClear: null, updatedAt: now });
  }

  private async eraseContact(tx: EntityManager, group: OrderGroup, now: Date): Promise<void> {
    const { id, invoiceSealed } = group;
    const invoice =
      invoiceSealed === null ? null : openInvoice(await this.dataKeys.of(tx, id), invoiceSealed);
    // What was said in disputes goes with whom it was said by; pictures are swept with their files (OrderPictures).
    await tx.query(
      `UPDATE dispute_messages SET words_sealed = NULL, updated_at = $2 WHERE order_group_id = $1`,
      [id, now],
    );
    // What was sealed with the old key, here and in every copy, opens no more.
    await this.dataKeys.destroy(tx, id);
    const key = invoice === null ? null : await this.dataKeys.create(tx, 'order_group', id);
    await tx.update(
      OrderGroup,
      { id },
      {
        contactSealed: null,
        contactPhoneHash: null,
        invoiceSealed: key === null || invoice === null ? null : sealInvoice(key, invoice),
        contactErasedAt: now,
        updatedAt: now,
      },
    );
    await noteErasure(tx, id, 'order_group.contact_erased', now);
  }

  private async eraseInvoice(tx: EntityManager, { id }: OrderGroup, now: Date): Promise<void> {
    await this.dataKeys.destroy(tx, id);
    await tx.update(OrderGroup, { id }, { invoiceSealed: null, updatedAt: now });
    await noteErasure(tx, id, 'order_group.invoice_erased', now);
  }
}

function noteErasure(tx: EntityManager, id: string, action: string, now: Date): Promise<void> {
  return recordAudit(tx, [
    { at: now, actorKind: 'worker', action, subjectType: 'order_group', subjectId: id },
  ]);
}
