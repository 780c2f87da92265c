import { Module } from '@nestjs/common';
import { SellersModule } from '../../sellers/index.js';
import { ChangeDepositTerms } from './change-deposit-terms.js';
import { SellerDepositsController } from './seller-deposits.controller.js';

/** What a shop asks ahead of orders that are paid on delivery; that it is asked and paid is the orders' own. */
@Module({
  imports: [SellersModule],
  controllers: [SellerDepositsController],
  providers: [ChangeDepositTerms],
})
export class DepositsModule {}
