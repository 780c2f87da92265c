import {
  type NoticedDispute,
  type NoticedNews,
} from '../../apps/api/src/modules/orders/disputes/dispute-notice.js';
import type {
  NoticedEvent,
  NoticedOrder,
} from '../../apps/api/src/modules/orders/events/order-notice.sql.js';
import { type NoticedPickup } from '../../apps/api/src/modules/orders/parcels/pickups/pickup-notice.js';
import { type ToldInvoice } from '../../apps/api/src/modules/orders/invoices/invoice-notice.js';
import { type WeighedOrder } from '../../apps/api/src/modules/orders/weighing/weighing-notice.js';
import { type NoticedReturn } from '../../apps/api/src/modules/orders/returns/return-notice.js';

// As long as these get: an address of the province, a cooperative by its whole name.
export const PUBLIC_URL = 'https://san-ocop.camau.gov.vn';
export const CODE = 'XHPF27PMH4';
export const GROUP = 'F5H3KT925H';
export const TOKEN = 'a9GshIQC-_xomDQ9UF9mnYfEzoZt17iD5WoSSgW_mK8';
export const LINK = `${PUBLIC_URL}/don-hang/${GROUP}?token=${TOKEN}`;
export const ACCEPT = `${PUBLIC_URL}/nhan-don/${CODE}?token=${TOKEN}`;
export const PAGE = `${PUBLIC_URL}/kenh-nguoi-ban/hop-tac-xa-nuoi-trong-thuy-san-tan-an/don-hang/${CODE}`;
export const NAME = 'Nguyễn Trần Thị Ngọc Bưởi';
export const TO = { name: NAME, link: LINK };

export const order: NoticedOrder = {
  id: 'g',
  contactSealed: null,
  contactClear: null,
  groupCode: GROUP,
  orderId: 'o',
  orderCode: CODE,
  sellerId: 's',
  status: 'placed',
  reason: null,
  words: null,
  totalVnd: 12_345_678,
  amountVnd: 12_345_678,
  method: 'cod',
  depositDueVnd: null,
  doorVnd: 12_345_678,
  paid: false,
  shopName: 'Hợp tác xã Nuôi trồng Thủy sản Tân Ân',
  shopSlug: 'hop-tac-xa-nuoi-trong-thuy-san-tan-an',
  shopPhone: '+84912345678',
  lines: [{ name: 'Tôm khô loại một, túi 500 g', quantity: 2 }],
};
export const event = (
  axis: NoticedEvent['axis'],
  to: string,
  more: Partial<NoticedEvent> = {},
): NoticedEvent => ({
  id: 'e',
  orderId: 'o',
  axis,
  subjectId: 's',
  to,
  actorKind: 'seller',
  carrier: null,
  trackingCode: null,
  refundVnd: null,
  unsentReason: null,
  unsentWords: null,
  unsent: null,
  ...more,
});
export const facts = {
  id: 'g',
  contactSealed: null,
  contactClear: null,
  groupCode: GROUP,
  orderCode: CODE,
  shopName: order.shopName,
  shopPhone: order.shopPhone,
};
export const receipt = {
  ...facts,
  amountVnd: 1_250_000,
  owedVnd: 2_500_000,
  netVnd: 1_250_000,
  doorVnd: null,
  expiresAt: new Date('2026-11-24T03:00:00Z'),
  refundVnd: 0,
  dueOn: null,
};
export const weighed: WeighedOrder = {
  ...facts,
  open: true,
  method: 'bank_transfer',
  expiresAt: new Date('2026-11-24T03:00:00Z'),
  shippingFeeVnd: 30_000,
  discountVnd: 10_000,
  totalVnd: 1_234_500,
  orderedTotalVnd: 1_400_000,
  refundsVnd: 50_000,
  lines: [{ name: 'Cua thịt', quantity: 2, grams: 1_130, kgPriceVnd: 350_000, totalVnd: 395_500 }],
};
export const pickup: NoticedPickup = {
  parcelId: 'p',
  orderId: 'o',
  status: 'handed_over',
  since: new Date('2026-11-23T03:00:00Z'),
  withoutCode: 'papers_shown',
  point: 'Điểm du lịch cộng đồng Rạch Gốc',
  hours: null,
};
export const dispute: NoticedDispute = {
  orderCode: CODE,
  shopName: order.shopName,
  kind: 'not_as_described',
  outcome: 'refund',
  outcomeVnd: 150_000,
  firstReplyBy: '2026-11-25',
  resolveBy: '2026-12-07',
};
export const back: NoticedReturn = {
  reason: 'not_as_described',
  answerBy: new Date('2026-11-26T17:00:00Z'),
  goods: 'back',
  declineReason: 'goods_differ',
  declineWords: 'Hàng gửi về là loại khác',
  refundVnd: 1_250_000,
  lines: order.lines,
};
export const MOVED = ['requested', 'agreed', 'settled', 'declined', 'withdrawn', 'escalated'];
export const money = {
  orderCode: CODE,
  amountVnd: 1_250_000,
  doorVnd: 900_000,
  refundVnd: 70_000,
  dueOn: '2026-12-23',
};
export const invoice: ToldInvoice = {
  ...facts,
  series: '1C26TSA',
  number: 128,
  issuedOn: '2026-11-23',
  lookupCode: 'AB12CD34',
  lookupUrl: 'https://tra-cuu.example/hoa-don',
  correction: null,
  superseded: false,
};
export const waiting = { code: '482913', keptUntil: '2026-11-30' };
/** What becomes of a dispute. */
export const NEWS: Readonly<Record<string, NoticedNews>> = {
  open: { of: 'status', to: 'open', by: 'buyer' },
  answered: { of: 'status', to: 'answered', by: 'seller' },
  'escalated by time': { of: 'status', to: 'escalated', by: 'worker' },
  escalated: { of: 'status', to: 'escalated', by: 'buyer' },
  taken: { of: 'status', to: 'taken', by: 'officer' },
  settled: { of: 'status', to: 'settled', by: 'seller' },
  withdrawn: { of: 'status', to: 'withdrawn', by: 'buyer' },
  decided: { of: 'status', to: 'decided', by: 'officer' },
  'a message of an officer': { of: 'message', by: 'officer' },
  'a message of the shop': { of: 'message', by: 'seller' },
  'a message of the buyer': { of: 'message', by: 'buyer' },
  overdue: { of: 'overdue' },
};
