import type { EnvironmentReader } from './environment-reader.ts';

/** Where carriers take calls; whose account it is a shop says itself. */
export interface CarrierSettings {
  ghnUrl: string;
  ghtkUrl: string;
  viettelPostUrl: string;
  /** How long a carrier may take before what it did is asked for later. */
  carrierTimeoutSeconds: number;
}

export const readCarrierSettings = (reader: EnvironmentReader): CarrierSettings => ({
  ghnUrl: reader.origin('GHN_URL') ?? 'https://online-gateway.ghn.vn',
  ghtkUrl: reader.origin('GHTK_URL') ?? 'https://services.giaohangtietkiem.vn',
  viettelPostUrl: reader.origin('VIETTEL_POST_URL') ?? 'https://partner.viettelpost.vn',
  carrierTimeoutSeconds: reader.number('CARRIER_TIMEOUT_SECONDS', 15, { min: 0.1, max: 80 }),
});
