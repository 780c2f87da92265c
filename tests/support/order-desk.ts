import { randomUUID } from 'node:crypto';
import { callAs, type Told } from './caller.js';
import type { People, Person } from './people.js';
import type { SmallSeller } from './small-floor.js';
import type { SmallShop } from './small-shop.js';

/** An order as its shop sees it. */
export interface DeskOrder {
  code: string;
  status: string;
  step: string;
  cancellationReason: string | null;
  cancellationWords: string | null;
  totalVnd: number;
  payment: {
    method: string;
    status: string;
    amountVnd: number;
    missingVnd: number;
    depositVnd: number | null;
    aheadVnd: number;
  };
  goAhead: {
    status: string;
    tries: number;
    lastTriedAt: string | null;
    overdue: boolean;
    givenBy: string | null;
    waiverWords: string | null;
  } | null;
  lines: { id: string; name: string; quantity: number; packed: number }[];
  parcels: {
    id: string;
    number: number;
    status: string;
    carrier: string | null;
    trackingCode: string | null;
    awaitsCode: boolean;
    pickup: { keptUntil: string; overdue: boolean } | null;
    ride: object | null;
    lines: { lineId: string; quantity: number; refused: number; returned: number; writtenOff: number }[];
  }[];
  flags: { name: string; reason: string }[];
  recipient: { name: string; phone: string; place: string } | null;
}

type Pieces = readonly { lineId: string; quantity: number }[];

/** Somebody of a shop at its orders. */
export class OrderDesk {
  private constructor(
    private readonly shop: SmallShop,
    readonly seller: SmallSeller,
    readonly owner: Person,
  ) {}

  static async of(shop: SmallShop, people: People, seller: SmallSeller): Promise<OrderDesk> {
    const owner = await people.person();
    await people.member(owner, seller);
    return new OrderDesk(shop, seller, owner);
  }

  as(person: Person): OrderDesk {
    return new OrderDesk(this.shop, this.seller, person);
  }

  read(code: string): Promise<Told<DeskOrder>> {
    return this.ask('GET', `/${code}`);
  }

  async list(show = 'todo'): Promise<DeskOrder[]> {
    return (await this.ask<{ items: DeskOrder[] }>('GET', `?show=${show}`)).body.items;
  }

  confirm(code: string): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/confirmation`, {});
  }

  cancel(code: string, reason = 'out_of_stock', words?: string): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/cancellation`, { reason, ...(words === undefined ? {} : { words }) });
  }

  /** Writes down what came of calling the buyer, having seen so many unanswered calls before. */
  call(code: string, outcome: string, tries = 0): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/calls`, { outcome, tries });
  }

  waive(code: string, words: string): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/go-ahead-waiver`, { words });
  }

  pack(code: string, lines?: Pieces, key: string = randomUUID()): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/parcels`, { key, ...(lines === undefined ? {} : { lines }) });
  }

  handOver(code: string, parcelId: string, body: object = {}): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/parcels/${parcelId}/hand-over`, body);
  }

  /** At a tourism point: by its code, or by the shop's word. */
  giveOut(code: string, parcelId: string, body: object): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/parcels/${parcelId}/arrival`, body);
  }

  endWaiting(code: string, parcelId: string): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/parcels/${parcelId}/non-collection`, {});
  }

  arrive(code: string, parcelId: string, refused?: Pieces): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/parcels/${parcelId}/arrival`, refused === undefined ? {} : { refused });
  }

  endRest(code: string, reason: string, words?: string): Promise<Told<DeskOrder>> {
    return this.ask('POST', `/${code}/parcels/unsent`, {
      reason,
      ...(words === undefined ? {} : { words }),
    });
  }

  takeBack(code: string, parcelId: string, writtenOff?: Pieces): Promise<Told<DeskOrder>> {
    return this.ask(
      'POST',
      `/${code}/parcels/${parcelId}/return`,
      writtenOff === undefined ? {} : { writtenOff },
    );
  }

  /** Confirms, packs everything and hands it over; the order and its one parcel. */
  async send(code: string): Promise<{ order: DeskOrder; parcelId: string }> {
    await this.confirm(code);
    return this.sendConfirmed(code);
  }

  /** The same of an order that is taken on already. */
  async sendConfirmed(code: string): Promise<{ order: DeskOrder; parcelId: string }> {
    const packed = await this.pack(code);
    const parcelId = packed.body.parcels[0]?.id ?? '';
    const sent = await this.handOver(code, parcelId);
    if (sent.status !== 200) throw new Error(`Not sent: ${JSON.stringify(sent.body)}`);
    return { order: sent.body, parcelId };
  }

  private ask<Body = DeskOrder>(method: 'GET' | 'POST', path: string, body?: object): Promise<Told<Body>> {
    return callAs(this.shop.app, this.owner, method, `/seller/${this.seller.slug}/orders${path}`, body);
  }
}
