export { offeredOptions, PICKUP_OPTION, shippingRates } from './shipping-options.js';
export type { OwnDelivery, ShippingOption, ShippingRateRow } from './shipping-options.js';
export { DeliveryModule } from './delivery.module.js';
export { ShippingRatesModule } from './rates/shipping-rates.module.js';
export { SetShippingRates } from './rates/set-shipping-rates.js';
export { CARRIER_SECRET } from './carriers/accounts/carrier-accounts.js';
export {
  carrierLimits,
  CarrierRefused,
  carrierTakes,
  CarrierUnavailable,
  type CarrierAccount,
  type Handling,
  type ShipmentRequest,
  type ShipmentState,
} from './carriers/carrier.js';
export { Carriers } from './carriers/carriers.js';
