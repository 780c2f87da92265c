import { In, type EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { slugify } from '#kernel/text';
import { Problem } from '../../../platform/http/problem.js';
import { openStock, type NewShelf } from '../../inventory/index.js';
import { differences } from '../changes/needs-approval.js';
import { readApproved } from '../changes/read-approved.js';
import { isTakenVariant } from '../changes/find-product.js';
import type { ProductContent, VariantContent } from '../changes/product-content.js';
import { SellerPicture } from '../pictures/seller-picture.entity.js';
import { ProductImage } from '../product-image.entity.js';
import { Product } from '../product.entity.js';
import { Variant } from '../variant.entity.js';

/**
 * Writes an approved content into the rows buyers read: product, variants, pictures. Variants that are gone are retired,
 * because orders and stock still name them; the listings follow by their triggers. The caller holds the product's row.
 *
 * @returns the product's address; it is made of the name and follows it, and each earlier one leads there
 * @throws Problem state_conflict (not complete, a withdrawn product, or an id of a variant that is another's)
 */
export async function publishContent(
  tx: EntityManager,
  productId: string,
  content: ProductContent,
  { now, priceJumpPercent }: { now: Date; priceJumpPercent: number },
): Promise<string> {
  const product = await tx.findOneBy(Product, { id: productId });
  const { name, setNo, description, shipsTo, variants } = content;
  if (product === null || product.publicationStatus === 'withdrawn') throw new Problem('state_conflict');
  if (name === null || setNo === null || description === null || shipsTo === null || variants.length === 0)
    throw new Problem('state_conflict');
  // Other accents of the same letters are no other address.
  const renamed = product.publishedAt === null || slugify(name) !== slugify(product.name);
  const slug = renamed ? await freeSlug(tx, name, productId) : product.slug;
  const approved = await readApproved(tx, productId);
  const judged = new Set(
    differences(content, approved, priceJumpPercent).flatMap(({ path, waits }) => (waits ? [path] : [])),
  );
  await tx.update(
    Product,
    { id: productId },
    {
      slug,
      name,
      setNo,
      description,
      story: content.story ?? '',
      label: content.label,
      shipsTo,
      handling: content.handling,
      maxTransitDays: content.maxTransitDays,
      updatedAt: now,
    },
  );
  await publishVariants(tx, productId, variants, judged, now);
  await publishPictures(tx, product, content.images, now);
  return slug;
}

async function publishVariants(
  tx: EntityManager,
  productId: string,
  wanted: readonly VariantContent[],
  judged: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const known = new Set((await tx.findBy(Variant, { productId })).map(({ id }) => id));
  // All positions are given anew, so none may stand in another's way meanwhile.
  await tx.update(Variant, { productId }, { position: null, retiredAt: now, updatedAt: now });
  const added: NewShelf[] = [];
  for (const [index, variant] of wanted.entries()) {
    const row = variantRow(variant, index + 1, now);
    if (known.has(variant.id)) {
      // Approved is a price that waited. One the shop set by itself was nobody's to see, and small steps would add up.
      const approvedPrice = judged.has(`variants.${variant.id}.priceVnd`)
        ? { approvedPriceVnd: row.priceVnd }
        : {};
      await tx.update(Variant, { id: variant.id, productId }, { ...row, ...approvedPrice });
      continue;
    }
    added.push({ id: variant.id, pieces: variant.openingStock });
    await tx
      .insert(Variant, { ...row, id: variant.id, productId, createdAt: now })
      .catch((error: unknown) => {
        throw isTakenVariant(error) ? new Problem('state_conflict') : error;
      });
  }
  if (added.length > 0) await openStock(tx, added, now);
}

/** @throws Problem state_conflict: a content that was sent is complete */
function variantRow(variant: VariantContent, position: number, now: Date) {
  const { name, priceVnd, unit, weightGrams, measure, catchWeight } = variant;
  if (name === null || priceVnd === null || unit === null || weightGrams === null)
    throw new Problem('state_conflict');
  return {
    position,
    name,
    priceVnd,
    unit,
    measureAmount: measure?.amount ?? null,
    measureUnit: measure?.unit ?? null,
    weightGrams,
    kgPriceVnd: catchWeight?.kgPriceVnd ?? null,
    minGrams: catchWeight?.minGrams ?? null,
    maxGrams: catchWeight?.maxGrams ?? null,
    retiredAt: null,
    updatedAt: now,
  };
}

async function publishPictures(
  tx: EntityManager,
  { id: productId, sellerId }: Pick<Product, 'id' | 'sellerId'>,
  images: ProductContent['images'],
  now: Date,
): Promise<void> {
  const pictures = await tx.findBy(SellerPicture, { sellerId, id: In(images.map(({ id }) => id)) });
  const rows = images.map(({ id, alt }, index) => {
    const picture = pictures.find((known) => known.id === id);
    // Used pictures are never swept, so that it is there.
    if (picture === undefined) throw new Problem('state_conflict');
    const { sha, width, height } = picture;
    const stamps = { createdAt: now, updatedAt: now };
    return { id: uuidv7(now.getTime()), productId, position: index + 1, sha, width, height, alt, ...stamps };
  });
  await tx.delete(ProductImage, { productId });
  if (rows.length > 0) await tx.insert(ProductImage, rows);
}

/**
 * The folded name, or the first number after it that no other product has or ever had. Whoever looks for one takes turns:
 * the numbered address of one name may be the plain one of another.
 */
async function freeSlug(tx: EntityManager, name: string, productId: string): Promise<string> {
  const base = slugify(name) || 'san-pham';
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('product slug', 0))`);
  const candidates = [base, ...Array.from({ length: 200 }, (_, index) => `${base}-${index + 2}`)];
  const others = await tx.query<{ slug: string }[]>(
    `SELECT slug FROM page_addresses WHERE kind = 'product' AND slug = ANY ($1) AND product_id <> $2`,
    [candidates, productId],
  );
  const taken = new Set(others.map(({ slug }) => slug));
  const free = candidates.find((candidate) => !taken.has(candidate));
  return free ?? `${base}-${productId}`.slice(0, 160);
}
