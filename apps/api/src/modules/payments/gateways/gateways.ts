import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { gatewayNames, type Gateway, type GatewayName } from './gateway.js';
import { StripeGateway } from './stripe-gateway.js';
import { VnpayGateway } from './vnpay-gateway.js';

/** The gateways this floor has a contract or an address for; what is not set in the environment is not offered. */
@Injectable()
export class Gateways {
  private readonly known: Readonly<Record<GatewayName, Gateway | null>>;

  constructor(@Inject(ENVIRONMENT) { stripe, vnpay, gatewayTimeoutSeconds }: Environment) {
    this.known = {
      stripe: stripe === null ? null : new StripeGateway(stripe, gatewayTimeoutSeconds),
      vnpay: vnpay === null ? null : new VnpayGateway(vnpay, gatewayTimeoutSeconds),
    };
  }

  find(name: GatewayName): Gateway | null {
    return this.known[name];
  }

  /** Where it must be there: a session of it was opened. */
  of(name: GatewayName): Gateway {
    const gateway = this.known[name];
    if (gateway === null) throw new Error(`This floor is not connected with ${name} any more`);
    return gateway;
  }

  get offered(): GatewayName[] {
    return gatewayNames.filter((name) => this.known[name] !== null);
  }
}
