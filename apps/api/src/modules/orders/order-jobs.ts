import { Injectable, Logger } from '@nestjs/common';
import { revocationQueue, takedownQueue } from '../catalogue/index.js';
import { RecountStock } from '../inventory/index.js';
import { suspensionQueue } from '../sellers/index.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ExpireUnpaidOrders } from './expire-unpaid-orders.js';
import type { FlagReason } from './flags/flag-causes.sql.js';
import { UnconfirmedOrders } from './confirming/unconfirmed-orders.js';
import { ShopMessages } from './events/shop-messages.js';
import { TellOfOrders } from './events/tell-of-orders.js';
import { GoAheadClock } from './go-ahead/go-ahead-clock.js';
import { goAheadClockQueue, goAheadQueue } from './go-ahead/go-ahead-queues.js';
import { TellOfGoAhead } from './go-ahead/tell-of-go-ahead.js';
import { FlagOpenOrders } from './flags/flag-open-orders.js';
import { TellOfFlag } from './flags/tell-of-flag.js';
import { onlinePaymentsQueue } from './gateways/gateway-queues.js';
import { ResumePayments } from './gateways/resume-payments.js';
import { InvoiceMessages } from './invoices/invoice-messages.js';
import { invoiceAskedQueue, invoiceWrittenQueue } from './invoices/invoice-queues.js';
import { OrderMessages } from './order-messages.js';
import { KeepContacts } from './keep-contacts.js';
import {
  contactsQueue,
  flagNoticeQueue,
  deliveredOrdersQueue,
  memberMessageQueue,
  orderConfirmationQueue,
  orderEventQueue,
  orderLinkQueue,
  orderPlacedQueue,
  orderUnconfirmedQueue,
  orderUnweighedQueue,
  orderWeighedQueue,
  stockRecountQueue,
  tidyQueue,
  unansweredReturnsQueue,
  unconfirmedOrdersQueue,
  unpaidOrdersQueue,
  unweighedOrdersQueue,
} from './order-queues.js';
import { PaymentMessages } from './payment/payment-messages.js';
import { TellShopOfMoney } from './payment/tell-shop-of-money.js';
import { receiptNoticeQueue, refundNoticeQueue } from './payment/payment-queues.js';
import { CompleteDeliveredOrders } from './parcels/complete-delivered-orders.js';
import { pickupReminderQueue, waitingPickupsQueue } from './parcels/pickups/pickup-queues.js';
import { RemindOfPickups } from './parcels/pickups/remind-of-pickups.js';
import { EscalateReturns } from './returns/escalate-returns.js';
import { ResumeShipments } from './parcels/shipments/resume-shipments.js';
import { shipmentsQueue } from './parcels/shipments/shipment-queues.js';
import { Tidy } from './tidy.js';
import { EndUnweighedOrders } from './weighing/end-unweighed-orders.js';
import { WeighingMessages } from './weighing/weighing-messages.js';

