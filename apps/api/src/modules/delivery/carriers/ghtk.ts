import { callCarrier, domesticPhone, field, textOf, vndOf, wordsOf, type Told } from './carrier-call.js';
import {
  carrierLimits,
  CarrierRefused,
  CarrierUnavailable,
  type BookedShipment,
  type Carrier,
  type CarrierAccount,
  type Journey,
  type Party,
  type ShipmentRequest,
  type ShipmentState,
} from './carrier.js';

/** Its own answer to a second order of the same id. */
const EXISTS = 'ORDER_ID_EXIST';
/** "dễ vỡ" of its list of tags. */
const FRAGILE = 1;

const JOURNEYS: Readonly<Record<string, Journey>> = {
  '-1': 'cancelled',
  '1': 'waiting',
  '2': 'waiting',
  '7': 'waiting',
  '8': 'waiting',
  '12': 'waiting',
  '127': 'waiting',
  '128': 'waiting',
  '3': 'taken',
  '4': 'taken',
  '9': 'taken',
  '10': 'taken',
  '49': 'taken',
  '410': 'taken',
  '123': 'taken',
  // 45 is what the courier says; 5 and 6 are what GHTK says.
  '45': 'taken',
  '5': 'delivered',
  '6': 'delivered',
  '20': 'returning',
  '21': 'returned',
  '11': 'returned',
  '13': 'lost',
};

/**
 * GHTK (developer documents, "Đăng đơn hàng"): takes names of places. Its documents still ask for a district: it is given
 * the one from before 1 July 2025 where the commune lay in a single one, otherwise the commune itself.
 */
export class GhtkCarrier implements Carrier {
  constructor(
    private readonly url: string,
    private readonly timeoutSeconds: number,
  ) {}

  async checkAccount(account: CarrierAccount): Promise<boolean> {
    try {
      const { told } = await this.call(account, 'GET', '/services/shipment/list_pick_add');
      return told['success'] === true;
    } catch (error) {
      if (error instanceof CarrierRefused) return false;
      throw error;
    }
  }

  async quote(account: CarrierAccount, { from, to, grams, valueVnd }: ShipmentRequest): Promise<number> {
    const query = new URLSearchParams({
      pick_province: from.province,
      pick_district: districtOf(from),
      pick_ward: from.commune,
      province: to.province,
      district: districtOf(to),
      ward: to.commune,
      address: to.line,
      weight: String(grams),
      value: String(valueOf(valueVnd)),
      transport: 'road',
      deliver_option: 'none',
    });
    const { told } = await this.call(account, 'GET', `/services/shipment/fee?${query.toString()}`);
    demandSuccess(told);
    const feeVnd = vndOf(field(told, 'fee'), 'fee');
    if (feeVnd === null) throw new CarrierUnavailable('a fee that is none');
    return feeVnd;
  }

  async create(account: CarrierAccount, request: ShipmentRequest): Promise<BookedShipment> {
    const { clientCode, from, to, grams, codVnd, valueVnd, fragile, items } = request;
    const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
    const { told } = await this.call(account, 'POST', '/services/shipment/order/?ver=1.5', {
      products: items.map(({ name, quantity }) => ({
        name: name.slice(0, 200),
        quantity,
        // Kilograms of all pieces of it.
        weight: Math.max(0.001, Math.round((grams * quantity) / pieces) / 1000),
      })),
      order: {
        id: clientCode,
        pick_name: from.name,
        pick_address: from.line,
        pick_province: from.province,
        pick_district: districtOf(from),
        pick_ward: from.commune,
        pick_tel: domesticPhone(from.phone),
        name: to.name,
        tel: domesticPhone(to.phone),
        address: to.line,
        province: to.province,
        district: districtOf(to),
        ward: to.commune,
        hamlet: 'Khác',
        // The fee is the shop's: its buyer has paid it with the order.
        is_freeship: '1',
        pick_money: codVnd,
        value: valueOf(valueVnd),
        transport: 'road',
        ...(fragile ? { tags: [FRAGILE] } : {}),
      },
    });
    const error = field(told, 'error');
    if (told['success'] !== true && textOf(error, 'code') === EXISTS) {
      const trackingCode = textOf(error, 'ghtk_label');
      if (trackingCode !== '') return { trackingCode, feeVnd: null };
    }
    demandSuccess(told);
    const order = field(told, 'order');
    const trackingCode = textOf(order, 'label');
    if (trackingCode === '') throw new CarrierUnavailable('an order without a label');
    return { trackingCode, feeVnd: vndOf(order, 'fee') };
  }

  async find(account: CarrierAccount, clientCode: string): Promise<ShipmentState | null> {
    const { told } = await this.call(account, 'GET', `/services/shipment/v2/partner_id:${clientCode}`);
    return told['success'] === true ? stateOf(told) : null;
  }

  async read(account: CarrierAccount, trackingCode: string): Promise<ShipmentState> {
    const { told } = await this.call(
      account,
      'GET',
      `/services/shipment/v2/${encodeURIComponent(trackingCode)}`,
    );
    demandSuccess(told);
    return stateOf(told);
  }

  async cancel(account: CarrierAccount, trackingCode: string): Promise<void> {
    const path = `/services/shipment/cancel/${encodeURIComponent(trackingCode)}`;
    const { told } = await this.call(account, 'POST', path);
    demandSuccess(told);
  }

  private call(
    { externalAccount, secret }: CarrierAccount,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ status: number; told: Told }> {
    return callCarrier({
      url: `${this.url}${path}`,
      method,
      headers: { token: secret, 'x-client-source': externalAccount },
      ...(body === undefined ? {} : { body }),
      timeoutSeconds: this.timeoutSeconds,
    });
  }
}

const districtOf = ({ formerDistrict, commune }: Party): string => formerDistrict ?? commune;

const valueOf = (valueVnd: number): number => Math.min(valueVnd, carrierLimits.ghtk.valueVnd);

/** @throws CarrierRefused */
function demandSuccess(told: Told): void {
  if (told['success'] !== true) throw new CarrierRefused(wordsOf(told) ?? 'GHTK không nhận vận đơn này');
}

function stateOf(told: Told): ShipmentState {
  const order = field(told, 'order');
  const status = textOf(order, 'status');
  const journey = JOURNEYS[status];
  if (journey === undefined) throw new CarrierUnavailable(`status ${status}`);
  return {
    trackingCode: textOf(order, 'label_id'),
    clientCode: textOf(order, 'partner_id'),
    codVnd: vndOf(order, 'pick_money'),
    journey,
    status,
    feeVnd: vndOf(order, 'ship_money'),
  };
}
