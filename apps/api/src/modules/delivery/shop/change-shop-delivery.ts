import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { tourismPointIds } from '../../places/index.js';
import { SellerTransactions, setPickupPoints } from '../../sellers/index.js';
import type { ChangeShopDeliveryDto, OwnDeliveryDto, ShopDeliveryAnswer } from './shop-delivery.dto.js';
import { shopDelivery } from './shop-delivery.sql.js';

/** How a shop sends, read and said anew by whoever works on its orders. Quotes follow; placed orders stay as agreed. */
@Injectable()
export class ChangeShopDelivery {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(principal: Principal, slug: string): Promise<ShopDeliveryAnswer> {
    return this.sellers.run(principal, slug, 'orders', (tx, { sellerId }) => deliveryOf(tx, sellerId));
  }

  /** @throws Problem validation_failed, stale_version (somebody changed it since) */
  async run(principal: Principal, slug: string, wish: ChangeShopDeliveryDto): Promise<ShopDeliveryAnswer> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) => {
      const before = await deliveryOf(tx, sellerId);
      demandSomeWay(wish, before);
      await demandCommunes(tx, wish.own);
      const points = await tourismPointIds(tx, wish.pickupPoints, 'pickupPoints');
      await write(tx, sellerId, wish, now);
      await setPickupPoints(tx, sellerId, [...points.values()], now);
      const after = await deliveryOf(tx, sellerId);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'delivery.changed',
          subjectType: 'seller',
          subjectId: sellerId,
          before: factsOf(before),
          after: factsOf(after),
        },
      ]);
      return after;
    });
  }
}

async function deliveryOf(tx: EntityManager, sellerId: string): Promise<ShopDeliveryAnswer> {
  const [row] = await runStatement<ShopDeliveryAnswer>(tx, shopDelivery, [sellerId]);
  if (row === undefined) throw new Error('A statement without FROM rows');
  return row;
}

/** Of two who save at once the second finds the version gone: the row is its own lock. */
async function write(
  tx: EntityManager,
  sellerId: string,
  { version, rateOptions, own }: ChangeShopDeliveryDto,
  now: Date,
): Promise<void> {
  const written = await tx.query<unknown[]>(
    `INSERT INTO seller_deliveries AS d (seller_id, version, rate_options, own_fee_vnd, own_min_days, own_max_days,
       own_communes, created_at, updated_at)
     SELECT $1, 1, $3::varchar[], $4, $5, $6, $7::varchar[], $8, $8
     WHERE $2::integer = 0 OR EXISTS (SELECT FROM seller_deliveries WHERE seller_id = $1)
     ON CONFLICT (seller_id) DO UPDATE SET version = d.version + 1, rate_options = excluded.rate_options,
       own_fee_vnd = excluded.own_fee_vnd, own_min_days = excluded.own_min_days, own_max_days = excluded.own_max_days,
       own_communes = excluded.own_communes, updated_at = excluded.updated_at
     WHERE d.version = $2::integer
     RETURNING version`,
    [
      sellerId,
      version,
      rateOptions,
      own?.feeVnd ?? null,
      own?.minDays ?? null,
      own?.maxDays ?? null,
      own?.communes ?? null,
      now,
    ],
  );
  if (written.length === 0) throw new Problem('stale_version');
}

function demandSomeWay(
  { rateOptions, own, pickupPoints }: ChangeShopDeliveryDto,
  { offers }: ShopDeliveryAnswer,
): void {
  if (rateOptions?.length === 0 && own === null && pickupPoints.length === 0)
    throw fieldProblem('rateOptions', 'required', 'Chọn ít nhất một cách giao', 'Choose at least one way');
  const unknown = rateOptions?.some((code) => !offers.some(({ optionCode }) => optionCode === code));
  if (unknown === true)
    throw fieldProblem('rateOptions', 'not_found', 'Có cách giao không còn nữa', 'No such shipping option');
  if (own !== null && own.maxDays < own.minDays)
    throw fieldProblem('own.maxDays', 'too_small', 'Ít hơn số ngày nhanh nhất', 'Less than the fewest days');
}

async function demandCommunes(tx: EntityManager, own: OwnDeliveryDto | null): Promise<void> {
  if (own === null) return;
  const [known] = await tx.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM communes WHERE code = ANY ($1)`,
    [own.communes],
  );
  if (known?.count !== own.communes.length)
    throw fieldProblem('own.communes', 'not_found', 'Có xã, phường ngoài tỉnh', 'No such commune');
}

const factsOf = ({ rateOptions, own, pickupPoints }: ShopDeliveryAnswer): object => ({
  rateOptions,
  own,
  pickupPoints,
});
