import { Injectable } from '@nestjs/common';
import { composeDemoPicture, groupHue, IconSet, type DemoPicture } from '../modules/catalogue/index.js';
import { readDataFile } from '../platform/data/data-files.js';
import { Transactions } from '../platform/database/transactions.js';
import { ImageStore, type StoredImage } from '../platform/files/index.js';

interface PictureFile {
  /** By the kind of a point. */
  kinds: Record<string, DemoPicture>;
  /** Of single points. */
  points: Record<string, DemoPicture>;
}

/** The hue of tourism among the groups of the programme. */
const HUE = groupHue('VI');

/**
 * Drawn pictures of the points, so that the demo shows how they look there; each says that it is an illustration. Points
 * of a kind share one.
 */
@Injectable()
export class SeedPointPictures {
  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageStore,
  ) {}

  /** Only for points without any picture. */
  async run(folder: string): Promise<void> {
    const points = await this.transactions.run('officer', (tx) =>
      tx.query<{ id: string; slug: string; kind: string; name: string }[]>(
        `SELECT t.id, t.slug, t.kind, t.name FROM tourism_points t
         WHERE NOT EXISTS (SELECT FROM point_pictures p WHERE p.tourism_point_id = t.id) ORDER BY t.slug`,
      ),
    );
    if (points.length === 0) return;
    const file = readDataFile<PictureFile>(`${folder}/demo/point-pictures.json`);
    const icons = await IconSet.open();
    const drawn = new Map<DemoPicture, StoredImage>();
    const rows: object[] = [];
    for (const { id, slug, kind, name } of points) {
      const wish = file.points[slug] ?? file.kinds[kind];
      if (wish === undefined) continue;
      const picture = drawn.get(wish) ?? (await this.draw(wish, kind, icons));
      drawn.set(wish, picture);
      rows.push({ id, ...picture, alt: `Hình minh họa ${name}` });
    }
    await this.transactions.run('officer', (tx) =>
      tx.query(
        `INSERT INTO point_pictures (tourism_point_id, position, sha, width, height, alt, illustration)
         SELECT id, 1, sha, width, height, alt, true
         FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, sha text, width integer, height integer, alt text)
         ON CONFLICT DO NOTHING`,
        [JSON.stringify(rows)],
      ),
    );
  }

  private async draw(wish: DemoPicture, seed: string, icons: IconSet): Promise<StoredImage> {
    return this.images.store(await composeDemoPicture({ ...wish, place: true }, HUE, seed, icons));
  }
}
