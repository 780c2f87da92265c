import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { slugify } from '#kernel/text';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../platform/access/access.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { fieldProblem } from '../../platform/http/validation.js';
import type { AdminArticleAnswer, EditArticleDto, WriteArticleDto } from './article.dto.js';
import { articleToEdit } from './read-articles.js';

/** What an article names, by ids. */
interface Named {
  sellerId: string | null;
  pointId: string | null;
  products: { productId: string; quantity: number }[];
}

/** Writes an article, or another version of it; what is published changes at once. */
@Injectable()
export class WriteArticle {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A draft, which nobody reads yet. @throws Problem validation_failed (a taken title, something it names is not there) */
  async begin(principal: Principal, wish: WriteArticleDto): Promise<AdminArticleAnswer> {
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    try {
      return await this.transactions.run('officer', async (tx) => {
        const named = await resolve(tx, wish);
        await tx.query(
          `INSERT INTO articles (id, slug, kind, title, lead, body, title_en, lead_en, body_en, seller_id, tourism_point_id,
             status, status_changed_at, version, edited_by, created_at, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $13, 1, $12, $13, $13)`,
          [id, addressOf(wish.title), ...fieldsOf(wish, named), principal.accountId, now],
        );
        await nameProducts(tx, id, named, now);
        await record(tx, now, 'article.begun', id, null, wish);
        return articleToEdit(tx, id);
      });
    } catch (error) {
      throw titleProblem(error);
    }
  }

  /**
   * The address follows the title; an earlier one that could be read leads there.
   *
   * @throws Problem validation_failed (a taken title, something it names is not there), not_found, stale_version (somebody
   *   saved another version meanwhile)
   */
  async edit(principal: Principal, id: string, wish: EditArticleDto): Promise<AdminArticleAnswer> {
    const now = this.clock.now();
    try {
      return await this.transactions.run('officer', async (tx) => {
        const named = await resolve(tx, wish);
        const before = await articleToEdit(tx, id);
        const address = addressOf(wish.title);
        const slug = address === addressOf(before.title) ? before.slug : address;
        const changed = await tx.query<[unknown[], number]>(
          `UPDATE articles SET kind = $3, title = $4, lead = $5, body = $6, title_en = $7, lead_en = $8, body_en = $9,
             seller_id = $10, tourism_point_id = $11, edited_by = $12, updated_at = $13, slug = $14, version = version + 1
           WHERE id = $1 AND version = $2`,
          [id, wish.version, ...fieldsOf(wish, named), principal.accountId, now, slug],
        );
        if (changed[1] === 0) throw new Problem('stale_version');
        await tx.query(`DELETE FROM article_products WHERE article_id = $1`, [id]);
        await nameProducts(tx, id, named, now);
        await record(tx, now, 'article.edited', id, before, wish);
        return articleToEdit(tx, id);
      });
    } catch (error) {
      throw titleProblem(error);
    }
  }
}

/** The refusal of a title whose address another article has or had; every other error stays what it is. */
function titleProblem(error: unknown): unknown {
  const broken = brokenConstraint(error);
  return broken === 'articles_slug_key' || broken === 'page_addresses_slug_key'
    ? fieldProblem('title', 'taken', 'Đã có bài mang tên này', 'There is an article of this title')
    : error;
}

/** The address of an article: its title, without accents. */
function addressOf(title: string): string {
  const slug = slugify(title, 100);
  if (slug === '')
    throw fieldProblem('title', 'bad_characters', 'Tên bài phải có chữ', 'A title needs some letters');
  return slug;
}

const fieldsOf = (
  { kind, title, lead, body, english }: WriteArticleDto,
  { sellerId, pointId }: Named,
): unknown[] => [
  ...[kind, title, lead, body],
  ...[english?.title ?? null, english?.lead ?? null, english?.body ?? null],
  ...[sellerId, pointId],
];

async function resolve(tx: EntityManager, wish: WriteArticleDto): Promise<Named> {
  const slugs = wish.products.map(({ slug }) => slug);
  const products = await tx.query<{ id: string; slug: string }[]>(
    `SELECT id, slug FROM products WHERE slug = ANY ($1)`,
    [slugs],
  );
  const idOf = new Map(products.map(({ id, slug }) => [slug, id]));
  return {
    sellerId: await idBySlug(tx, 'sellers', 'seller', wish.seller),
    pointId: await idBySlug(tx, 'tourism_points', 'point', wish.point),
    products: wish.products.map(({ slug, quantity }, at) => {
      if (slugs.indexOf(slug) !== at)
        throw fieldProblem(`products.${at}.slug`, 'taken', 'Món này đã ghi ở trên', 'Named above already');
      const productId = idOf.get(slug);
      if (productId === undefined) throw unknown(`products.${at}.slug`);
      return { productId, quantity };
    }),
  };
}

async function idBySlug(
  tx: EntityManager,
  table: 'sellers' | 'tourism_points',
  field: string,
  slug: string | null | undefined,
): Promise<string | null> {
  if (slug == null) return null;
  const [found] = await tx.query<{ id: string }[]>(`SELECT id FROM ${table} WHERE slug = $1`, [slug]);
  if (found === undefined) throw unknown(field);
  return found.id;
}

const unknown = (field: string): Problem =>
  fieldProblem(field, 'unknown', 'Không tìm thấy mục này', 'There is no such entry');

async function nameProducts(tx: EntityManager, id: string, { products }: Named, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO article_products (article_id, position, product_id, quantity, created_at, updated_at)
     SELECT $1, x.position, x.product_id, x.quantity, $4, $4
     FROM unnest($2::uuid[], $3::smallint[]) WITH ORDINALITY x (product_id, quantity, position)`,
    [id, products.map(({ productId }) => productId), products.map(({ quantity }) => quantity), now],
  );
}

async function record(
  tx: EntityManager,
  at: Date,
  action: string,
  id: string,
  before: AdminArticleAnswer | null,
  after: WriteArticleDto,
): Promise<void> {
  await recordAudit(tx, [
    {
      at,
      actorKind: 'officer',
      action,
      subjectType: 'article',
      subjectId: id,
      ...(before === null ? {} : { before: wordsOf(before) }),
      after: wordsOf(after),
    },
  ]);
}

/** What the history keeps: all that readers see. */
const wordsOf = ({ kind, title, lead, body, english, products, seller, point }: WriteArticleDto): object => ({
  ...{ kind, title, lead, body, english: english ?? null },
  ...{ products: products.map(({ slug, quantity }) => ({ slug, quantity })) },
  ...{ seller: seller ?? null, point: point ?? null },
});
