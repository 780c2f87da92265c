export { PICKUP_OPTION, shippingOptions, shippingRates } from './shipping-options.js';
export type { ShippingOption, ShippingRateRow } from './shipping-options.js';
