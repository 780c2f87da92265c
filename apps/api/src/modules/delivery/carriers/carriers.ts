import { Inject, Injectable } from '@nestjs/common';
import type { CarrierCode } from '#kernel/carriers';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import type { Carrier } from './carrier.js';
import { GhnCarrier } from './ghn.js';
import { GhtkCarrier } from './ghtk.js';
import { ViettelPostCarrier } from './viettel-post.js';

/** The carriers the floor can speak to; whether a parcel goes by one is for a shop with an account there to say. */
@Injectable()
export class Carriers {
  private readonly known: Readonly<Record<CarrierCode, Carrier>>;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    const { ghnUrl, ghtkUrl, viettelPostUrl, carrierTimeoutSeconds } = environment;
    this.known = {
      ghn: new GhnCarrier(ghnUrl, carrierTimeoutSeconds),
      ghtk: new GhtkCarrier(ghtkUrl, carrierTimeoutSeconds),
      viettel_post: new ViettelPostCarrier(viettelPostUrl, carrierTimeoutSeconds),
    };
  }

  of(code: CarrierCode): Carrier {
    return this.known[code];
  }
}
