import { ApiProcess, type ApiBuild } from './api-process.js';
import { People, type Person } from './people.js';
import { Piecewise } from './piecewise.js';
import type { SmallSeller } from './small-floor.js';
import type { SmallShop } from './small-shop.js';

/** What a route said of a file: `taken`, or the code of the refusal and what is wrong with the file. */
export interface Said {
  status: number;
  code: string;
  fault: string | undefined;
  /** Of what became of it. */
  id: string | undefined;
}

/** A route that takes files, as somebody who may use it. */
export interface Counter {
  name: string;
  /** What it makes of a file. */
  takes: 'picture' | 'paper' | 'sheet';
  send(bytes: Buffer, fileName?: string): Promise<Said>;
}

/** Every route that takes files, on a real API process, with a shop and officers who may use them. */
export class UploadCounters {
  private constructor(
    readonly api: ApiProcess,
    readonly seller: SmallSeller,
    readonly owner: Person,
    readonly officer: Person,
    readonly certificationId: string,
  ) {}

  static async open(shop: SmallShop, build: ApiBuild): Promise<UploadCounters> {
    const people = new People(shop.app, shop.database, shop.clock);
    const seller = await shop.floor.seller('quay-nhan-tep');
    const owner = await people.person();
    await people.member(owner, seller);
    await people.keyOf(seller.sellerId);
    const { certificationId } = await shop.floor.product({ slug: 'co-giay', seller });
    await shop.database.query(`INSERT INTO seller_applications (seller_id, started_by) VALUES ($1, $2)`, [
      seller.sellerId,
      owner.accountId,
    ]);
    // Papers are taken while the shop is a draft.
    await shop.database.query(`UPDATE sellers SET status = 'draft' WHERE id = $1`, [seller.sellerId]);
    const api = await ApiProcess.start(build, shop.database);
    return new UploadCounters(
      api,
      seller,
      owner,
      await people.officer('certification_officer'),
      certificationId,
    );
  }

  get all(): Counter[] {
    const shop = `/seller/${this.seller.slug}`;
    return [
      this.form('pictures', 'picture', `${shop}/pictures`, this.owner),
      this.form('papers', 'paper', `${shop}/documents`, this.owner, { kind: 'other' }),
      this.form('scans', 'paper', `/admin/certificates/${this.certificationId}/scans`, this.officer, {
        kind: 'decision',
      }),
      this.form('imports', 'sheet', '/admin/cooperative-imports', this.officer),
      this.pieces('pictures in pieces', 'picture', { kind: 'picture' }),
      this.pieces('papers in pieces', 'paper', { kind: 'paper', paper: 'other' }),
    ];
  }

  /** Any request that sends a body as it stands. */
  async raw(
    path: string,
    headers: Record<string, string>,
    body: NonNullable<RequestInit['body']>,
    as = this.owner,
  ): Promise<Said> {
    const answer = await fetch(`${this.api.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...as.headers, ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    return said(answer);
  }

  private form(
    name: string,
    takes: Counter['takes'],
    path: string,
    as: Person,
    fields: Record<string, string> = {},
  ): Counter {
    return {
      name,
      takes,
      send: async (bytes, fileName = 'anh.jpg') => {
        const form = new FormData();
        for (const [field, value] of Object.entries(fields)) form.append(field, value);
        form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), fileName);
        return this.raw(path, {}, form, as);
      },
    };
  }

  private pieces(name: string, takes: Counter['takes'], wish: Record<string, unknown>): Counter {
    const sender = new Piecewise(this.api.url, this.owner, this.seller.slug);
    return {
      name,
      takes,
      send: async (bytes) => {
        const { id } = await sender.begin({ ...wish, bytes: bytes.length });
        const { status, code = '', errors } = await sender.rest(id, bytes, { size: 256 * 1024 });
        const { resultId } = await sender.look(id);
        return { status, code, fault: errors[0]?.code, id: resultId ?? undefined };
      },
    };
  }
}

async function said(answer: Response): Promise<Said> {
  const text = await answer.text();
  const body = (text === '' ? {} : JSON.parse(text)) as {
    code?: string;
    id?: string;
    errors?: { code: string }[];
  };
  return { status: answer.status, code: body.code ?? '', fault: body.errors?.[0]?.code, id: body.id };
}
