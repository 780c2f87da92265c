import sharp from 'sharp';
import { DocumentStore } from '../../apps/api/src/modules/sellers/documents/document-store.js';
import { ImageStore } from '../../apps/api/src/platform/files/index.js';
import { nextNumber } from '../support/numbering.js';
import { HOME_COMMUNE } from '../support/small-floor.js';
import type { World } from './world.js';

/** What addresses of listing name: a part of the things in things.ts. */
export const listingThings = {
  'a search term': { territorial: false, make: makeSearchTerm },
  'a draft of a product': {
    territorial: false,
    make: async (world: World) => ({ productId: (await makeChange(world, 'draft')).productId }),
  },
  'a product on sale': {
    territorial: false,
    make: async (world: World) => ({ ...(await makeProductOnSale(world)) }),
  },
  'a batch': { territorial: false, make: makeBatch },
  'a trace code': { territorial: false, make: makeTraceCode },
  'a paper of a product': { territorial: true, make: makePaperOfProduct },
  'closed days': { territorial: false, make: makeClosure },
  'a picture of a change': { territorial: true, make: makePictureOfChange },
  'a submitted change': {
    territorial: true,
    make: async (world: World) => ({ changeId: (await makeChange(world, 'submitted')).changeId }),
  },
  'a picture': { territorial: false, make: makePicture },
} as const;

async function makeSearchTerm({ database }: World): Promise<Record<string, string>> {
  const [row] = await database.query<{ termId: string }>(
    `INSERT INTO search_terms (words, means, suggested) VALUES ($1, '{tôm}', false) RETURNING id AS "termId"`,
    [`tép ${nextNumber('term')}`],
  );
  if (row === undefined) throw new Error('The term was not made');
  return { termId: row.termId };
}

/** A product of the shop in its commune, and a variant of it. */
async function makeProductOnSale(
  { database, shop }: World,
  status: 'published' | 'draft' = 'published',
): Promise<{ productId: string; variantId: string }> {
  const number = nextNumber('product');
  const [row] = await database.query<{ productId: string; variantId: string }>(
    `WITH p AS (INSERT INTO products (seller_id, slug, name, set_no, commune_code, description, ships_to,
         publication_status, publication_status_changed_at, published_at)
       VALUES ($1, $2, 'Hàng mẫu', 8, $3, 'Mẫu', 'country', $4::text, now(), CASE $4::text WHEN 'published' THEN now() END)
       RETURNING id),
     v AS (INSERT INTO variants (product_id, position, name, price_vnd, unit, weight_grams)
       SELECT id, 1, 'Gói', 100000, 'gói', 500 FROM p RETURNING id, product_id),
     s AS (INSERT INTO stock_levels (variant_id, on_hand) SELECT id, 0 FROM v)
     SELECT product_id AS "productId", id AS "variantId" FROM v`,
    [shop.sellerId, `hang-thu-${number}`, HOME_COMMUNE, status],
  );
  if (row === undefined) throw new Error('The product was not made');
  return row;
}

async function makeBatch(world: World): Promise<Record<string, string>> {
  const product = await makeProductOnSale(world);
  const [row] = await world.database.query<{ id: string }>(
    `INSERT INTO batches (variant_id, code, made_on, quantity) VALUES ($1, 'LO-1', '2026-11-01', 5) RETURNING id`,
    [product.variantId],
  );
  return { ...product, batchId: row?.id ?? '' };
}

async function makeTraceCode(world: World): Promise<Record<string, string>> {
  const { batchId } = await makeBatch(world);
  const [row] = await world.database.query<{ code: string }>(`SELECT code FROM traces WHERE batch_id = $1`, [
    batchId,
  ]);
  return { code: row?.code ?? '' };
}

async function makeClosure({ database, shop }: World): Promise<Record<string, string>> {
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO seller_closures (seller_id, from_on, until_on, reason)
     VALUES ($1, '2020-01-01', '2020-01-02', 'tet') RETURNING id`,
    [shop.sellerId],
  );
  return { closureId: row?.id ?? '' };
}

/** A change of a product that was never published, typed by somebody who left the floor since. */
async function makeChange(
  world: World,
  status: 'draft' | 'submitted',
): Promise<{ productId: string; changeId: string }> {
  const { productId } = await makeProductOnSale(world, 'draft');
  const { accountId } = await world.people.person();
  const [row] = await world.database.query<{ id: string }>(
    `INSERT INTO product_changes (product_id, seller_id, status, status_changed_at, content, created_by, submitted_at,
       submitted_by, due_on)
     VALUES ($1, $2, $3::text, now(), $4, $5, CASE $3::text WHEN 'submitted' THEN now() END,
       CASE $3::text WHEN 'submitted' THEN $5::uuid END, CASE $3::text WHEN 'submitted' THEN current_date END) RETURNING id`,
    [productId, world.shop.sellerId, status, AN_EMPTY_CONTENT, accountId],
  );
  return { productId, changeId: row?.id ?? '' };
}

/** A picture that stands in a submitted change. */
async function makePictureOfChange(world: World): Promise<Record<string, string>> {
  const { id: pictureId, file } = (await makePicture(world)) as { id: string; file: string };
  const { changeId } = await makeChange(world, 'submitted');
  await world.database.query(
    `UPDATE product_changes SET content = content || $2::jsonb, version = version + 1 WHERE id = $1`,
    [changeId, JSON.stringify({ images: [{ id: pictureId, alt: 'Ảnh' }] })],
  );
  return { changeId, pictureId, file };
}

/** A paper, with its sealed file, of a product that has a submitted change. */
async function makePaperOfProduct(world: World): Promise<Record<string, string>> {
  const { app, database, shop } = world;
  const { productId, changeId } = await makeChange(world, 'submitted');
  const { accountId } = await world.people.person();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO product_papers (seller_id, product_id, kind, format, bytes, uploaded_by, uploaded_at)
     VALUES ($1, $2, 'self_declaration', 'pdf', 5, $3, now()) RETURNING id`,
    [shop.sellerId, productId, accountId],
  );
  const paperId = row?.id ?? '';
  const key = await world.people.keyOf(shop.sellerId);
  await app.get(DocumentStore).write(key, paperId, Buffer.from('%PDF-'));
  return { changeId, paperId };
}

const AN_EMPTY_CONTENT = {
  form: 1,
  name: null,
  setNo: null,
  description: null,
  story: null,
  label: {},
  shipsTo: null,
  handling: null,
  maxTransitDays: null,
  variants: [],
  images: [],
};

/** A picture of the shop that nothing shows yet, with its file. */
async function makePicture({ app, database, shop }: World): Promise<Record<string, string>> {
  const number = nextNumber('picture');
  const bytes = await sharp({ create: { width: 8, height: 8 + number, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const { sha, width, height } = await app.get(ImageStore).store(bytes);
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at) VALUES ($1, $2, $3, $4, now()) RETURNING id`,
    [shop.sellerId, sha, width, height],
  );
  return { id: row?.id ?? '', file: '320.jpg' };
}
