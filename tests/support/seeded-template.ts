import { join } from 'node:path';
import pg from 'pg';
import { seedDemo } from '../../apps/api/src/demo/run-demo.js';
import {
  composeDemoPicture,
  groupHue,
  IconSet,
  type DemoPicture,
} from '../../apps/api/src/modules/catalogue/index.js';
import { readEnvironment } from '../../apps/api/src/platform/config/environment.js';
import { ImageStore } from '../../apps/api/src/platform/files/index.js';
import { clockAtSeeding } from './clock.js';
import { products } from './province-data.js';
import { TEST_SECRETS } from './secrets.js';

/** Whose pictures stand for all: more would take longer to draw than all the rest takes to seed. */
const DRAWN = 6;

/**
 * Fills a migrated database with the demo, as `cli demo seed` does, at SEEDED_AT; only that products share pictures.
 * tests/faults/start-and-stop.long.spec.ts looks at those of a real start.
 *
 * @param superuser a connection to the same database
 */
export async function buildSeededTemplate(
  appUrl: string,
  superuser: pg.Client,
  dataDir: string,
): Promise<void> {
  const environment = readEnvironment({ DATABASE_URL: appUrl, DATA_DIR: dataDir, ...TEST_SECRETS });
  await seedDemo(environment, clockAtSeeding(), { withPictures: false });
  const store = new ImageStore(join(dataDir, 'images'));
  const icons = await IconSet.open();
  for (const [index, { slug, picture }] of products.slice(0, DRAWN).entries()) {
    const drawn = await composeDemoPicture(picture as DemoPicture, groupHue('I'), slug, icons);
    const { sha, width, height } = await store.store(drawn);
    await superuser.query(
      `INSERT INTO product_images (product_id, position, sha, width, height, alt)
       SELECT p.id, 1, $1, $2, $3, 'Hình minh họa ' || p.name || ' của ' || s.name
       FROM (SELECT *, row_number() OVER (ORDER BY slug) % $5 AS turn FROM products) p JOIN sellers s ON s.id = p.seller_id
       WHERE turn = $4`,
      [sha, width, height, index, DRAWN],
    );
  }
  // As listing them does: a shop's own side knows its products' pictures.
  await superuser.query(
    `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at, used_at)
     SELECT DISTINCT p.seller_id, i.sha, i.width, i.height, $1::timestamptz, $1::timestamptz
     FROM product_images i JOIN products p ON p.id = i.product_id`,
    [clockAtSeeding().now()],
  );
}
