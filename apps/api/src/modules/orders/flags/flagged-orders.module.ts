import { Module } from '@nestjs/common';
import { SellersModule } from '../../sellers/index.js';
import { OrderContacts } from '../order-contacts.js';
import { AdminFlaggedOrdersController } from './admin-flagged-orders.controller.js';
import { FlaggedOrdersService } from './flagged-orders.service.js';
import { SellerFlaggedOrdersController } from './seller-flagged-orders.controller.js';

/** Open orders of goods that left the floor, as shops and officers look through them. */
@Module({
  imports: [SellersModule],
  controllers: [AdminFlaggedOrdersController, SellerFlaggedOrdersController],
  providers: [OrderContacts, FlaggedOrdersService],
})
export class FlaggedOrdersModule {}
