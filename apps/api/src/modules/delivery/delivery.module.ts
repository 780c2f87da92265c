import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SellersModule } from '../sellers/index.js';
import { CarrierAccounts } from './carriers/accounts/carrier-accounts.js';
import { SellerCarriersController } from './carriers/accounts/seller-carriers.controller.js';
import { Carriers } from './carriers/carriers.js';
import { AdminPointHoursController } from './hours/admin-point-hours.controller.js';
import { ChangePointHours } from './hours/change-point-hours.js';
import { AdminShippingRatesController } from './rates/admin-shipping-rates.controller.js';
import { ChangeShippingOption } from './rates/change-shipping-option.js';
import { RateTable } from './rates/rate-table.js';
import { ShippingRatesModule } from './rates/shipping-rates.module.js';
import { ShippingRate } from './shipping-rate.entity.js';
import { ChangeShopDelivery } from './shop/change-shop-delivery.js';
import { SellerDeliveryController } from './shop/seller-delivery.controller.js';
import { SellerDelivery } from './shop/seller-delivery.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([ShippingRate, SellerDelivery]), SellersModule, ShippingRatesModule],
  controllers: [
    AdminShippingRatesController,
    AdminPointHoursController,
    SellerDeliveryController,
    SellerCarriersController,
  ],
  providers: [
    CarrierAccounts,
    Carriers,
    ChangePointHours,
    ChangeShippingOption,
    ChangeShopDelivery,
    RateTable,
  ],
  exports: [ShippingRatesModule],
})
export class DeliveryModule {}
