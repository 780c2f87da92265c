import { Module } from '@nestjs/common';
import { SetShippingRates } from './set-shipping-rates.js';

/** The fee table alone: a province brings one in before there are people, shops or keys. */
@Module({ providers: [SetShippingRates], exports: [SetShippingRates] })
export class ShippingRatesModule {}
