import { Inject, Injectable } from '@nestjs/common';
import { highestUnaskedVnd } from '#kernel/listing-prices';
import { vietnamDay, type Clock, type Day } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { returnReasons } from '../approval/return-reasons.js';
import { paperAnswer } from '../papers/paper.dto.js';
import { papersOfProduct } from '../papers/papers-of-product.js';
import type { ProductPaper } from '../papers/product-paper.entity.js';
import type { PublicationStatus } from '../publication-status.js';
import { requiredParts } from '../rules/required-parts.js';
import { screenWords } from '../rules/screen-words.js';
import type { ChangeAnswer, ShopProductAnswer } from './change-answers.dto.js';
import { openChange } from './find-product.js';
import { missingParts } from './missing-parts.js';
import { differences } from './needs-approval.js';
import type { ProductChange } from './product-change.entity.js';
import { contentOf, readApproved, type Approved } from './read-approved.js';
import { LIST, shopProductsStatement, shopProductStatement } from './shop-products.sql.js';

const REASON_NAMES = JSON.stringify(Object.fromEntries(returnReasons.map(({ code, name }) => [code, name])));

interface ProductFacts {
  slug: string;
  publicationStatus: PublicationStatus;
  pausedAt: Date | null;
  publishedAt: Date | null;
  listed: boolean;
  takenDown: boolean;
  certificate: ShopProductAnswer['certificate'];
  season: ShopProductAnswer['season'];
  variants: (Omit<ShopProductAnswer['variants'][number], 'highestUnaskedVnd'> & {
    approvedPriceVnd: number;
  })[];
}

/** A shop's products as the shop sees them: what is sold, what is being written, what an officer has. */
@Injectable()
export class ShopListingsService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** JSON text of a page. @throws Problem not_found, not_allowed, invalid_cursor */
  async list(
    principal: Principal,
    slug: string,
    query: { limit?: number; cursor?: string },
  ): Promise<string> {
    const place =
      query.cursor === undefined ? null : readCursor(LIST, { key: 'instant', id: 'uuid' }, query.cursor);
    const today = vietnamDay(this.clock.now());
    const values = [today, query.limit ?? 24, place?.key ?? null, place?.id ?? null, REASON_NAMES];
    const [row] = await this.sellerTransactions.run(principal, slug, 'listings', (tx) =>
      tx.query<{ body: string }[]>(shopProductsStatement, values),
    );
    return row?.body ?? '';
  }

  /** @throws Problem not_found, not_allowed */
  async product(principal: Principal, slug: string, productId: string): Promise<ShopProductAnswer> {
    const day = vietnamDay(this.clock.now());
    const { priceJumpPercent } = this.floor.approval;
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      const [facts] = await tx.query<ProductFacts[]>(shopProductStatement, [productId, day]);
      if (facts === undefined) throw new Problem('not_found');
      const approved = await readApproved(tx, productId);
      const change = await openChange(tx, productId);
      const papers = await papersOfProduct(tx, { sellerId, productId });
      return {
        id: productId,
        slug: facts.publishedAt === null ? null : facts.slug,
        publicationStatus: facts.publicationStatus,
        pausedAt: facts.pausedAt,
        listed: facts.listed,
        takenDown: facts.takenDown,
        certificate: facts.certificate,
        season: facts.season,
        approved: approved === null ? null : contentOf(approved),
        change:
          change === null
            ? null
            : changeAnswer(change, { approved, papers, day, sharePercent: priceJumpPercent }),
        papers: papers.map((paper) => paperAnswer(paper, day)),
        variants: facts.variants.map(({ approvedPriceVnd, ...variant }) => ({
          ...variant,
          highestUnaskedVnd: highestUnaskedVnd(approvedPriceVnd, priceJumpPercent),
        })),
      };
    });
  }
}

interface Surroundings {
  approved: Approved | null;
  papers: readonly ProductPaper[];
  day: Day;
  sharePercent: number;
}

function changeAnswer(
  change: ProductChange,
  { approved, papers, day, sharePercent }: Surroundings,
): ChangeAnswer {
  const { status, version, content, submittedAt, dueOn, words } = change;
  const missing = [...missingParts(content), ...requiredParts(content, papers, day)];
  return {
    status,
    version,
    content,
    differences: differences(content, approved, sharePercent),
    missing: missing.map(({ path, code, vi }) => ({ path, code, message: vi })),
    screened: screenWords(content),
    submittedAt,
    dueOn,
    reasons: returnReasons.filter(({ code }) => change.reasons.includes(code)),
    words,
  };
}
