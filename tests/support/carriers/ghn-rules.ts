import { json, type Asked, type Reply } from '../gateways/double-http.ts';
import {
  book,
  COMMUNE,
  FEE,
  firstWrong,
  listOf,
  NOWHERE,
  only,
  PHONE,
  text,
  TOKEN,
  whole,
  wrong,
} from './double-book.ts';

const API = '/shiip/public-api/v2';
const SHOP = '189517';

const ORDER = {
  payment_type_id: only(1, 2),
  required_note: only('CHOTHUHANG', 'CHOXEMHANGKHONGTHU', 'KHONGCHOXEMHANG'),
  note: text(/^.{0,5000}$/),
  client_order_code: text(/^[A-Za-z0-9-]{1,50}$/),
  from_name: text(),
  from_phone: text(PHONE),
  from_address: text(),
  from_ward_name: text(COMMUNE),
  from_province_name: text(),
  is_new_from_address: only(true),
  to_name: text(),
  to_phone: text(PHONE),
  to_address: text(),
  to_ward_name: text(COMMUNE),
  to_district_name: only(''),
  to_province_name: text(),
  is_new_to_address: only(true),
  cod_amount: whole(0, 50_000_000),
  insurance_value: whole(0, 5_000_000),
  content: text(/^.{1,2000}$/),
  weight: whole(1, 50_000),
  length: whole(1, 200),
  width: whole(1, 200),
  height: whole(1, 200),
  service_type_id: only(2, 5),
  items: listOf({ name: text(), quantity: whole(1, 999), weight: whole(1, 50_000) }),
};

const good = (data: unknown): Reply => json(200, { code: 200, message: 'Success', data });
const bad = (message: string): Reply => json(400, { code: 400, message, data: null });

export function answerGhn({ method, path, headers, body }: Asked): Reply {
  if (headers['token'] !== TOKEN) return json(401, { code: 401, message: 'Token không hợp lệ', data: null });
  const act = `${method} ${path.slice(API.length)}`;
  if (act === 'GET /shop/all') return good({ last_offset: 0, shops: [{ _id: Number(SHOP), name: 'Mẫu' }] });
  if (headers['content-type'] !== 'application/json') return wrong('ghn content-type', 415, {});
  if (headers['shopid'] !== SHOP) return wrong('ghn ShopId', 403, { code: 403, message: 'ShopId sai' });
  const asked = JSON.parse(body) as Record<string, unknown>;
  switch (act) {
    case 'POST /shipping-order/preview':
    case 'POST /shipping-order/create':
      return order(asked, act.endsWith('create'));
    case 'POST /shipping-order/detail':
      return shown(
        book.orders.find(({ code }) => code === asked['order_code']),
        false,
      );
    case 'POST /shipping-order/detail-by-client-code':
      return shown(
        book.orders.find(({ clientCode }) => clientCode === asked['client_order_code']),
        true,
      );
    case 'POST /switch-status/cancel':
      return cancel(asked['order_codes']);
    default:
      return wrong(`ghn ${act}`, 404, {});
  }
}

function order(asked: Record<string, unknown>, make: boolean): Reply {
  const fault = firstWrong(asked, ORDER);
  if (fault !== null) return wrong(`ghn ${fault}`, 400, { code: 400, message: `Sai ${fault}`, data: null });
  if (asked['to_ward_name'] === NOWHERE) return bad('Không tìm thấy phường xã người nhận');
  const clientCode = String(asked['client_order_code']);
  const known = book.orders.find((one) => one.clientCode === clientCode);
  if (known !== undefined && make) return good({ order_code: known.code, total_fee: FEE });
  const code = `LL${String(book.orders.length + 1).padStart(6, '0')}`;
  if (make)
    book.orders.push({ carrier: 'ghn', code, clientCode, cod: Number(asked['cod_amount']), status: 'ready_to_pick', asked }); // prettier-ignore
  return good({
    order_code: make ? code : '',
    total_fee: FEE,
    expected_delivery_time: '2026-11-27T16:00:00Z',
  });
}

function shown(found: (typeof book.orders)[number] | undefined, asList: boolean): Reply {
  if (found === undefined) return bad('Đơn hàng không tồn tại');
  const { code, clientCode, cod, status } = found;
  const data = { order_code: code, client_order_code: clientCode, cod_amount: cod, status, log: [] };
  return good(asList ? [data] : data);
}

function cancel(codes: unknown): Reply {
  if (!Array.isArray(codes))
    return wrong('ghn order_codes', 400, { code: 400, message: 'order_codes', data: null });
  return good(
    codes.map((code: unknown) => {
      const found = book.orders.find((one) => one.code === code);
      const may = found !== undefined && ['ready_to_pick', 'picking'].includes(found.status);
      if (may) found.status = 'cancel';
      return { order_code: code, result: may, message: may ? 'OK' : 'Đơn đã được lấy hàng' };
    }),
  );
}
