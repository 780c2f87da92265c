import { callCarrier, domesticPhone, field, textOf, vndOf, wordsOf, type Told } from './carrier-call.js';
import {
  carrierLimits,
  CarrierRefused,
  CarrierUnavailable,
  type BookedShipment,
  type Carrier,
  type CarrierAccount,
  type Party,
  type ShipmentRequest,
} from './carrier.js';

/** Collect for the goods only, or nothing at all; the fee is the shop's. */
const COLLECT_GOODS = 3;
const COLLECT_NOTHING = 1;
const GOODS = 'HH';
const DOMESTIC = 1;
/** UpdateOrder: cancel. */
const CANCEL = 4;

/**
 * Viettel Post (partner documents, calls with addresses as text: districts are gone, and it reads them itself). It refuses
 * a second order of our number where it is asked to, but does not tell that order's code by our number, and tells of the
 * journey in notices alone: what became of a parcel is written down by hand.
 */
export class ViettelPostCarrier implements Carrier {
  constructor(
    private readonly url: string,
    private readonly timeoutSeconds: number,
  ) {}

  async checkAccount(account: CarrierAccount): Promise<boolean> {
    try {
      return isSuccess(await this.call(account, 'GET', '/v2/user/listInventory'));
    } catch (error) {
      if (error instanceof CarrierRefused) return false;
      throw error;
    }
  }

  async quote(account: CarrierAccount, request: ShipmentRequest): Promise<number> {
    const told = await this.call(account, 'POST', '/v2/order/getPriceNlp', {
      ...goodsOf(request),
      SENDER_ADDRESS: addressOf(request.from),
      RECEIVER_ADDRESS: addressOf(request.to),
      ORDER_SERVICE: account.externalAccount,
      ORDER_SERVICE_ADD: '',
      NATIONAL_TYPE: DOMESTIC,
    });
    const feeVnd = vndOf(demandSuccess(told), 'MONEY_TOTAL');
    if (feeVnd === null) throw new CarrierUnavailable('a price that is none');
    return feeVnd;
  }

  async create(account: CarrierAccount, request: ShipmentRequest): Promise<BookedShipment> {
    const { clientCode, from, to, codVnd, fragile, items } = request;
    const told = await this.call(account, 'POST', '/v2/order/createOrderNlp', {
      ...goodsOf(request),
      ORDER_NUMBER: clientCode,
      CHECK_UNIQUE: true,
      SENDER_FULLNAME: from.name,
      SENDER_PHONE: domesticPhone(from.phone),
      SENDER_ADDRESS: addressOf(from),
      RECEIVER_FULLNAME: to.name,
      RECEIVER_PHONE: domesticPhone(to.phone),
      RECEIVER_ADDRESS: addressOf(to),
      PRODUCT_NAME: items
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 200),
      PRODUCT_DESCRIPTION: fragile ? 'Hàng dễ vỡ, xin nhẹ tay' : '',
      PRODUCT_QUANTITY: items.reduce((sum, { quantity }) => sum + quantity, 0),
      ORDER_PAYMENT: codVnd > 0 ? COLLECT_GOODS : COLLECT_NOTHING,
      ORDER_SERVICE: account.externalAccount,
      ORDER_SERVICE_ADD: '',
      ORDER_NOTE: 'Cho khách xem hàng khi nhận',
    });
    const data = demandSuccess(told);
    const trackingCode = textOf(data, 'ORDER_NUMBER');
    if (trackingCode === '') throw new CarrierUnavailable('an order without a number');
    return { trackingCode, feeVnd: vndOf(data, 'MONEY_TOTAL') };
  }

  find(): Promise<'unknown'> {
    return Promise.resolve('unknown');
  }

  read(): Promise<'unknown'> {
    return Promise.resolve('unknown');
  }

  async cancel(account: CarrierAccount, trackingCode: string): Promise<void> {
    const told = await this.call(account, 'POST', '/v2/order/UpdateOrder', {
      TYPE: CANCEL,
      ORDER_NUMBER: trackingCode,
      NOTE: 'Gian hàng hủy vận đơn',
    });
    demandSuccess(told);
  }

  private async call(
    { secret }: CarrierAccount,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Told> {
    const { told } = await callCarrier({
      url: `${this.url}${path}`,
      method,
      headers: { token: secret },
      ...(body === undefined ? {} : { body }),
      timeoutSeconds: this.timeoutSeconds,
    });
    return told;
  }
}

const goodsOf = ({ grams, lengthCm, widthCm, heightCm, codVnd, valueVnd }: ShipmentRequest): object => ({
  PRODUCT_TYPE: GOODS,
  PRODUCT_WEIGHT: grams,
  PRODUCT_LENGTH: lengthCm,
  PRODUCT_WIDTH: widthCm,
  PRODUCT_HEIGHT: heightCm,
  PRODUCT_PRICE: Math.min(valueVnd, carrierLimits.viettel_post.valueVnd),
  MONEY_COLLECTION: codVnd,
});

const addressOf = ({ line, commune, province }: Party): string => [line, commune, province].join(', ');

const isSuccess = (told: Told): boolean => told['error'] !== true && textOf(told, 'status') === '200';

/** @throws CarrierRefused */
function demandSuccess(told: Told): unknown {
  if (!isSuccess(told)) throw new CarrierRefused(wordsOf(told) ?? 'Viettel Post không nhận vận đơn này');
  return field(told, 'data');
}
