import { json, type Asked, type Reply } from '../gateways/double-http.ts';
import { book, FEE, firstWrong, NOWHERE, only, PHONE, text, TOKEN, whole, wrong } from './double-book.ts';

const SERVICE = 'VCN';

const GOODS = {
  PRODUCT_TYPE: only('HH', 'TH'),
  PRODUCT_WEIGHT: whole(1, 50_000),
  PRODUCT_LENGTH: whole(0, 200),
  PRODUCT_WIDTH: whole(0, 200),
  PRODUCT_HEIGHT: whole(0, 200),
  PRODUCT_PRICE: whole(0, 30_000_000),
  MONEY_COLLECTION: whole(0, 50_000_000),
  ORDER_SERVICE: only(SERVICE),
  ORDER_SERVICE_ADD: only(''),
  SENDER_ADDRESS: text(/,/),
  RECEIVER_ADDRESS: text(/,/),
};
const PRICE = { ...GOODS, NATIONAL_TYPE: only(1) };
const ORDER = {
  ...GOODS,
  ORDER_NUMBER: text(/^[A-Za-z0-9]{1,50}$/),
  CHECK_UNIQUE: only(true),
  SENDER_FULLNAME: text(),
  SENDER_PHONE: text(PHONE),
  RECEIVER_FULLNAME: text(),
  RECEIVER_PHONE: text(PHONE),
  PRODUCT_NAME: text(/^.{1,200}$/),
  PRODUCT_DESCRIPTION: text(/^/),
  PRODUCT_QUANTITY: whole(1, 9_999),
  ORDER_PAYMENT: only(1, 2, 3, 4),
  ORDER_NOTE: text(/^/),
};

const good = (data: unknown): Reply => json(200, { status: 200, error: false, message: 'OK', data });
/** It refuses on a status of 200. */
const bad = (message: string): Reply => json(200, { status: 204, error: true, message, data: null });

export function answerViettelPost({ method, path, headers, body }: Asked): Reply {
  if (headers['token'] !== TOKEN) return json(401, { status: 401, error: true, message: 'Token invalid' });
  const act = `${method} ${path}`;
  if (act === 'GET /v2/user/listInventory') return good([]);
  if (headers['content-type'] !== 'application/json') return wrong('viettel content-type', 415, {});
  const asked = JSON.parse(body) as Record<string, unknown>;
  if (act === 'POST /v2/order/getPriceNlp') {
    const fault = firstWrong(asked, PRICE);
    return fault === null ? good({ MONEY_TOTAL: FEE }) : wrong(`viettel ${fault}`, 200, { error: true });
  }
  if (act === 'POST /v2/order/createOrderNlp') return order(asked);
  if (act !== 'POST /v2/order/UpdateOrder') return wrong(`viettel ${act}`, 404, {});
  const found = book.orders.find(({ code }) => code === asked['ORDER_NUMBER']);
  if (asked['TYPE'] !== 4 || found === undefined) return wrong('viettel UpdateOrder', 200, { error: true });
  if (found.status !== '100') return bad('Đơn đã được lấy');
  found.status = '107';
  return good(null);
}

function order(asked: Record<string, unknown>): Reply {
  const fault = firstWrong(asked, ORDER);
  if (fault !== null) return wrong(`viettel ${fault}`, 200, { error: true, message: fault });
  // Whoever is to collect says what; whoever is not collects nothing.
  if ((asked['ORDER_PAYMENT'] === 1) !== (asked['MONEY_COLLECTION'] === 0))
    return wrong('viettel ORDER_PAYMENT', 200, { error: true });
  if (String(asked['RECEIVER_ADDRESS']).includes(NOWHERE)) return bad('Không nhận ra địa chỉ nhận');
  const clientCode = String(asked['ORDER_NUMBER']);
  if (book.orders.some((one) => one.clientCode === clientCode)) return bad('Mã đơn hàng đã tồn tại');
  const code = String(10_345_381_000 + book.orders.length);
  book.orders.push({ carrier: 'viettel_post', code, clientCode, cod: Number(asked['MONEY_COLLECTION']), status: '100', asked }); // prettier-ignore
  return good({ ORDER_NUMBER: code, MONEY_TOTAL: FEE, MONEY_COLLECTION: asked['MONEY_COLLECTION'] });
}
