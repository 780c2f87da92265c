import { callCarrier, domesticPhone, field, textOf, vndOf, wordsOf, type Told } from './carrier-call.js';
import {
  carrierLimits,
  CarrierRefused,
  CarrierUnavailable,
  type BookedShipment,
  type Carrier,
  type CarrierAccount,
  type Journey,
  type ShipmentRequest,
  type ShipmentState,
} from './carrier.js';

const API = '/shiip/public-api/v2';
/** 1: the shop pays the fee, which its buyer has paid with the order. */
const SHOP_PAYS = 1;
/** Goods by the piece; 5 is what weighs more than twenty kilograms. */
const STANDARD = 2;
const HEAVY = 5;
const HEAVY_GRAMS = 20_000;

const JOURNEYS: Readonly<Record<string, Journey>> = {
  ready_to_pick: 'waiting',
  picking: 'waiting',
  money_collect_picking: 'waiting',
  picked: 'taken',
  storing: 'taken',
  transporting: 'taken',
  sorting: 'taken',
  delivering: 'taken',
  money_collect_delivering: 'taken',
  delivery_fail: 'taken',
  delivered: 'delivered',
  waiting_to_return: 'taken',
  return: 'returning',
  return_transporting: 'returning',
  return_sorting: 'returning',
  returning: 'returning',
  return_fail: 'returning',
  returned: 'returned',
  cancel: 'cancelled',
  exception: 'lost',
  damage: 'lost',
  lost: 'lost',
};

/**
 * GHN (developer documents, "Create Order" with addresses of two levels): our code is its `client_order_code`, by which the
 * same order is answered again instead of made twice.
 */
export class GhnCarrier implements Carrier {
  constructor(
    private readonly url: string,
    private readonly timeoutSeconds: number,
  ) {}

  async checkAccount(account: CarrierAccount): Promise<boolean> {
    try {
      const { status, told } = await this.call(account, 'GET', '/shop/all?offset=0&limit=200');
      const shops = field(field(told, 'data'), 'shops');
      return (
        status === 200 &&
        Array.isArray(shops) &&
        shops.some((shop) => textOf(shop, '_id') === account.externalAccount)
      );
    } catch (error) {
      if (error instanceof CarrierRefused) return false;
      throw error;
    }
  }

  async quote(account: CarrierAccount, request: ShipmentRequest): Promise<number> {
    const data = await this.order(account, 'preview', request);
    const feeVnd = vndOf(data, 'total_fee');
    if (feeVnd === null) throw new CarrierUnavailable('a preview without a fee');
    return feeVnd;
  }

  async create(account: CarrierAccount, request: ShipmentRequest): Promise<BookedShipment> {
    const data = await this.order(account, 'create', request);
    const trackingCode = textOf(data, 'order_code');
    if (trackingCode === '') throw new CarrierUnavailable('an order without a code');
    return { trackingCode, feeVnd: vndOf(data, 'total_fee') };
  }

  async find(account: CarrierAccount, clientCode: string): Promise<ShipmentState | null> {
    const { told } = await this.call(account, 'POST', '/shipping-order/detail-by-client-code', {
      client_order_code: clientCode,
    });
    return textOf(told, 'code') === '200' ? stateOf(told) : null;
  }

  async read(account: CarrierAccount, trackingCode: string): Promise<ShipmentState> {
    const { told } = await this.call(account, 'POST', '/shipping-order/detail', { order_code: trackingCode });
    demandSuccess(told);
    return stateOf(told);
  }

  async cancel(account: CarrierAccount, trackingCode: string): Promise<void> {
    const { told } = await this.call(account, 'POST', '/switch-status/cancel', {
      order_codes: [trackingCode],
    });
    const data = demandSuccess(told);
    const [one] = Array.isArray(data) ? (data as unknown[]) : [];
    if (field(one, 'result') !== true) throw new CarrierRefused(wordsOf(one) ?? 'GHN không hủy được vận đơn');
  }

  private async order(
    account: CarrierAccount,
    act: 'preview' | 'create',
    request: ShipmentRequest,
  ): Promise<unknown> {
    const { from, to, grams, lengthCm, widthCm, heightCm, codVnd, fragile, items } = request;
    const perPiece = Math.max(1, Math.floor(grams / items.reduce((sum, { quantity }) => sum + quantity, 0)));
    const { told } = await this.call(account, 'POST', `/shipping-order/${act}`, {
      payment_type_id: SHOP_PAYS,
      // The buyer may look before paying; whatever is refused then comes back.
      required_note: 'CHOXEMHANGKHONGTHU',
      note: fragile ? 'Hàng dễ vỡ, xin nhẹ tay' : '',
      client_order_code: request.clientCode,
      from_name: from.name,
      from_phone: domesticPhone(from.phone),
      from_address: from.line,
      from_ward_name: from.commune,
      from_province_name: from.province,
      is_new_from_address: true,
      to_name: to.name,
      to_phone: domesticPhone(to.phone),
      to_address: to.line,
      to_ward_name: to.commune,
      to_district_name: '',
      to_province_name: to.province,
      is_new_to_address: true,
      cod_amount: codVnd,
      insurance_value: Math.min(request.valueVnd, carrierLimits.ghn.valueVnd),
      content: items
        .map(({ name, quantity }) => `${quantity} x ${name}`)
        .join(', ')
        .slice(0, 2000),
      weight: grams,
      length: lengthCm,
      width: widthCm,
      height: heightCm,
      service_type_id: grams > HEAVY_GRAMS ? HEAVY : STANDARD,
      items: items.map(({ name, quantity }) => ({ name: name.slice(0, 200), quantity, weight: perPiece })),
    });
    return demandSuccess(told);
  }

  private call(
    { externalAccount, secret }: CarrierAccount,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ status: number; told: Told }> {
    return callCarrier({
      url: `${this.url}${API}${path}`,
      method,
      headers: { token: secret, shopid: externalAccount },
      ...(body === undefined ? {} : { body }),
      timeoutSeconds: this.timeoutSeconds,
    });
  }
}

/** What an answer carries; every answer says in itself whether it is one. @throws CarrierRefused */
function demandSuccess(told: Told): unknown {
  if (textOf(told, 'code') !== '200') throw new CarrierRefused(wordsOf(told) ?? 'GHN không nhận vận đơn này');
  return told['data'];
}

function stateOf(told: Told): ShipmentState {
  // By our code GHN answers with a list of one.
  const { data } = told;
  const order: unknown = Array.isArray(data) ? data[0] : data;
  const status = textOf(order, 'status');
  const journey = JOURNEYS[status];
  if (journey === undefined) throw new CarrierUnavailable(`status ${status}`);
  return {
    trackingCode: textOf(order, 'order_code'),
    clientCode: textOf(order, 'client_order_code'),
    codVnd: vndOf(order, 'cod_amount'),
    journey,
    status,
    feeVnd: null,
  };
}
