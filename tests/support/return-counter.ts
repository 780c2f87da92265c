import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Answer, PlacedBody } from './buyer.js';
import { callAs, type Told } from './caller.js';
import { buyWithDeposit } from './deposits.js';
import { comesIn } from './incoming-money.js';
import type { DeskOrder, OrderDesk } from './order-desk.js';
import type { SmallShop } from './small-shop.js';

/** A return as buyer and shop read it. */
export interface ReturnBody {
  id: string;
  number: number;
  status: string;
  reason: string;
  carriage: string;
  words: string | null;
  goods: string | null;
  declineReason: string | null;
  declineWords: string | null;
  refundVnd: number | null;
  shippingVnd: number | null;
  photos: string[];
  lines: {
    lineId: string;
    name: string;
    quantity: number;
    refundVnd: number | null;
    restocked: number;
    writtenOff: number;
  }[];
}

/** The buyer's page of one order, as far as returns go. */
export interface ReturnPage {
  code: string;
  returns: ReturnBody[];
  returnableUntil: string | null;
  lines: { variantId: string; returnable: number }[];
}

export const ACCOUNT = {
  bankBin: '970436',
  accountNumber: '0001112223',
  accountName: 'NGUYEN VAN MAU',
} as const;

/** A small picture. */
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#a63' } })
    .jpeg()
    .toBuffer();

/** A buyer who gives goods back, and the shop that takes them. */
export class ReturnCounter {
  constructor(
    private readonly shop: SmallShop,
    private readonly desk: OrderDesk,
  ) {}

  /** Goods that were bought, paid and delivered. */
  async delivered(lines: Readonly<Record<string, number>>, payment = 'cod'): Promise<PlacedBody> {
    const placed = await buyWithDeposit(this.shop.buyer, lines, { payment });
    const code = placed.orders[0]?.code ?? '';
    const dueVnd = payment === 'cod' ? placed.orders[0]?.payment.depositVnd : placed.totalVnd;
    if (dueVnd !== undefined) await comesIn(this.shop.app, { pays: { orderCode: code }, amountVnd: dueVnd });
    const { parcelId } = await this.desk.send(code);
    await this.desk.arrive(code, parcelId);
    return placed;
  }

  /** Asks for it, and gives the return; throws unless it was taken. */
  async asked(
    placed: PlacedBody,
    lines: Readonly<Record<string, number>>,
    wish: Record<string, unknown> = {},
  ): Promise<ReturnBody> {
    const answer = await this.ask(placed, lines, wish);
    const last = answer.body.returns?.at(-1);
    if (answer.status !== 201 || last === undefined) throw new Error(`Not asked: ${answer.text}`);
    return last;
  }

  async sendPhoto(code: string, token: string, bytes?: Uint8Array): Promise<{ status: number; id: string }> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes ?? (await photo()))]), 'anh.jpg');
    const answer = await fetch(`${this.shop.app.url}/api/v1/orders/${code}/return-photos`, {
      method: 'POST',
      headers: { 'order-token': token },
      body: form,
    });
    const { id = '' } = (await answer.json()) as { id?: string };
    return { status: answer.status, id };
  }

  /** Asks for it, with a picture and, unless `more` says otherwise, an account. */
  async ask(
    placed: PlacedBody,
    lines: Readonly<Record<string, number>>,
    { reason = 'not_as_described', ...more }: Record<string, unknown> = {},
  ): Promise<Answer<ReturnPage & { code: string }>> {
    const code = placed.orders[0]?.code ?? '';
    const { id } = await this.sendPhoto(code, placed.accessToken);
    const body = {
      key: randomUUID(),
      reason,
      words: 'Hàng không giống ảnh trên sàn.',
      lines: Object.entries(lines).map(([variantId, quantity]) => ({ variantId, quantity })),
      photos: [id === '' ? randomUUID() : id],
      refundAccount: ACCOUNT,
      ...more,
    };
    return this.post(placed, 'returns', body);
  }

  withdraw(placed: PlacedBody, returnId: string): Promise<Answer<ReturnPage>> {
    return this.post(placed, `returns/${returnId}/withdrawal`, {});
  }

  async page(placed: PlacedBody): Promise<ReturnPage> {
    const page = (await this.shop.buyer.page(placed)).body.orders[0];
    return page as unknown as ReturnPage;
  }

  agree(code: string, returnId: string, goods: 'back' | 'kept' = 'back'): Promise<Told<DeskOrder>> {
    return this.act(code, returnId, 'agreement', { goods });
  }

  decline(code: string, returnId: string, reason = 'as_described', words?: string): Promise<Told<DeskOrder>> {
    return this.act(code, returnId, 'refusal', { reason, ...(words === undefined ? {} : { words }) });
  }

  goodsBack(
    code: string,
    returnId: string,
    writtenOff?: readonly { lineId: string; quantity: number }[],
  ): Promise<Told<DeskOrder>> {
    return this.act(code, returnId, 'arrival', writtenOff === undefined ? {} : { writtenOff });
  }

  /** The shop sends what it owes for that order, the nearest last day first; 0 where it owes nothing. */
  async payBack(code: string): Promise<number> {
    const refunds = `/seller/${this.desk.seller.slug}/refunds`;
    const owed = await callAs<{ items: { id: string; orderCode: string }[] }>(
      this.shop.app,
      this.desk.owner,
      'GET',
      `${refunds}?which=owed&limit=100`,
    );
    const refund = owed.body.items.find(({ orderCode }) => orderCode === code);
    if (refund === undefined) return 0;
    const sent = { reference: `FT ${code}` };
    return (await callAs(this.shop.app, this.desk.owner, 'POST', `${refunds}/${refund.id}/sending`, sent))
      .status;
  }

  private post<Body>(placed: PlacedBody, path: string, body: object): Promise<Answer<Body>> {
    const code = placed.orders[0]?.code ?? '';
    return this.shop.buyer.call('POST', `/orders/${code}/${path}`, body, {
      'order-token': placed.accessToken,
    });
  }

  private act(code: string, returnId: string, act: string, body: object): Promise<Told<DeskOrder>> {
    const { seller, owner } = this.desk;
    const path = `/seller/${seller.slug}/orders/${code}/returns/${returnId}/${act}`;
    return callAs(this.shop.app, owner, 'POST', path, body);
  }
}
