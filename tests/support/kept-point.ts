import sharp from 'sharp';
import { expect } from 'vitest';
import { callAs, type Told } from './caller.js';
import { nextNumber } from './numbering.js';
import { People, type Person } from './people.js';
import { openSmallShop, type SmallShop } from './small-shop.js';

/** A point’s photograph as the API tells of it. */
export interface Photo {
  id: string;
  url: string;
  alt: string;
  altEn: string | null;
}
export interface Photos {
  items: Photo[];
  most: number;
  takenDown: { id: string; alt: string; reason: string }[];
}
interface PointPage {
  image: (Photo & { illustration: boolean }) | null;
  pictures: (Photo & { illustration: boolean })[];
  sharePicture: string;
}

export const OWN = '/me/tourism-points/mui-ca-mau/photos';
export const DESK = '/admin/tourism-points/mui-ca-mau/photos';

/** A photograph like no other. */
export const jpeg = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 320,
      height: 240,
      channels: 3,
      background: { r: (nextNumber('photo') * 9) % 256, g: 90, b: 60 },
    },
  })
    .withExif({ IFD0: { Copyright: 'DAU-VET' } })
    .jpeg()
    .toBuffer();

/** The point `mui-ca-mau` with two who keep it, somebody who keeps another, and its officer. */
export class KeptPoint {
  private constructor(
    readonly shop: SmallShop,
    readonly people: People,
    readonly administrator: Person,
    readonly keeper: Person,
    readonly second: Person,
    readonly elsewhere: Person,
  ) {}

  static async open(): Promise<KeptPoint> {
    const shop = await openSmallShop();
    const people = new People(shop.app, shop.database, shop.clock);
    const administrator = await people.officer('administrator');
    const [keeper, second, elsewhere] = [await people.person(), await people.person(), await people.person()];
    const point = new KeptPoint(shop, people, administrator, keeper, second, elsewhere);
    await point.charge(keeper, 'mui-ca-mau');
    await point.charge(second, 'mui-ca-mau');
    await point.charge(elsewhere, 'hon-da-bac');
    return point;
  }

  async charge({ phone }: Person, slug: string): Promise<void> {
    await this.call(this.administrator, 'POST', `/admin/tourism-points/${slug}/keepers`, { phone });
  }

  call<Body = never>(who: Person, method: string, path: string, body?: object): Promise<Told<Body>> {
    return callAs<Body>(this.shop.app, who, method, path, body);
  }

  async send(
    who: Person | null,
    fields: Record<string, string> = { alt: 'Cột mốc tọa độ quốc gia' },
    bytes?: Uint8Array,
  ): Promise<Told<{ id: string; errors?: { path: string; code: string; message: string }[] }>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(bytes ?? (await jpeg()))]), '../../anh.jpg');
    const answer = await fetch(`${this.shop.app.url}/api/v1${OWN}`, {
      method: 'POST',
      headers: who?.headers ?? {},
      body: form,
    });
    const body = (await answer.json()) as { id: string; code?: string };
    return { status: answer.status, body, code: answer.ok ? undefined : body.code };
  }

  async sent(alt: string): Promise<string> {
    const { status, body } = await this.send(this.keeper, { alt });
    expect(status).toBe(201);
    return body.id;
  }

  async listed(): Promise<Photos> {
    return (await this.call<Photos>(this.keeper, 'GET', OWN)).body;
  }

  async alts(): Promise<string[]> {
    return (await this.listed()).items.map(({ alt }) => alt);
  }

  async page(): Promise<PointPage> {
    return (await this.shop.buyer.call<PointPage>('GET', '/tourism-points/mui-ca-mau')).body;
  }

  async statusOf(url: string): Promise<number> {
    return (await fetch(this.shop.app.url + url)).status;
  }

  audited(action: string): Promise<Record<string, unknown>[]> {
    return this.shop.database.query(
      `SELECT actor_id, actor_kind, before, after FROM audit_records WHERE action = $1 ORDER BY occurred_at, id`,
      [action],
    );
  }

  /** Nothing of a test before stands there. */
  async clear(): Promise<void> {
    await this.shop.database.query(`DELETE FROM point_photos`);
    await this.shop.database.query(`DELETE FROM point_pictures`);
  }
}
