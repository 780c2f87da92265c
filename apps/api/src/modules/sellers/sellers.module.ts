import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChangeSellerStatus } from './change-seller-status.js';
import { CooperativesModule } from './cooperatives/cooperatives.module.js';
import { Mandate } from './mandate.entity.js';
import { Producer } from './producer.entity.js';
import { RegisterSeller } from './register-seller.js';
import { SellerMember } from './seller-member.entity.js';
import { SellerPickupPoint } from './seller-pickup-point.entity.js';
import { SellerTransactions } from './seller-transactions.js';
import { Seller } from './seller.entity.js';
import { VerificationModule } from './verification.module.js';
import { ShopSellersController } from './shop-sellers.controller.js';

const useCases = [RegisterSeller, ChangeSellerStatus, SellerTransactions];

@Module({
  imports: [
    TypeOrmModule.forFeature([Producer, Seller, SellerPickupPoint, SellerMember, Mandate]),
    CooperativesModule,
    VerificationModule,
  ],
  controllers: [ShopSellersController],
  providers: useCases,
  exports: [...useCases, CooperativesModule],
})
export class SellersModule {}
