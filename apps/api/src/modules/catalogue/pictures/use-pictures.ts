import { In, type EntityManager } from 'typeorm';
import { fieldProblem } from '../../../platform/http/validation.js';
import { SellerPicture } from './seller-picture.entity.js';

/** A picture that is a shop's own and shown by one of its products, or by a change that waits. */
export interface UsedPicture {
  id: string;
  sha: string;
  width: number;
  height: number;
}

/**
 * The shop's own pictures by their ids, in that order, marked as used: what was used once is never swept, because the
 * history of a product goes on showing it. Whoever puts a picture into a product or a change calls this in the same
 * transaction.
 *
 * @param path the field that named them, for the refusal
 * @throws Problem validation_failed (`<path>.<index>`: no picture of this shop, whoever else has it)
 */
export async function usePictures(
  tx: EntityManager,
  sellerId: string,
  ids: readonly string[],
  { now, path = 'pictures' }: { now: Date; path?: string },
): Promise<UsedPicture[]> {
  if (ids.length === 0) return [];
  // The update first: of a use and the sweep at once, whoever comes second sees what the first made of the row.
  await tx.query(
    `UPDATE seller_pictures SET used_at = coalesce(used_at, $3), updated_at = $3
     WHERE seller_id = $1 AND id = ANY ($2::uuid[])`,
    [sellerId, ids, now],
  );
  const found = await tx.findBy(SellerPicture, { sellerId, id: In([...ids]) });
  return ids.map((id, index) => {
    const picture = found.find((row) => row.id === id);
    if (picture === undefined)
      throw fieldProblem(
        `${path}.${index}`,
        'unknown',
        'Gian hàng không có ảnh này',
        'The shop has no such picture',
      );
    const { sha, width, height } = picture;
    return { id, sha, width, height };
  });
}
