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
import { theirPage } from '../../../platform/http/in-their-language.js';
import { OrderContacts } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import type { SessionFacts } from './sessions.sql.js';

/** Where the secret of a seller's account is sealed. */
export const GATEWAY_SECRET = 'gateway_accounts.secret';

/** A session as its gateway is to be asked about it: nothing here touches the database any more. */
export interface Call {
  gateway: Gateway;
  account: GatewayAccount;
  request: SessionRequest;
}

/** Where a purchase is shown to whoever bought, and in which language they read. */
export interface WayBack {
  language: 'vi' | 'en';
  /** Of the page of their order. */
  url: string;
}

/** The way back from a gateway's page, in the language the purchase was made in. */
@Injectable()
export class BuyersWayBack {
  constructor(
    private readonly contacts: OrderContacts,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Vietnamese once the purchase's contact is no longer kept. @param groupCode of a purchase that is there */
  async of(tx: EntityManager, groupCode: string): Promise<WayBack> {
    const groups: Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'>[] = await tx.query(
      `SELECT id, contact_sealed AS "contactSealed", contact_clear AS "contactClear" FROM order_groups WHERE code = $1`,
      [groupCode],
    );
    const contact = groups[0] === undefined ? null : await this.contacts.open(tx, groups[0]);
    const language = contact?.language ?? 'vi';
    const path = `/don-hang/${groupCode}`;
    return { language, url: theirPage(this.environment.publicUrl, contact ?? {}, path) };
  }
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
