import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminShippingRatesController } from './rates/admin-shipping-rates.controller.js';
import { ChangeShippingOption } from './rates/change-shipping-option.js';
import { RateTable } from './rates/rate-table.js';
import { SetShippingRates } from './rates/set-shipping-rates.js';
import { ShippingRate } from './shipping-rate.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([ShippingRate])],
  controllers: [AdminShippingRatesController],
  providers: [ChangeShippingOption, RateTable, SetShippingRates],
  exports: [SetShippingRates],
})
export class DeliveryModule {}
