import { Module } from '@nestjs/common';
import { MessagesModule } from '../../../platform/mail/messages.module.js';
import { AccountNames, PushModule } from '../../identity/index.js';
import { SellersModule } from '../../sellers/index.js';
import { BuyerMessages } from '../events/buyer-messages.js';
import { ShopMessages } from '../events/shop-messages.js';
import { OrderEvents } from '../events/order-events.js';
import { OrderContacts } from '../order-contacts.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import { AdminDisputesController } from './admin-disputes.controller.js';
import { ComplaintTimes } from './complaint-times.js';
import { DisputeActs } from './dispute-acts.js';
import { DisputeDoors } from './dispute-doors.js';
import { DisputeJobs } from './dispute-jobs.js';
import { LateDisputes } from './late-disputes.js';
import { OpenDispute } from './open-dispute.js';
import { ReadDisputes } from './read-disputes.js';
import { SellerDisputesController } from './seller-disputes.controller.js';
import { ShopDisputesController } from './shop-disputes.controller.js';
import { TellOfDisputes } from './tell-of-disputes.js';

/** What buyers and shops argue about, and officers decide. */
@Module({
  imports: [MessagesModule, PushModule, SellersModule],
  controllers: [ShopDisputesController, SellerDisputesController, AdminDisputesController],
  providers: [
    AccountNames,
    OrderContacts,
    OrderEvents,
    OrderPictures,
    ComplaintTimes,
    OpenDispute,
    DisputeDoors,
    DisputeActs,
    ReadDisputes,
    LateDisputes,
    BuyerMessages,
    ShopMessages,
    TellOfDisputes,
    DisputeJobs,
  ],
  exports: [DisputeJobs],
})
export class DisputesModule {}
