import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { inTheirs } from '../../../../platform/http/in-their-language.js';
import {
  englishArrivedNotice,
  englishGivenWithoutCodeNotice,
  englishReminderNotice,
} from '../../english/pickup-notice.js';
import type { NoticeWords } from '../../events/buyer-notice.js';
import type { NoticedEvent, NoticedOrder } from '../../events/order-notice.sql.js';
import { PickupCodes } from './pickup-codes.js';
import {
  arrivedNotice,
  givenWithoutCodeNotice,
  reminderNotice,
  shopReminderNotice,
  type NoticedPickup,
} from './pickup-notice.js';
import { pickupNoticeFacts } from './pickup.sql.js';

interface PickupReader {
  name: string;
  link: string;
  language?: 'en';
}

/** What is told of parcels at tourism points. */
@Injectable()
export class PickupNotices {
  constructor(
    private readonly codes: PickupCodes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a buyer is told of a move of such a parcel; null where it is told as of any other. */
  async ofMove(
    tx: EntityManager,
    { axis, subjectId, to: status, actorKind }: NoticedEvent,
    order: NoticedOrder,
    to: PickupReader,
  ): Promise<NoticeWords | null> {
    if (axis !== 'fulfillment' || actorKind === 'buyer') return null;
    const pickup = await this.find(tx, subjectId);
    if (pickup === null) return null;
    if (status === 'delivered')
      return pickup.withoutCode === null
        ? null
        : inTheirs(to, givenWithoutCodeNotice, englishGivenWithoutCodeNotice)(
            order,
            pickup,
            to.name,
            to.link,
          );
    if (status !== 'handed_over') return null;
    const buyer = { ...to, waiting: await this.waiting(tx, pickup) };
    return inTheirs(to, arrivedNotice, englishArrivedNotice)(order, pickup, buyer);
  }

  /** What a buyer is reminded of. */
  async reminder(
    tx: EntityManager,
    pickup: NoticedPickup,
    order: NoticedOrder,
    to: PickupReader,
  ): Promise<NoticeWords> {
    const buyer = { ...to, waiting: await this.waiting(tx, pickup) };
    return inTheirs(to, reminderNotice, englishReminderNotice)(order, pickup, buyer);
  }

  shopReminder(pickup: NoticedPickup, order: NoticedOrder, page: string): NoticeWords {
    return shopReminderNotice(order, pickup, this.codes.keptUntil(pickup.since), page);
  }

  /** Null where that parcel is at no point. */
  async find(tx: EntityManager, parcelId: string): Promise<NoticedPickup | null> {
    const today = vietnamDay(this.clock.now());
    const [pickup] = await runStatement<NoticedPickup>(tx, pickupNoticeFacts, [parcelId, today]);
    return pickup ?? null;
  }

  private async waiting(
    tx: EntityManager,
    { orderId, parcelId, since }: NoticedPickup,
  ): Promise<{ code: string | null; keptUntil: string }> {
    const codes = await this.codes.ofOrders(tx, [orderId]);
    return codes.get(parcelId) ?? { code: null, keptUntil: this.codes.keptUntil(since) };
  }
}
