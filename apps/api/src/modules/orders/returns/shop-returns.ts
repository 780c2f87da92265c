import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { SellerTransactions } from '../../sellers/index.js';
import { ReturnPhotos } from './return-photos.js';
import type { ShopReturnsQueryDto } from './return.dto.js';
import { SHOP_RETURNS_CURSOR, SHOWN_RETURNS, shopReturns } from './shop-returns.sql.js';

const PAGE_SIZE = 24;

/** What a shop sees of its returns beside the pages of its orders. */
@Injectable()
export class ShopReturns {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly photos: ReturnPhotos,
  ) {}

  /** The page as JSON text. @throws Problem not_found, not_allowed, invalid_cursor */
  list(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor, show = 'open' }: ShopReturnsQueryDto,
  ): Promise<string> {
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const place =
        cursor === undefined ? null : readCursor(SHOP_RETURNS_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
      const statement = shopReturns(show === 'open');
      const values = valuesFor(statement, { limit, ...place, statuses: SHOWN_RETURNS[show] });
      const [row] = await runStatement<{ body: string }>(tx, statement, values);
      return foundText(row ?? null);
    });
  }

  /** @throws Problem not_found (also another shop's, and one that was sent with no return), not_allowed */
  photo(principal: Principal, slug: string, orderCode: string, photoId: string): Promise<Buffer> {
    return this.sellers.run(principal, slug, 'orders', (tx) => this.photos.read(tx, orderCode, photoId));
  }
}
