export { PICKUP_OPTION, shippingOptions, shippingRates } from './shipping-options.js';
export type { ShippingOption, ShippingRateRow } from './shipping-options.js';
export { DeliveryModule } from './delivery.module.js';
export { SetShippingRates } from './rates/set-shipping-rates.js';
