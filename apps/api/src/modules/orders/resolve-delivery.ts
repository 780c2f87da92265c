import type { ShippingPlace } from '#kernel/shipping';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { fieldProblem } from '../../platform/http/validation.js';
import type { DeliveryDto } from './place-order.dto.js';

/** Where the goods go, checked against the places the floor knows. */
export type Delivery =
  | { method: 'ship'; place: ShippingPlace; ward: string | null; line: string }
  | { method: 'pickup'; pointId: string; pointSlug: string; sellerIds: ReadonlySet<string> };

const findCommune: Statement = {
  name: 'orders-find-commune',
  text: `SELECT c.code AS "communeCode", p.code AS "provinceCode", p.region
    FROM communes c JOIN provinces p ON p.code = c.province_code WHERE c.code = $1`,
};

const findProvince: Statement = {
  name: 'orders-find-province',
  text: `SELECT NULL AS "communeCode", p.code AS "provinceCode", p.region,
      EXISTS (SELECT 1 FROM communes c WHERE c.province_code = p.code) AS own FROM provinces p WHERE p.code = $1`,
};

const findPoint: Statement = {
  name: 'orders-find-point',
  text: `SELECT t.id, t.slug, array(SELECT seller_id FROM shop_pickup_points WHERE tourism_point_id = t.id) AS "sellerIds"
    FROM tourism_points t WHERE t.slug = $1`,
};

/** The place behind the request; an unknown commune, province or point is a `validation_failed` beside its field. */
export async function resolveDelivery(tx: EntityManager, delivery: DeliveryDto): Promise<Delivery> {
  if (delivery.method === 'pickup') {
    const [point] = await runStatement<{ id: string; slug: string; sellerIds: string[] }>(tx, findPoint, [
      delivery.tourismPointSlug,
    ]);
    if (point === undefined)
      throw unknown('tourismPointSlug', 'Không có điểm du lịch này', 'No such tourism point');
    return {
      method: 'pickup',
      pointId: point.id,
      pointSlug: point.slug,
      sellerIds: new Set(point.sellerIds),
    };
  }
  const line = delivery.line ?? '';
  if (delivery.communeCode !== undefined) {
    const [place] = await runStatement<ShippingPlace>(tx, findCommune, [delivery.communeCode]);
    if (place === undefined) throw unknown('communeCode', 'Không có xã, phường này', 'No such commune');
    if (delivery.provinceCode !== undefined && delivery.provinceCode !== place.provinceCode)
      throw wrong(
        'provinceCode',
        'not_allowed_value',
        'Xã, phường này thuộc tỉnh khác',
        'The commune lies in another province',
      );
    return { method: 'ship', place, ward: null, line };
  }
  const [place] = await runStatement<ShippingPlace & { own: boolean }>(tx, findProvince, [
    delivery.provinceCode,
  ]);
  if (place === undefined) throw unknown('provinceCode', 'Không có tỉnh, thành phố này', 'No such province');
  if (place.own)
    throw wrong('communeCode', 'required', 'Chọn xã, phường trong tỉnh', 'Choose a commune of this province');
  return { method: 'ship', place, ward: delivery.ward ?? '', line };
}

function unknown(field: string, vi: string, en: string): Error {
  return wrong(field, 'not_found', vi, en);
}

function wrong(field: string, code: string, vi: string, en: string): Error {
  return fieldProblem(`delivery.${field}`, code, vi, en);
}
