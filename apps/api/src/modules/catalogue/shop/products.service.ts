import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Reader } from '../../../platform/database/reader.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { Problem, type Language } from '../../../platform/http/problem.js';
import { facetsIn } from '../../certification/index.js';
import { imageShown, productDetail } from './product-detail.sql.js';
import {
  productCursorKinds,
  productCursorOf,
  productFilters,
  productListStatement,
  USUAL_PAGE,
  type ProductOrder,
} from './product-list.sql.js';
import type { ProductQueryDto } from './product-query.dto.js';

/** States in which the page is gone (410), with alternatives. */
const GONE: ReadonlySet<string> = new Set(['withdrawn', 'taken_down', 'certificate_revoked']);

/** What the shop shows of its products. Answers are the JSON texts PostgreSQL built. */
@Injectable()
export class ProductsService {
  constructor(
    private readonly reader: Reader,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A page of listed products; `invalid_cursor` for a cursor of another list or order. */
  async list(query: ProductQueryDto, language: Language): Promise<string> {
    const q = query.q?.trim() === '' ? undefined : query.q;
    const order = orderOf(query.sort, q);
    const place =
      query.cursor === undefined
        ? undefined
        : readCursor(productCursorOf(order), productCursorKinds(order), query.cursor);
    const limit = query.limit ?? USUAL_PAGE;
    const asked = { ...query, inSeason: query.inSeason === true ? true : undefined };
    const statement = productListStatement({
      order,
      long: limit > USUAL_PAGE,
      deep: place !== undefined,
      searching: q !== undefined,
      facets: query.facets === true,
      filters: productFilters.filter((name) => asked[name] !== undefined),
    });
    const now = this.clock.now();
    const values = { ...asked, ...place, q, day: vietnamDay(now), now, limit };
    const row = await this.reader.row<{ body: string }>(statement, valuesFor(statement, values));
    return facetsIn(language, row?.body ?? '');
  }

  /**
   * One product: on sale, or shown with the reason why it is not.
   *
   * @throws Problem product_withdrawn with `product` (name, reason, alternatives); not_found
   */
  async detail(slug: string, language: Language): Promise<string> {
    const now = this.clock.now();
    const { deliveryTerms, returnTerms } = this.floor.textsIn(language);
    const row = await this.reader.row<{ state: string | null; body: string | null }>(productDetail, [
      slug,
      vietnamDay(now),
      now,
      deliveryTerms,
      returnTerms,
    ]);
    if (row?.body == null) throw new Problem('not_found');
    if (GONE.has(row.state ?? '')) {
      throw new Problem('product_withdrawn', { extra: { product: JSON.parse(row.body) as object } });
    }
    return row.body;
  }

  /** Whether a picture belongs to a product that was ever published, or to a review that is shown. */
  async showsImage(sha: string): Promise<boolean> {
    return (await this.reader.row(imageShown, [sha])) !== null;
  }
}

/** Without words there is nothing to be relevant to: the newest come first. */
function orderOf(sort: ProductOrder | undefined, q: string | undefined): ProductOrder {
  if (q === undefined) return sort === undefined || sort === 'relevance' ? 'newest' : sort;
  return sort ?? 'relevance';
}
