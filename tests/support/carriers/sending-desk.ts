import type { CarrierCode } from '#kernel/carriers';
import { MINUTE_MS } from '#kernel/time';
import { ResumeShipments } from '../../../apps/api/src/modules/orders/parcels/shipments/resume-shipments.js';
import { callAs, type Told } from '../caller.js';
import { sellersKey } from '../gateways/wallet-shop.js';
import { nextNumber } from '../numbering.js';
import { OrderDesk, type DeskOrder } from '../order-desk.js';
import { People } from '../people.js';
import { openSmallShop, type SmallShop } from '../small-shop.js';
import { CarriersDouble, CARRIER_ACCOUNTS } from './carriers-double.js';
import type { Booked } from './double-book.js';

type SentParcel = DeskOrder['parcels'][number] & {
  grams: number;
  shipment: {
    carrier: string;
    status: string;
    trackingCode: string | null;
    codVnd: number;
    feeVnd: number | null;
    journey: string | null;
    refusal: string | null;
  } | null;
};

export interface SentOrder extends DeskOrder {
  carriers: string[];
  parcels: SentParcel[];
}

/** A parcel of an order. */
export interface Which {
  code: string;
  parcelId: string;
}

export const BOX = { grams: 900, lengthCm: 25, widthCm: 18, heightCm: 12 };

/** A small floor whose one shop sends by three carriers, with somebody of it at its orders. */
export class SendingDesk {
  private constructor(
    readonly shop: SmallShop,
    readonly desk: OrderDesk,
    readonly double: CarriersDouble,
  ) {}

  static async open(): Promise<SendingDesk> {
    const double = await CarriersDouble.start();
    const shop = await openSmallShop({ env: double.env });
    await sellersKey(shop);
    const desk = await OrderDesk.of(shop, new People(shop.app, shop.database, shop.clock), shop.seller);
    const opened = new SendingDesk(shop, desk, double);
    for (const carrier of Object.keys(CARRIER_ACCOUNTS)) await opened.enter(carrier);
    return opened;
  }

  get accounts(): string {
    return `/seller/${this.shop.seller.slug}/carrier-accounts`;
  }

  enter(carrier: string, change: object = {}): Promise<Told<{ items: object[] }>> {
    const body = { ...CARRIER_ACCOUNTS[carrier as CarrierCode], ...change };
    return callAs(this.shop.app, this.desk.owner, 'PUT', `${this.accounts}/${carrier}`, body);
  }

  /** An order of two pieces, packed in one parcel; each of another telephone, so that none is refused cash. */
  async packed(variantId: string): Promise<Which> {
    const phone = `09${String(10_000_000 + nextNumber('phone'))}`;
    const placed = await this.shop.buyer.buy({ [variantId]: 2 }, { contact: { name: 'Khách Mẫu', phone } });
    const code = placed.orders[0]?.code ?? '';
    await this.desk.confirm(code);
    return { code, parcelId: (await this.desk.pack(code)).body.parcels[0]?.id ?? '' };
  }

  act<Body = SentOrder>(
    { code, parcelId }: Which,
    what: string,
    body?: object,
    method = 'POST',
  ): Promise<Told<Body>> {
    const path = `/seller/${this.shop.seller.slug}/orders/${code}/parcels/${parcelId}/${what}`;
    return callAs<Body>(this.shop.app, this.desk.owner, method, path, body);
  }

  send(which: Which, carrier = 'ghn', change: object = {}): Promise<Told<SentOrder>> {
    return this.act(which, 'shipment', { carrier, ...BOX, ...change });
  }

  async read(code: string): Promise<SentOrder> {
    return (await this.desk.read(code)).body as SentOrder;
  }

  async parcel(code: string): Promise<SentParcel> {
    const [first] = (await this.read(code)).parcels;
    if (first === undefined) throw new Error('Nothing is packed');
    return first;
  }

  /** The sweep after the next half hour, in which every carrier is asked. */
  async sweep(minutes = 31): Promise<void> {
    this.shop.clock.advance(minutes * MINUTE_MS);
    await this.shop.app.get(ResumeShipments).run();
  }

  async atCarrier(trackingCode: string | null | undefined): Promise<Booked[]> {
    return (await this.double.orders()).filter(({ code }) => code === trackingCode);
  }

  async close(): Promise<void> {
    await this.shop.close();
    await this.double.stop();
  }
}

export const errorsOf = ({ body }: Told<unknown>): string[] =>
  ((body as { errors?: { path: string; code: string }[] }).errors ?? []).map(
    ({ path, code }) => `${path} ${code}`,
  );
