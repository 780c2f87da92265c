import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../../platform/access/access.js';
import { FloorProfile } from '../../../../platform/data/floor-profile.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Problem } from '../../../../platform/http/problem.js';
import { SellerTransactions } from '../../../sellers/index.js';
import { ShopOrders } from '../../shop-orders/shop-orders.js';
import { packingSlipPdf } from './packing-slip-pdf.js';
import { parcelLabelPdf } from './parcel-label-pdf.js';
import { handlingOfParcel, senderOfParcel, type Sender } from './sender.sql.js';

/** The papers of a parcel. Whom it goes to is opened as on the order's page, with the same line of history for staff. */
@Injectable()
export class ParcelPapers {
  constructor(
    private readonly orders: ShopOrders,
    private readonly sellers: SellerTransactions,
    private readonly floor: FloorProfile,
  ) {}

  /** What lies in the parcel, A5. @throws Problem not_found, not_allowed */
  async slip(principal: Principal, slug: string, which: { code: string; parcelId: string }): Promise<Buffer> {
    const { order, parcel, sender } = await this.open(principal, slug, which);
    return packingSlipPdf(order, parcel, sender, this.floor.demo);
  }

  /** What is stuck on it, A6. @throws Problem not_found, not_allowed, state_conflict (the order is over) */
  async label(
    principal: Principal,
    slug: string,
    which: { code: string; parcelId: string },
  ): Promise<Buffer> {
    const { order, parcel, sender, handling } = await this.open(principal, slug, which);
    if (order.recipient === null) throw new Problem('state_conflict');
    return parcelLabelPdf(order, parcel, order.recipient, { sender, handling, demo: this.floor.demo });
  }

  private async open(
    principal: Principal,
    slug: string,
    { code, parcelId }: { code: string; parcelId: string },
  ) {
    const order = await this.orders.one(principal, slug, code);
    const parcel = order.parcels.find(({ id }) => id === parcelId.toLowerCase());
    if (parcel === undefined) throw new Problem('not_found');
    return this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) => {
      const [sender] = await runStatement<Sender>(tx, senderOfParcel, [sellerId]);
      if (sender === undefined) throw new Error(`Shop ${slug} has no producer`);
      const kinds = await runStatement<{ handling: string }>(tx, handlingOfParcel, [parcel.id]);
      return { order, parcel, sender, handling: kinds.map(({ handling }) => handling) };
    });
  }
}
