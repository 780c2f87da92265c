import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { isReservedShopSlug } from '#kernel/shop-slugs';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import type { Problem } from '../../platform/http/problem.js';
import { fieldProblem } from '../../platform/http/validation.js';
import { DataKeys } from '../../platform/sealing/data-keys.js';
import { tourismPointIds } from '../places/index.js';
import { Producer } from './producer.entity.js';
import { RegisterSellerInput } from './register-seller.dto.js';
import { SellerPickupPoint } from './seller-pickup-point.entity.js';
import { Seller } from './seller.entity.js';

/** Takes up a producer with its shop; the shop begins as a draft and sells nothing before it is approved. */
@Injectable()
export class RegisterSeller {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed: a field is wrong, the slug is taken, a commune or point is unknown */
  async run(input: RegisterSellerInput): Promise<{ sellerId: string; producerId: string }> {
    const form = await checkInput(RegisterSellerInput, input);
    if (isReservedShopSlug(form.slug)) throw slugTaken();
    const now = this.clock.now();
    const ids = { sellerId: uuidv7(now.getTime()), producerId: uuidv7(now.getTime()) };
    try {
      await this.transactions.run('officer', async (tx) => {
        await tx.insert(Producer, {
          id: ids.producerId,
          kind: form.kind,
          legalName: form.legalName,
          representative: form.representative,
          communeCode: form.communeCode,
          addressLine: form.addressLine,
          taxCode: form.taxCode,
          cooperativeStatus: form.kind === 'cooperative' ? 'active' : null,
          illustrative: form.illustrative,
          createdAt: now,
          updatedAt: now,
        });
        await tx.insert(Seller, {
          id: ids.sellerId,
          producerId: ids.producerId,
          slug: form.slug,
          name: form.name,
          phone: form.phone,
          story: form.story,
          status: 'draft',
          statusChangedAt: now,
          acceptsCod: form.acceptsCod,
          acceptsBankTransfer: form.bankAccount !== null,
          bankBin: form.bankAccount?.bin ?? null,
          bankAccountNumber: form.bankAccount?.accountNumber ?? null,
          bankAccountName: form.bankAccount?.accountName ?? null,
          createdAt: now,
          updatedAt: now,
        });
        await this.dataKeys.create(tx, 'seller', ids.sellerId);
        await this.servePickupPoints(tx, ids.sellerId, form.pickupPoints, now);
        const after = { slug: form.slug, producerId: ids.producerId, kind: form.kind };
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'seller.registered',
            subjectType: 'seller',
            subjectId: ids.sellerId,
            after,
          },
        ]);
      });
    } catch (error) {
      throw registrationProblem(error);
    }
    return ids;
  }

  private async servePickupPoints(
    tx: EntityManager,
    sellerId: string,
    slugs: string[],
    now: Date,
  ): Promise<void> {
    if (slugs.length === 0) return;
    const points = await tourismPointIds(tx, slugs, 'pickupPoints');
    await tx.insert(
      SellerPickupPoint,
      [...points.values()].map((tourismPointId) => ({
        sellerId,
        tourismPointId,
        createdAt: now,
        updatedAt: now,
      })),
    );
  }
}

function registrationProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'sellers_slug_key':
      return slugTaken();
    case 'producers_commune_fk':
      return fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    default:
      return error;
  }
}

function slugTaken(): Problem {
  return fieldProblem('slug', 'taken', 'Địa chỉ gian hàng này đã có người dùng', 'This address is taken');
}
