import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SetShippingRates } from './set-shipping-rates.js';
import { ShippingRate } from './shipping-rate.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([ShippingRate])],
  providers: [SetShippingRates],
  exports: [SetShippingRates],
})
export class DeliveryModule {}
