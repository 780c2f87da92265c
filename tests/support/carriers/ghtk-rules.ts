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

const SOURCE = 'S0000017';

const PRODUCT = {
  name: text(),
  quantity: whole(1, 999),
  // Kilograms.
  weight: (value: unknown) => typeof value === 'number' && value > 0 && value < 20,
};
const ORDER = {
  id: text(/^[A-Za-z0-9-]{1,50}$/),
  pick_name: text(),
  pick_address: text(),
  pick_province: text(),
  pick_district: text(),
  pick_ward: text(COMMUNE),
  pick_tel: text(PHONE),
  name: text(),
  tel: text(PHONE),
  address: text(),
  province: text(),
  district: text(),
  ward: text(),
  hamlet: text(),
  is_freeship: only('0', '1'),
  pick_money: whole(0, 20_000_000),
  value: whole(0, 20_000_000),
  transport: only('road', 'fly'),
  tags: (value: unknown) => Array.isArray(value) && value.every((tag) => Number.isInteger(tag)),
};
const PRICED = ['pick_province', 'pick_district', 'pick_ward', 'province', 'district', 'ward', 'address', 'weight', 'value', 'transport', 'deliver_option']; // prettier-ignore

const bad = (message: string, error?: object): Reply => json(200, { success: false, message, ...(error ? { error } : {}) }); // prettier-ignore

export function answerGhtk({ method, path, query, headers, body }: Asked): Reply {
  if (headers['token'] !== TOKEN) return json(401, { success: false, message: 'Token không hợp lệ' });
  if (headers['x-client-source'] !== SOURCE) return json(403, { success: false, message: 'X-Client-Source' });
  const act = `${method} ${path.replace('/services/shipment/', '')}`;
  if (act === 'GET list_pick_add') return json(200, { success: true, data: [] });
  if (act === 'GET fee') {
    const missing = PRICED.find((name) => !query.get(name));
    if (missing !== undefined || !/^[1-9]\d*$/.test(query.get('weight') ?? ''))
      return wrong(`ghtk fee ${missing ?? 'weight'}`, 200, { success: false, message: 'Thiếu' });
    return json(200, { success: true, fee: { name: 'area1', fee: FEE, delivery: true } });
  }
  if (act === 'POST order/') return order(headers, body);
  const of = /^(GET v2|POST cancel)\/(?:partner_id:([\w-]+)|([A-Za-z0-9.]+))$/.exec(act);
  if (of === null) return wrong(`ghtk ${act}`, 404, { success: false });
  const found = book.orders.find(({ carrier, code, clientCode }) => carrier === 'ghtk' && (of[2] === undefined ? code === of[3] : clientCode === of[2])); // prettier-ignore
  if (found === undefined) return bad('Không tìm thấy đơn hàng');
  if (of[1] === 'POST cancel') {
    if (!['1', '2', '12'].includes(found.status)) return bad('Đơn hàng đã lấy, không hủy được');
    found.status = '-1';
    return json(200, { success: true, message: '' });
  }
  const { code, clientCode, cod, status } = found;
  return json(200, {
    success: true,
    // Numbers come as text and as numbers.
    order: {
      label_id: code,
      partner_id: clientCode,
      status,
      pick_money: String(cod),
      ship_money: String(FEE),
    },
  });
}

function order(headers: Asked['headers'], body: string): Reply {
  if (headers['content-type'] !== 'application/json') return wrong('ghtk content-type', 415, {});
  const asked = JSON.parse(body) as { products?: unknown; order?: Record<string, unknown> };
  const fault =
    firstWrong(asked.order, ORDER, ['tags']) ?? (listOf(PRODUCT)(asked.products) ? null : 'products');
  if (fault !== null) return wrong(`ghtk ${fault}`, 200, { success: false, message: `Sai ${fault}` });
  const { id, ward, pick_money } = asked.order ?? {};
  if (ward === NOWHERE) return bad('Không tìm thấy địa chỉ giao');
  const clientCode = String(id);
  const known = book.orders.find((one) => one.carrier === 'ghtk' && one.clientCode === clientCode);
  if (known !== undefined)
    return bad('Mã đơn hàng đã tồn tại', {
      code: 'ORDER_ID_EXIST',
      partner_id: clientCode,
      ghtk_label: known.code,
      status: 2,
    });
  const code = `S1.A1.${17_373_000 + book.orders.length}`;
  book.orders.push({ carrier: 'ghtk', code, clientCode, cod: Number(pick_money), status: '2', asked: asked.order ?? {} }); // prettier-ignore
  return json(200, { success: true, message: '', order: { partner_id: clientCode, label: code, fee: String(FEE), status_id: 2 } }); // prettier-ignore
}
