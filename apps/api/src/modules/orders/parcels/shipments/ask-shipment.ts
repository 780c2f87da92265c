import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../../platform/access/access.js';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { valuesFor } from '../../../../platform/database/shaped-statement.js';
import { Problem } from '../../../../platform/http/problem.js';
import { fieldProblem } from '../../../../platform/http/validation.js';
import {
  carrierLimits,
  CarrierRefused,
  carrierTakes,
  CarrierUnavailable,
  type Handling,
} from '../../../delivery/index.js';
import { demandGoAhead } from '../../go-ahead/move-go-ahead.js';
import { mayBeSent } from '../../shop-orders/lock-order.js';
import { shopOrder } from '../../shop-orders/shop-orders.sql.js';
import { MoveParcel, type OpenedParcel } from '../move-parcel.js';
import { cashOfParcel, type OrderOfParcels } from '../papers/parcel-cash.js';
import { BookShipment } from './book-shipment.js';
import { ShipmentCalls } from './shipment-calls.js';
import type { ShipmentDto, ShipmentQuoteAnswer } from './shipment.dto.js';
import { askShipment, parcelToSend } from './shipments.sql.js';

interface ToSend {
  accountId: string | null;
  deliveryMethod: 'ship' | 'pickup';
  handling: Handling[];
  valueVnd: number;
}

/** A shop has a carrier fetch a parcel: written down first, then the carrier is asked, after the commit. */
@Injectable()
export class AskShipment {
  constructor(
    private readonly parcels: MoveParcel,
    private readonly book: BookShipment,
    private readonly calls: ShipmentCalls,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, not_allowed, state_conflict (not packed, sent already, not paid, or the buyer's word is
   *   waited for), validation_failed (no
   *   account there, or goods, weight or cash the carrier does not take)
   */
  async run(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
    wish: ShipmentDto,
  ): Promise<void> {
    const id = uuidv7(this.clock.now().getTime());
    const asked = await this.parcels.open(principal, slug, which, async (tx, opened) => {
      const { parcel, order, now } = opened;
      if (order.status !== 'confirmed' || order.waits || !mayBeSent(order) || parcel.status !== 'packing')
        throw new Problem('state_conflict');
      await demandGoAhead(tx, order);
      const { accountId, valueVnd, codVnd } = await toSend(tx, opened, wish);
      const { grams, lengthCm, widthCm, heightCm } = wish;
      const values = [id, parcel.id, accountId, now, grams, lengthCm, widthCm, heightCm, codVnd, valueVnd];
      const written = await runStatement<{ id: string }>(tx, askShipment, values);
      // Pressed twice it goes once.
      if (written.length === 0) return null;
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'shipment.asked',
          subjectType: 'order',
          subjectId: order.id,
          after: { number: parcel.number, carrier: wish.carrier, codVnd, grams },
        },
      ]);
      return id;
    });
    if (asked !== null) await this.book.run(asked);
  }

  /** What the carrier would ask for it; nothing is made or written. @throws as `run`, and carrier_unavailable */
  async quote(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
    wish: ShipmentDto,
  ): Promise<ShipmentQuoteAnswer> {
    const { carrier, account, request } = await this.parcels.open(
      principal,
      slug,
      which,
      async (tx, opened) => {
        const { accountId, ...money } = await toSend(tx, opened, wish);
        const { parcel } = opened;
        return this.calls.door(tx, { parcelId: parcel.id, accountId }, { ...wish, ...money }, 'hoi-phi');
      },
    );
    if (request === null) throw new Problem('state_conflict');
    try {
      return { feeVnd: await carrier.quote(account, request) };
    } catch (error) {
      if (error instanceof CarrierUnavailable)
        throw new Problem('carrier_unavailable', { retryAfterSeconds: 60 });
      if (error instanceof CarrierRefused)
        throw fieldProblem('carrier', 'refused', error.message, 'The carrier does not take it');
      throw error;
    }
  }
}

/** What a parcel would go with. @throws Problem state_conflict, validation_failed */
async function toSend(
  tx: EntityManager,
  { order, parcel }: Pick<OpenedParcel, 'order' | 'parcel'>,
  { carrier, grams }: Pick<ShipmentDto, 'carrier' | 'grams'>,
): Promise<{ accountId: string; valueVnd: number; codVnd: number }> {
  const [facts] = await runStatement<ToSend>(tx, parcelToSend, [parcel.id, carrier]);
  if (facts === undefined) throw new Problem('not_found');
  if (facts.deliveryMethod !== 'ship') throw new Problem('state_conflict');
  if (facts.accountId === null)
    throw fieldProblem('carrier', 'not_found', 'Gian hàng chưa có tài khoản ở hãng này', 'No account there');
  if (facts.handling.some((kind) => !carrierTakes[carrier].includes(kind)))
    throw fieldProblem(
      'carrier',
      'not_allowed_value',
      'Hãng không nhận hàng sống, hàng lạnh hay đông lạnh',
      'Nothing live, chilled or frozen goes by it',
    );
  const [found] = await runStatement<{ body: OrderOfParcels }>(
    tx,
    shopOrder,
    valuesFor(shopOrder, { code: order.code }),
  );
  if (found === undefined) throw new Problem('not_found');
  const codVnd = cashOfParcel(found.body, parcel.number);
  const limits = carrierLimits[carrier];
  if (grams > limits.grams)
    throw fieldProblem('grams', 'too_big', 'Nặng hơn mức hãng nhận', 'Heavier than it takes');
  if (codVnd > limits.codVnd)
    throw fieldProblem('carrier', 'too_big', 'Tiền thu hộ quá mức của hãng', 'More cash than it collects');
  return { accountId: facts.accountId, valueVnd: facts.valueVnd, codVnd };
}
