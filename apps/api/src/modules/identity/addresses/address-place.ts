import type { EntityManager } from 'typeorm';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { AddressDto } from './address.dto.js';
import type { Address } from './address.entity.js';

/** A place the floor can deliver to: a commune of the province, or another province with the ward in words. */
export interface CheckedPlace {
  provinceCode: string;
  communeCode: string | null;
  ward: string | null;
}

/** @throws Problem validation_failed beside `communeCode` or `provinceCode` */
export async function checkPlace(tx: EntityManager, form: AddressDto): Promise<CheckedPlace> {
  if (form.communeCode !== undefined) {
    const [commune] = await tx.query<{ provinceCode: string }[]>(
      `SELECT province_code AS "provinceCode" FROM communes WHERE code = $1`,
      [form.communeCode],
    );
    if (commune === undefined)
      throw fieldProblem('communeCode', 'not_found', 'Không có xã, phường này', 'No such commune');
    if (form.provinceCode !== undefined && form.provinceCode !== commune.provinceCode)
      throw fieldProblem(
        'provinceCode',
        'not_allowed_value',
        'Xã, phường này thuộc tỉnh khác',
        'The commune lies in another province',
      );
    return { provinceCode: commune.provinceCode, communeCode: form.communeCode, ward: null };
  }
  const provinceCode = form.provinceCode ?? '';
  const [province] = await tx.query<{ own: boolean }[]>(
    `SELECT EXISTS (SELECT FROM communes WHERE province_code = p.code) AS own FROM provinces p WHERE code = $1`,
    [provinceCode],
  );
  if (province === undefined)
    throw fieldProblem('provinceCode', 'not_found', 'Không có tỉnh, thành phố này', 'No such province');
  if (province.own)
    throw fieldProblem(
      'communeCode',
      'required',
      'Chọn xã, phường trong tỉnh',
      'Choose a commune of this province',
    );
  return { provinceCode, communeCode: null, ward: form.ward ?? '' };
}

/** The names of the places of some addresses. */
export async function placesOf(
  tx: EntityManager,
  addresses: readonly Address[],
): Promise<{ of(address: Address): { province: string; commune: string | null } }> {
  const rows = await tx.query<{ code: string; name: string }[]>(
    `SELECT code, name FROM provinces WHERE code = ANY ($1)
     UNION ALL SELECT code, full_name FROM communes WHERE code = ANY ($2)`,
    [addresses.map(({ provinceCode }) => provinceCode), addresses.map(({ communeCode }) => communeCode)],
  );
  const names = new Map(rows.map(({ code, name }) => [code, name]));
  return {
    of: ({ provinceCode, communeCode }) => ({
      province: names.get(provinceCode) ?? provinceCode,
      commune: communeCode === null ? null : (names.get(communeCode) ?? communeCode),
    }),
  };
}
