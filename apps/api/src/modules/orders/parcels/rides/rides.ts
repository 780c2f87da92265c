import { Injectable } from '@nestjs/common';
import { parsePhone } from '#kernel/phone';
import type { EntityManager } from 'typeorm';
import { fieldProblem } from '../../../../platform/http/validation.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import type { BuyerRideAnswer, RideDto } from './ride.dto.js';

const SEALED_AS = 'fulfillment_rides.driver_phone';

interface KeptRide extends Omit<BuyerRideAnswer, 'driverPhone' | 'leavesAt' | 'arrivesAt'> {
  parcelId: string;
  groupId: string;
  leavesAt: Date;
  arrivesAt: Date | null;
  driverPhoneSealed: string | null;
}

/** Coaches and boats that parcels go by. The driver's phone is sealed with the purchase's key, like its contact. */
@Injectable()
export class Rides {
  constructor(private readonly dataKeys: DataKeys) {}

  /** Writes by what a parcel goes, once. @throws Problem validation_failed */
  async write(tx: EntityManager, parcelId: string, ride: RideDto, now: Date): Promise<void> {
    const { kind, line, leavesFrom, leavesAt, arrivesTo, arrivesAt = null } = ride;
    if (arrivesAt !== null && Date.parse(arrivesAt) <= Date.parse(leavesAt))
      throw fieldProblem(
        'ride.arrivesAt',
        'not_valid',
        'Giờ đến phải sau giờ đi',
        'It arrives after it leaves',
      );
    const sealed = ride.driverPhone === undefined ? null : await this.seal(tx, parcelId, ride.driverPhone);
    await tx.query(
      `INSERT INTO fulfillment_rides (fulfillment_id, kind, line, leaves_from, leaves_at, arrives_to, arrives_at,
         driver_phone_sealed, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [parcelId, kind, line, leavesFrom, leavesAt, arrivesTo, arrivesAt, sealed, now],
    );
  }

  /** As their buyer reads them, by parcel. */
  async ofOrders(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, BuyerRideAnswer>> {
    const rows = await tx.query<KeptRide[]>(
      `SELECT f.id AS "parcelId", o.order_group_id AS "groupId", r.kind, r.line, r.leaves_from AS "leavesFrom",
         r.leaves_at AS "leavesAt", r.arrives_to AS "arrivesTo", r.arrives_at AS "arrivesAt",
         r.driver_phone_sealed AS "driverPhoneSealed"
       FROM fulfillment_rides r JOIN fulfillments f ON f.id = r.fulfillment_id JOIN orders o ON o.id = f.order_id
       WHERE o.id = ANY ($1::uuid[])`,
      [orderIds],
    );
    const keys = await this.dataKeys.findAll(tx, [...new Set(rows.map(({ groupId }) => groupId))]);
    return new Map(
      rows.map(({ parcelId, groupId, driverPhoneSealed, leavesAt, arrivesAt, ...ride }) => [
        parcelId,
        {
          ...ride,
          leavesAt: leavesAt.toISOString(),
          arrivesAt: arrivesAt?.toISOString() ?? null,
          driverPhone:
            driverPhoneSealed === null
              ? null
              : (keys.get(groupId)?.open(driverPhoneSealed, SEALED_AS) ?? null),
        },
      ]),
    );
  }

  private async seal(tx: EntityManager, parcelId: string, typed: string): Promise<string> {
    const phone = parsePhone(typed);
    if (phone === null)
      throw fieldProblem('ride.driverPhone', 'bad_phone', 'Số điện thoại chưa đúng', 'Not a phone number');
    const [order] = await tx.query<{ groupId: string }[]>(
      `SELECT o.order_group_id AS "groupId" FROM fulfillments f JOIN orders o ON o.id = f.order_id WHERE f.id = $1`,
      [parcelId],
    );
    if (order === undefined) throw new Error(`Parcel ${parcelId} has no order`);
    return (await this.dataKeys.of(tx, order.groupId)).seal(phone.e164, SEALED_AS);
  }
}
