import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';
import { callAs, type Told } from './caller.js';
import type { TestDatabase } from './database.js';
import type { People, Person } from './people.js';
import { HOME_COMMUNE, type SmallFloor, type SmallSeller } from './small-floor.js';

/** A content as the API takes and answers it. */
export interface Content {
  name: string | null;
  setNo: number | null;
  description: string | null;
  story: string | null;
  label: Record<string, unknown>;
  shipsTo: string | null;
  variants: { id: string; priceVnd: number | null; [key: string]: unknown }[];
  images: { id: string; alt: string }[];
}

/** A shop’s product as its page shows it. */
export interface ShopProduct {
  id: string;
  slug: string | null;
  publicationStatus: string;
  listed: boolean;
  approved: Content | null;
  change: {
    status: string;
    version: number;
    content: Content;
    differences: { path: string; area: string; waits: boolean }[];
    missing: { path: string; code: string; message: string }[];
    screened: { path: string; severity: string; phrase: string }[];
    reasons: { code: string }[];
    words: string;
    dueOn: string | null;
  } | null;
  variants: { id: string; priceVnd: number; highestUnaskedVnd: number; onHand: number; reserved: number }[];
}

/** A description that is complete but for its picture and papers, which are each shop's own. */
export const WHOLE = {
  name: 'Tôm khô Rạch Gốc',
  setNo: 8,
  description: 'Tôm đất phơi ba nắng.',
  story: 'Nhà làm khô từ đời ông bà.',
  label: {
    ingredients: 'Tôm đất, muối',
    allergens: 'Tôm (giáp xác)',
    use: 'Ăn liền hoặc kho, xào',
    storage: 'Nơi khô mát',
    shelfLifeDays: 180,
    netContent: '500 g',
  },
  shipsTo: 'country',
  handling: 'ambient',
  variants: [
    {
      name: 'Gói 500 g',
      priceVnd: 400_000,
      unit: 'gói 500 g',
      measure: { amount: 500, unit: 'g' },
      weightGrams: 560,
    },
  ],
};

interface DeskPlace {
  app: TestApp;
  database: TestDatabase;
  people: People;
}

/** A shop that lists, the commune's checker and the province's approver, all at the API's door. */
export class ListingDesk {
  private constructor(
    readonly app: TestApp,
    readonly database: TestDatabase,
    readonly shop: SmallSeller,
    readonly owner: Person,
    readonly checker: Person,
    readonly approver: Person,
    /** Of the shop's own, by its id. */
    readonly picture: string,
  ) {}

  static async open(
    { floor, ...place }: DeskPlace & { floor: SmallFloor },
    slug = 'htx-rach-goc',
  ): Promise<ListingDesk> {
    return ListingDesk.of(await floor.seller(slug), place);
  }

  /** Of a shop that is there already, in the home commune. */
  static async of(shop: SmallSeller, { app, database, people }: DeskPlace): Promise<ListingDesk> {
    const [owner, checker, approver] = [
      await people.person(),
      await people.officer('commune_checker', [HOME_COMMUNE]),
      await people.officer('approver'),
    ];
    await people.member(owner, shop);
    const [picture] = await database.query<{ id: string }>(
      `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at)
       VALUES ($1, encode(sha256($2::bytea), 'hex'), 1200, 900, now()) RETURNING id`,
      [shop.sellerId, shop.slug],
    );
    const desk = new ListingDesk(app, database, shop, owner, checker, approver, picture?.id ?? '');
    await desk.paper('food_safety');
    return desk;
  }

  /** WHOLE with a picture of this shop. */
  get whole(): typeof WHOLE & Pick<Content, 'images'> {
    return { ...WHOLE, images: [{ id: this.picture, alt: 'Tôm khô trong nia' }] };
  }

