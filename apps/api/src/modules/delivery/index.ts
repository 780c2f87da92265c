export { offeredOptions, PICKUP_OPTION, shippingRates } from './shipping-options.js';
export type { OwnDelivery, ShippingOption, ShippingRateRow } from './shipping-options.js';
export { DeliveryModule } from './delivery.module.js';
export { ShippingRatesModule } from './rates/shipping-rates.module.js';
export { SetShippingRates } from './rates/set-shipping-rates.js';
