import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { OrderContacts } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import { maskPhone } from '../order-page-view.js';
import { contractPdf } from './contract-pdf.js';
import type { AgreedAnswer, ContractAnswer, ContractTermsAnswer } from './contract.dto.js';

interface Kept extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  content: string;
  digest: string;
  terms: string;
  termsDigest: string;
  concludedAt: Date | null;
}

/** Of the order with code $1. Its first confirmation stands: whatever came of the order later, it was agreed then. */
const CONTRACT = `
  SELECT g.id, g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear", c.content, c.digest,
    t.content AS terms, c.terms_digest AS "termsDigest",
    (SELECT min(e.occurred_at) FROM order_events e WHERE e.order_id = o.id AND e.axis = 'order' AND e.to_status = 'confirmed')
      AS "concludedAt"
  FROM orders o JOIN order_groups g ON g.id = o.order_group_id JOIN order_contracts c ON c.order_id = o.id
  JOIN contract_terms t ON t.digest = c.terms_digest WHERE o.code = $1`;

/** The contract of an order, for whoever bought and for its shop: read as it was frozen, never made anew. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    private readonly contacts: OrderContacts,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem sign_in_required, not_found */
  forBuyer(orderCode: string, buyer: OrderBuyer): Promise<ContractAnswer> {
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      return this.read(tx, orderCode, true);
    });
  }

  /** Without who bought, which a shop sees on its open orders alone. @throws Problem not_found, not_allowed */
  forShop(principal: Principal, slug: string, orderCode: string): Promise<ContractAnswer> {
    return this.sellers.run(principal, slug, 'orders', (tx) => this.read(tx, orderCode, false));
  }

  /** On paper: the same bytes say the same whenever it is asked for. */
  paper(contract: ContractAnswer): Promise<Buffer> {
    return contractPdf(contract, this.floor.demo);
  }

  private async read(tx: EntityManager, orderCode: string, withBuyer: boolean): Promise<ContractAnswer> {
    const [kept] = await tx.query<Kept[]>(CONTRACT, [orderCode]);
    if (kept === undefined) throw new Problem('not_found');
    const contact = withBuyer ? await this.contacts.open(tx, kept) : null;
    return {
      agreed: JSON.parse(kept.content) as AgreedAnswer,
      terms: JSON.parse(kept.terms) as ContractTermsAnswer,
      buyer: contact === null ? null : { name: contact.name, phone: maskPhone(contact.phone) },
      concludedAt: kept.concludedAt?.toISOString() ?? null,
      digest: kept.digest,
      termsDigest: kept.termsDigest,
    };
  }
}
