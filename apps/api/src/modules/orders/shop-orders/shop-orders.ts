import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { openingHoursSql, type OpeningHoursAnswer } from '../../places/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { OrderContacts } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import { cashOfParcels, type ParcelCash } from '../money-sheets/remittances/remittances.sql.js';
import { PickupCodes } from '../parcels/pickups/pickup-codes.js';
import type { ShopPickupAnswer } from '../parcels/pickups/pickup.dto.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { readReturns } from '../returns/returns-view.js';
import type { RecipientAnswer, ShopOrderAnswer, ShopOrdersQueryDto } from './shop-orders.dto.js';
import { SHOP_ORDERS_CURSOR, shopOrder, shopOrders, SHOWN, type ShopStep } from './shop-orders.sql.js';

const PAGE_SIZE = 24;

type Parcel = ShopOrderAnswer['parcels'][number];

interface FoundOrder {
  id: string;
  status: string;
  groupId: string;
  step: ShopStep;
  body: Omit<ShopOrderAnswer, 'recipient' | 'parcels' | 'returns'> & {
    parcels: Omit<Parcel, 'pickup' | 'carrierCash'>[];
  };
}

interface Destination extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  method: 'ship' | 'pickup';
  commune: string | null;
  province: string | null;
  point: string | null;
  hours: OpeningHoursAnswer | null;
}

/** A shop's own orders. Who bought is opened for open orders alone, and by staff only with a line of history. */
@Injectable()
export class ShopOrders {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly contacts: OrderContacts,
    private readonly pickups: PickupCodes,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The page as JSON text. @throws Problem not_found, not_allowed, invalid_cursor */
  list(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor, show = 'todo' }: ShopOrdersQueryDto,
  ): Promise<string> {
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const place =
        cursor === undefined ? null : readCursor(SHOP_ORDERS_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
      const statement = shopOrders(show === 'todo');
      const values = valuesFor(statement, { limit, ...place, steps: SHOWN[show] });
      const [row] = await runStatement<{ body: string }>(tx, statement, values);
      return foundText(row ?? null);
    });
  }

  /** @throws Problem not_found, not_allowed */
  one(principal: Principal, slug: string, orderCode: string): Promise<ShopOrderAnswer> {
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const [order] = await runStatement<FoundOrder>(
        tx,
        shopOrder,
        valuesFor(shopOrder, { code: orderCode }),
      );
      if (order === undefined) throw new Problem('not_found');
      // Of an order that is over nobody needs to know whom to bring it to.
      const open =
        order.status === 'placed' ||
        order.status === 'confirmed' ||
        ['take_back', 'answer_return', 'receive_return'].includes(order.step);
      const recipient = open ? await this.recipient(tx, order.groupId) : null;
      if (recipient !== null && capacity === 'mandate')
        await recordAudit(tx, [
          {
            at: this.clock.now(),
            actorKind: 'seller',
            action: 'order.contact_read',
            subjectType: 'order',
            subjectId: order.id,
          },
        ]);
      const cash = await readCash(tx, order);
      const parcels = order.body.parcels.map((parcel) => ({
        ...parcel,
        pickup: this.pickupOf(parcel),
        carrierCash: cash.get(parcel.id) ?? null,
      }));
      const returns = (await readReturns(tx, this.dataKeys, [order.id])).get(order.id) ?? [];
      return { ...order.body, parcels, returns, recipient };
    });
  }

  private pickupOf({
    awaitsCode,
    handedOverAt,
  }: Pick<Parcel, 'awaitsCode' | 'handedOverAt'>): ShopPickupAnswer | null {
    if (!awaitsCode || handedOverAt === null) return null;
    const keptUntil = this.pickups.keptUntil(new Date(handedOverAt));
    return { keptUntil, overdue: vietnamDay(this.clock.now()) > keptUntil };
  }

  /** Null once the time for which orders are kept is over. */
  private async recipient(tx: EntityManager, groupId: string): Promise<RecipientAnswer | null> {
    const [group] = await tx.query<Destination[]>(
      `SELECT g.id, g.contact_sealed AS "contactSealed", g.contact_clear AS "contactClear", g.delivery_method AS method,
         (SELECT full_name FROM communes WHERE code = g.commune_code) AS commune,
         (SELECT name FROM provinces WHERE code = g.province_code) AS province,
         (SELECT name FROM tourism_points WHERE id = g.tourism_point_id) AS point,
         ${openingHoursSql('g.tourism_point_id', '$2::date')} AS hours
       FROM order_groups g WHERE g.id = $1`,
      [groupId, vietnamDay(this.clock.now())],
    );
    const contact = group === undefined ? null : await this.contacts.open(tx, group);
    if (group === undefined || contact === null) return null;
    const { name, phone, line, ward, note } = contact;
    const address = [line, group.commune ?? ward, group.province];
    const place = group.method === 'pickup' ? (group.point ?? '') : address.filter(Boolean).join(', ');
    return { name, phone, method: group.method, place, hours: group.hours, note };
  }
}

/** By parcel; asked only where a carrier may have taken cash. */
async function readCash(
  tx: EntityManager,
  { id, body }: FoundOrder,
): Promise<Map<string, Parcel['carrierCash']>> {
  const mayHold =
    body.payment.method === 'cod' &&
    body.parcels.some(({ trackingCode, arrivedAt }) => trackingCode !== null && arrivedAt !== null);
  const found = mayHold ? await runStatement<ParcelCash>(tx, cashOfParcels, [id]) : [];
  return new Map(found.map(({ parcelId, ...cash }) => [parcelId, cash]));
}