/** What the worker does for this room. */
@Injectable()
export class OrderJobs {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly jobs: Jobs,
    private readonly orderMessages: OrderMessages,
    private readonly expireUnpaidOrders: ExpireUnpaidOrders,
    private readonly recountStock: RecountStock,
    private readonly tidy: Tidy,
    private readonly keepContacts: KeepContacts,
    private readonly flagOpenOrders: FlagOpenOrders,
    private readonly tellOfFlag: TellOfFlag,
    private readonly endUnweighedOrders: EndUnweighedOrders,
    private readonly weighingMessages: WeighingMessages,
    private readonly paymentMessages: PaymentMessages,
    private readonly tellShopOfMoney: TellShopOfMoney,
    private readonly tellOfOrders: TellOfOrders,
    private readonly shopMessages: ShopMessages,
    private readonly unconfirmedOrders: UnconfirmedOrders,
    private readonly completeDeliveredOrders: CompleteDeliveredOrders,
    private readonly resumePayments: ResumePayments,
    private readonly remindOfPickups: RemindOfPickups,
    private readonly invoiceMessages: InvoiceMessages,
    private readonly escalateReturns: EscalateReturns,
    private readonly resumeShipments: ResumeShipments,
    private readonly tellOfGoAhead: TellOfGoAhead,
    private readonly goAheadClock: GoAheadClock,
  ) {}

  /** Takes up work; called by the worker process only. */
  async start(): Promise<void> {
    await this.jobs.work(orderConfirmationQueue, ({ orderGroupId }) =>
      this.orderMessages.confirm(orderGroupId),
    );
    await this.jobs.work(orderLinkQueue, ({ orderGroupId, lookupId }) =>
      this.orderMessages.sendLink(orderGroupId, lookupId),
    );
    const flag = async (reason: FlagReason, id: string): Promise<void> =>
      void (await this.flagOpenOrders.run({ reason, id }));
    await this.jobs.work(revocationQueue, ({ certificationId }) =>
      flag('certificate_revoked', certificationId),
    );
    await this.jobs.work(takedownQueue, ({ takedownId }) => flag('taken_down', takedownId));
    await this.jobs.work(suspensionQueue, ({ suspensionId }) => flag('shop_suspended', suspensionId));
    await this.jobs.work(flagNoticeQueue, (notice) => this.tellOfFlag.run(notice));
    await this.jobs.work(orderWeighedQueue, ({ weighingId }) => this.weighingMessages.weighed(weighingId));
    await this.jobs.work(orderUnweighedQueue, ({ orderId }) => this.weighingMessages.ended(orderId));
    await this.jobs.work(receiptNoticeQueue, async ({ receiptId }) => {
      await this.tellShopOfMoney.received(receiptId);
      await this.paymentMessages.received(receiptId);
    });
    await this.jobs.work(refundNoticeQueue, ({ refundId, status }) =>
      this.paymentMessages.refund(refundId, status),
    );
    await this.jobs.work(orderEventQueue, ({ eventId }) => this.tellOfOrders.moved(eventId));
    await this.jobs.work(memberMessageQueue, (message) => this.shopMessages.sendToMember(message));
    await this.jobs.work(orderPlacedQueue, ({ orderGroupId }) => this.tellOfOrders.placed(orderGroupId));
    await this.jobs.work(orderUnconfirmedQueue, ({ orderId }) => this.tellOfOrders.unconfirmed(orderId));
    await this.jobs.work(invoiceWrittenQueue, ({ invoiceId }) => this.invoiceMessages.written(invoiceId));
    await this.jobs.work(invoiceAskedQueue, ({ orderGroupId, askedAt }) =>
      this.invoiceMessages.asked(orderGroupId, askedAt),
    );
    await this.jobs.work(goAheadQueue, ({ orderId, what }) => this.tellOfGoAhead.run(orderId, what));
    await this.jobs.work(goAheadClockQueue, async () => void (await this.goAheadClock.run()));
    await this.jobs.work(unconfirmedOrdersQueue, async () => void (await this.unconfirmedOrders.run()));
    await this.jobs.work(deliveredOrdersQueue, async () => void (await this.completeDeliveredOrders.run()));
    await this.jobs.work(shipmentsQueue, () => this.resumeShipments.run());
    await this.jobs.work(waitingPickupsQueue, async () => void (await this.remindOfPickups.run()));
    await this.jobs.work(pickupReminderQueue, ({ parcelId }) => this.tellOfOrders.waits(parcelId));
    await this.jobs.work(unansweredReturnsQueue, async () => void (await this.escalateReturns.run()));
    await this.jobs.work(unweighedOrdersQueue, async () => void (await this.endUnweighedOrders.run()));
    await this.jobs.work(unpaidOrdersQueue, async () => void (await this.expireUnpaidOrders.run()));
    await this.jobs.work(onlinePaymentsQueue, () => this.resumePayments.run());
    await this.jobs.work(stockRecountQueue, async () => {
      for (const difference of await this.recountStock.report()) {
        this.logger.error(`stock disagrees with its history: ${JSON.stringify(difference)}`);
      }
    });
    await this.jobs.work(tidyQueue, async () => {
      await this.tidy.run();
    });
    await this.jobs.work(contactsQueue, async () => void (await this.keepContacts.run()));
  }
}
