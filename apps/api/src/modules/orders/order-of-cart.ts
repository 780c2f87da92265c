import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { findCart, type CartHolder } from './find-cart.js';
import { CheckoutUrls } from './gateways/checkout-urls.js';
import { placementToken } from './order-access.js';
import type { PlacedOrder } from './place-order.js';
import { placedUnderKey } from './write-order.sql.js';

/** What a cart became, for whoever sent it and never had the answer: they hold the cart's secret and the key they sent. */
@Injectable()
export class OrderOfCart {
  constructor(
    private readonly transactions: Transactions,
    private readonly checkoutUrls: CheckoutUrls,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** The answer of the placement, given once more. @throws Problem not_found (also once the key's 24 hours are over) */
  async run(holder: CartHolder, key: string): Promise<PlacedOrder> {
    const placed = await this.transactions.run('buyer', async (tx) => {
      const cart = await findCart(tx, holder);
      const [found] = await runStatement<{ groupId: string; response: Omit<PlacedOrder, 'accessToken'> }>(
        tx,
        placedUnderKey,
        [key, cart.id],
      );
      if (found === undefined) throw new Problem('not_found');
      const { code, totalVnd, orders } = found.response;
      const accessToken = placementToken(found.groupId, this.environment.sessionSecret);
      return { code, accessToken, totalVnd, orders };
    });
    return this.checkoutUrls.complete(placed);
  }
}
