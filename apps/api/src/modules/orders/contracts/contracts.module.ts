import { Module } from '@nestjs/common';
import { SellersModule } from '../../sellers/index.js';
import { OrderContacts } from '../order-contacts.js';
import { ContractsService } from './contracts.service.js';
import { SellerContractsController } from './seller-contracts.controller.js';
import { ShopContractsController } from './shop-contracts.controller.js';

/** What was agreed when it was ordered, for both who agreed; an order's own statement freezes it. */
@Module({
  imports: [SellersModule],
  controllers: [ShopContractsController, SellerContractsController],
  providers: [OrderContacts, ContractsService],
})
export class ContractsModule {}
