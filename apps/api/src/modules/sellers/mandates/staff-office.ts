import type { EntityManager } from 'typeorm';
import type { Duty } from '#kernel/permissions';
import { territoryOf } from '#kernel/permissions';

/**
 * What a staff member is called towards a shop: their post, and the commune it is for, or the province.
 *
 * @param province `Tỉnh Cà Mau`
 */
export async function staffOffice(
  tx: EntityManager,
  duties: readonly Duty[],
  communeCode: string,
  province: string,
): Promise<string> {
  if (territoryOf(duties, 'mandates.request') === null) return `cán bộ hỗ trợ ${province}`;
  const [commune] = await tx.query<{ name: string }[]>(
    `SELECT full_name AS name FROM communes WHERE code = $1`,
    [communeCode],
  );
  return `cán bộ hỗ trợ ${commune?.name ?? province}`;
}