  /** Something the shop does, below its own address. */
  shopDoes<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    by: Person = this.owner,
  ): Promise<Told<Body>> {
    return callAs<Body>(this.app, by, method, `/seller/${this.shop.slug}/products${path}`, body);
  }

  officerDoes<Body = Record<string, unknown>>(
    by: Person,
    method: string,
    path: string,
    body?: object,
  ): Promise<Told<Body>> {
    return callAs<Body>(this.app, by, method, `/admin/product-changes${path}`, body);
  }

  async started(content: object = this.whole): Promise<string> {
    const told = await this.shopDoes<{ id: string }>('POST', '', { draftKey: randomUUID(), content });
    if (told.status !== 201) throw new Error(`Not begun: ${told.status} ${JSON.stringify(told.body)}`);
    const { id } = told.body;
    await this.paper('self_declaration', { productId: id });
    return id;
  }

  /** A paper as a row; how papers are sent is tested through the routes. Its id. */
  async paper(
    kind: string,
    { productId = null, expiresOn = null }: { productId?: string | null; expiresOn?: string | null } = {},
  ): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      `INSERT INTO product_papers (seller_id, product_id, kind, format, bytes, expires_on, uploaded_by, uploaded_at)
       VALUES ($1, $2, $3, 'pdf', 5, $4, $5, now()) RETURNING id`,
      [this.shop.sellerId, productId, kind, expiresOn, this.owner.accountId],
    );
    return row?.id ?? '';
  }

  async product(id: string): Promise<ShopProduct> {
    return (await this.shopDoes<ShopProduct>('GET', `/${id}`)).body;
  }

  /** Saves over whatever stands there now. */
  async saved(id: string, content: object): Promise<number> {
    const version = (await this.product(id)).change?.version ?? 0;
    const told = await this.shopDoes<{ version: number }>('PUT', `/${id}/change`, { version, content });
    if (told.status !== 200) throw new Error(`Not saved: ${told.status} ${JSON.stringify(told.body)}`);
    return told.body.version;
  }

  async submitted(id: string): Promise<string> {
    const { change } = await this.product(id);
    const told = await this.shopDoes('POST', `/${id}/submission`, { version: change?.version });
    if (told.status !== 200) throw new Error(`Not sent: ${told.status} ${JSON.stringify(told.body)}`);
    return this.changeOf(id);
  }

  /** The open change of a product, or the newest. */
  async changeOf(id: string): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT id FROM product_changes WHERE product_id = $1
       ORDER BY status IN ('published', 'applied', 'withdrawn'), created_at DESC LIMIT 1`,
      [id],
    );
    return row?.id ?? '';
  }

  async checked(changeId: string): Promise<void> {
    await this.expectDone(this.checker, changeId, 'check');
  }

  /** Through both steps, and certified so that buyers can see it. */
  async published(change: object = {}): Promise<string> {
    const id = await this.started({ ...this.whole, ...change });
    await this.approved(id);
    await this.database.query(
      `INSERT INTO certifications (product_id, product_name, set_no, holder_name, holder_kind, commune_code, product_code,
         decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on)
       SELECT p.id, p.name, p.set_no, pr.legal_name, pr.kind, p.commune_code, 'MẪU-1', '1/QĐ-UBND-MẪU', '2025-06-01',
         'UBND tỉnh Cà Mau', 'province', 4, '2025-06-01', '2028-06-01'
       FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id WHERE p.id = $1`,
      [id],
    );
    return id;
  }

  /** Sends what is open and takes it through both steps. */
  async approved(id: string): Promise<void> {
    const changeId = await this.submitted(id);
    await this.checked(changeId);
    await this.expectDone(this.approver, changeId, 'publication');
  }

  private async expectDone(by: Person, changeId: string, act: string): Promise<void> {
    const told = await this.officerDoes(by, 'POST', `/${changeId}/${act}`, {
      version: await this.versionOf(changeId),
    });
    if (told.status !== 204) throw new Error(`${act}: ${told.status} ${JSON.stringify(told.body)}`);
  }

  async versionOf(changeId: string): Promise<number> {
    const [row] = await this.database.query<{ version: number }>(
      `SELECT version FROM product_changes WHERE id = $1`,
      [changeId],
    );
    return row?.version ?? 0;
  }

  /** What buyers are told of a product. */
  page(slug: string): Promise<Told<Record<string, unknown>>> {
    return callAs(this.app, null, 'GET', `/products/${slug}`);
  }

  history(id: string): Promise<{ action: string; by: string }[]> {
    return this.database.query(
      `SELECT action, actor_id AS by FROM audit_records WHERE subject_type = 'product' AND subject_id = $1 ORDER BY id`,
      [id],
    );
  }
}
