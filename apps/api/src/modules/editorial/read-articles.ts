import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Reader } from '../../platform/database/reader.js';
import { Transactions } from '../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../platform/http/cursor.js';
import { foundText } from '../../platform/http/found-text.js';
import { Problem } from '../../platform/http/problem.js';
import type {
  AdminArticleAnswer,
  AdminArticlesAnswer,
  AdminArticlesQueryDto,
  ArticlesQueryDto,
} from './article.dto.js';
import { articleDetail, articleList, ARTICLES_CURSOR } from './articles.sql.js';

const PAGE_SIZE = 24;
const DESK_CURSOR = 'admin-articles';

/** Articles as visitors read them, and as officers find them. */
@Injectable()
export class ReadArticles {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Published ones, the newest first, as the JSON text PostgreSQL built. @throws Problem invalid_cursor */
  async list(query: ArticlesQueryDto, english: boolean): Promise<string> {
    const { kind, product, seller, point, limit = PAGE_SIZE, cursor } = query;
    const place =
      cursor === undefined ? null : readCursor(ARTICLES_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
    const values = [
      ...[vietnamDay(this.clock.now()), english],
      ...[kind ?? null, product ?? null, seller ?? null, point ?? null],
      ...[limit, place?.key ?? null, place?.id ?? null],
    ];
    return foundText(await this.reader.row(articleList, values));
  }

  /** @throws Problem not_found */
  async one(slug: string, english: boolean): Promise<string> {
    return foundText(await this.reader.row(articleDetail, [vietnamDay(this.clock.now()), english, slug]));
  }

  /** All of them on the desk, what was changed last on top. @throws Problem invalid_cursor */
  async desk({ status, limit = PAGE_SIZE, cursor }: AdminArticlesQueryDto): Promise<AdminArticlesAnswer> {
    const place =
      cursor === undefined ? null : readCursor(DESK_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
    return this.transactions.run('officer', async (tx) => {
      const found = await tx.query<(AdminArticlesAnswer['items'][number] & { key: string })[]>(
        `SELECT id, slug, kind, status, title, title_en IS NOT NULL AS english, updated_at AS "updatedAt",
           published_at AS "publishedAt", to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key
         FROM articles WHERE ($1::text IS NULL OR status = $1)
           AND ($2::timestamptz IS NULL OR (updated_at, id) < ($2, $3::uuid))
         ORDER BY updated_at DESC, id DESC LIMIT $4`,
        [status ?? null, place?.key ?? null, place?.id ?? null, limit + 1],
      );
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(({ key: _key, ...item }) => item),
        nextCursor:
          found.length > limit && last !== undefined ? writeCursor(DESK_CURSOR, last.key, last.id) : null,
      };
    });
  }

  /** One as it is edited. @throws Problem not_found */
  async edited(id: string): Promise<AdminArticleAnswer> {
    return this.transactions.run('officer', (tx) => articleToEdit(tx, id));
  }
}

/** An article with all its words, as its form shows it. @throws Problem not_found */
export async function articleToEdit(tx: EntityManager, id: string): Promise<AdminArticleAnswer> {
  const [article] = await tx.query<AdminArticleAnswer[]>(
    `SELECT a.id, a.slug, a.kind, a.status, a.title, a.lead, a.body, a.version,
       CASE WHEN a.title_en IS NOT NULL
         THEN json_build_object('title', a.title_en, 'lead', a.lead_en, 'body', a.body_en) END AS english,
       (SELECT s.slug FROM sellers s WHERE s.id = a.seller_id) AS seller,
       (SELECT t.slug FROM tourism_points t WHERE t.id = a.tourism_point_id) AS point,
       a.updated_at AS "updatedAt", a.published_at AS "publishedAt",
       (SELECT coalesce(json_agg(json_build_object('slug', p.slug, 'quantity', x.quantity) ORDER BY x.position), '[]')
         FROM article_products x JOIN products p ON p.id = x.product_id WHERE x.article_id = a.id) AS products
     FROM articles a WHERE a.id = $1`,
    [id],
  );
  if (article === undefined) throw new Problem('not_found');
  return article;
}
