import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { currentRequest } from '../../../platform/http/request-context.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import {
  Gateways,
  type Gateway,
  type GatewayAccount,
  type KnownSession,
  type SessionRequest,
} from '../../payments/index.js';
import { BuyersWayBack } from './buyers-way-back.js';
import type { SessionFacts } from './sessions.sql.js';

/** Where the secret of a seller's account is sealed. */
export const GATEWAY_SECRET = 'gateway_accounts.secret';

/** A session as its gateway is to be asked about it: nothing here touches the database any more. */
export interface Call {
  gateway: Gateway;
  account: GatewayAccount;
  request: SessionRequest;
}

/** Puts together what a call to a gateway needs, inside a transaction; the call itself is made outside of it. */
@Injectable()
export class GatewayCalls {
  constructor(
    private readonly gateways: Gateways,
    private readonly dataKeys: DataKeys,
    private readonly wayBack: BuyersWayBack,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async of(tx: EntityManager, session: SessionFacts): Promise<Call> {
    const { secretSealed, externalAccount, sellerId } = session;
    const secret =
      secretSealed === null
        ? null
        : (await this.dataKeys.of(tx, sellerId)).open(secretSealed, GATEWAY_SECRET);
    const { publicUrl } = this.environment;
    const back = await this.wayBack.of(tx, session.groupCode);
    return {
      gateway: this.gateways.of(session.gateway),
      account: { externalAccount, secret },
      request: {
        sessionId: session.id,
        paymentId: session.paymentId,
        orderCode: session.orderCode,
        amountVnd: session.amountVnd,
        applicationFeeVnd: session.applicationFeeVnd,
        returnUrl: `${publicUrl}/api/v1/payment-sessions/${session.id}/return`,
        cancelUrl: back.url,
        language: back.language,
        buyerAddress: currentRequest()?.address ?? null,
        createdAt: session.createdAt,
        expiresAt: session.expiresAt,
      },
    };
  }
}

/** The same session once its gateway has a name for it. */
export const known = (request: SessionRequest, externalId: string): KnownSession => ({
  ...request,
  externalId,
});
