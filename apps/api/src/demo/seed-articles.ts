import { Injectable } from '@nestjs/common';
import type { WriteArticleDto } from '../modules/editorial/index.js';
import { readDataFile } from '../platform/data/data-files.js';
import { Transactions } from '../platform/database/transactions.js';

type DemoArticle = WriteArticleDto & { slug: string };

const DAY_MS = 86_400_000;

/** Illustrative stories, recipes, a gift set and a guide, published one a day before the demo was filled. */
@Injectable()
export class SeedArticles {
  constructor(private readonly transactions: Transactions) {}

  /** Only those that are not there. */
  async run(province: string, at: Date): Promise<void> {
    const { articles } = readDataFile<{ articles: DemoArticle[] }>(`${province}/demo/articles.json`);
    await this.transactions.run('officer', async (tx) => {
      for (const [index, article] of articles.entries()) {
        const published = new Date(at.getTime() - (articles.length - index) * DAY_MS);
        const [made] = await tx.query<{ id: string }[]>(
          `INSERT INTO articles (slug, kind, title, lead, body, title_en, lead_en, body_en, seller_id,
             tourism_point_id, status, status_changed_at, published_at, version, created_at, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT id FROM sellers WHERE slug = $9),
             (SELECT id FROM tourism_points WHERE slug = $10), 'published', $11, $11, 1, $11, $11)
           ON CONFLICT ON CONSTRAINT articles_slug_key DO NOTHING RETURNING id`,
          [
            ...[article.slug, article.kind, article.title, article.lead, article.body],
            ...[article.english?.title ?? null, article.english?.lead ?? null, article.english?.body ?? null],
            ...[article.seller ?? null, article.point ?? null, published],
          ],
        );
        if (made === undefined) continue;
        await tx.query(
          `INSERT INTO article_products (article_id, position, product_id, quantity)
           SELECT $1, x.position, p.id, x.quantity
           FROM unnest($2::text[], $3::smallint[]) WITH ORDINALITY x (slug, quantity, position)
           JOIN products p ON p.slug = x.slug`,
          [
            made.id,
            article.products.map(({ slug }) => slug),
            article.products.map(({ quantity }) => quantity),
          ],
        );
      }
    });
  }
}
