import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataKeys, type DataKey } from '../../platform/sealing/data-keys.js';
import { Keyring } from '../../platform/sealing/keyring.js';
import type { OrderGroup } from './order-group.entity.js';

/** Who bought and where the goods go: what a purchase holds of a person. Null where it was not asked for. */
export interface OrderContact {
  name: string;
  /** E.164. */
  phone: string;
  email: string | null;
  /** Commune or ward in another province, as it was typed. */
  ward: string | null;
  line: string | null;
  note: string | null;
  /** They bought in English. Missing for Vietnamese, and of purchases that a shop entered. */
  language?: 'en';
}

/** What the buyer wants on the e-invoice (Decree 254/2026, Art. 17). */
export interface InvoiceRequest {
  name: string;
  taxCode: string;
  address: string;
  email: string;
}

/** Contact and invoice as one text before they were sealed; the form of `contact_clear`. */
export type ClearContact = OrderContact & { invoice: InvoiceRequest | null };

export type SealedContact = Pick<OrderGroup, 'contactSealed' | 'contactPhoneHash' | 'invoiceSealed'>;

type KeptContact = Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'>;

/**
 * Contacts of purchases are sealed with a key of each purchase, so that taking one away when the law no longer keeps it
 * takes it out of every copy. The phone is found by its digest, which no account's digest equals.
 */
@Injectable()
export class OrderContacts {
  constructor(
    private readonly dataKeys: DataKeys,
    private readonly keyring: Keyring,
  ) {}

  /** The columns of a purchase, and its new key as it is kept; nothing is written. */
  sealNew(orderGroupId: string, contact: ClearContact): { columns: SealedContact; keySealed: string } {
    const { key, sealed } = this.dataKeys.prepare(orderGroupId);
    return { columns: this.sealWith(key, contact), keySealed: sealed };
  }

  sealWith(key: DataKey, { invoice, ...contact }: ClearContact): SealedContact {
    return {
      contactSealed: key.seal(JSON.stringify(contact), 'order_groups.contact'),
      contactPhoneHash: this.keyring.hash('order phone', contact.phone),
      invoiceSealed: invoice === null ? null : sealInvoice(key, JSON.stringify(invoice)),
    };
  }

  /** Null once the time for which orders are kept is over. */
  async open(tx: EntityManager, group: KeptContact): Promise<OrderContact | null> {
    if (group.contactClear !== null) return group.contactClear;
    if (group.contactSealed === null) return null;
    const key = await this.dataKeys.of(tx, group.id);
    return JSON.parse(key.open(group.contactSealed, 'order_groups.contact')) as OrderContact;
  }

  /** Whom its invoices are for; null where nobody asked, or the time for which tax papers are kept is over. */
  async invoiceOf(
    tx: EntityManager,
    { id, invoiceSealed, contactClear }: Pick<OrderGroup, 'id' | 'invoiceSealed' | 'contactClear'>,
  ): Promise<InvoiceRequest | null> {
    if (contactClear !== null) return contactClear.invoice;
    if (invoiceSealed === null) return null;
    const key = await this.dataKeys.of(tx, id);
    return JSON.parse(openInvoice(key, invoiceSealed)) as InvoiceRequest;
  }

  /** Of many purchases, by id; those that are no longer kept are missing. */
  async openAll(tx: EntityManager, groups: readonly KeptContact[]): Promise<Map<string, OrderContact>> {
    const keys = await this.dataKeys.findAll(
      tx,
      groups.map(({ id }) => id),
    );
    const opened = new Map<string, OrderContact>();
    for (const { id, contactSealed, contactClear } of groups) {
      const key = keys.get(id);
      if (contactClear !== null) opened.set(id, contactClear);
      else if (contactSealed !== null && key !== undefined)
        opened.set(id, JSON.parse(key.open(contactSealed, 'order_groups.contact')) as OrderContact);
    }
    return opened;
  }

  /**
   * As what a voucher knows somebody: by phone, and by account where there is one. Digests of its own, so that whoever
   * sees them learns of no purchase by them; after a change of keys the count of a person begins anew.
   */
  voucherKeys(e164: string | null, accountId: string | null): string[] {
    const known = [e164 && `phone ${e164}`, accountId && `account ${accountId}`];
    return known.flatMap((text) => (text ? [this.keyring.hash('voucher person', text)] : []));
  }

  /** What a look-up by phone compares with. */
  phoneHashes(e164: string): string[] {
    return this.keyring.hashes('order phone', e164);
  }
}

/** The invoice outlives the contact (tax papers are kept longer), under a key of its own once the contact is gone. */
export const sealInvoice = (key: DataKey, invoice: string): string =>
  key.seal(invoice, 'order_groups.invoice');
export const openInvoice = (key: DataKey, sealed: string): string => key.open(sealed, 'order_groups.invoice');
