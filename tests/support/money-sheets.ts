import { callAs, type Told } from './caller.js';
import type { Person } from './people.js';
import type { SmallShop } from './small-shop.js';
import type { SheetAnswer } from '../../apps/api/src/modules/orders/money-sheets/money-sheet.dto.js';

type Kind = 'bank_statement' | 'cod_remittance';

/** Somebody of a shop with files of its bank and its carriers. */
export class MoneySheets {
  constructor(
    private readonly shop: SmallShop,
    private readonly person: Person,
    private readonly kind: Kind,
  ) {}

  /** Sends these rows as CSV, or a file as it is. */
  async send(file: readonly (readonly (string | number)[])[] | Uint8Array): Promise<Told<SheetAnswer>> {
    const bytes =
      file instanceof Uint8Array
        ? file
        : Buffer.from(file.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'));
    const form = new FormData();
    form.set('kind', this.kind);
    form.set('file', new Blob([new Uint8Array(bytes)]), 'sao-ke.csv');
    const response = await fetch(`${this.shop.app.url}/api/v1${this.path()}`, {
      method: 'POST',
      headers: this.person.headers,
      body: form,
    });
    const body = (await response.json()) as SheetAnswer & { code?: string };
    return { status: response.status, body, code: response.ok ? undefined : body.code };
  }

  nameColumns(id: string, columns: Record<string, number>): Promise<Told<SheetAnswer>> {
    return callAs(this.shop.app, this.person, 'PUT', this.path(`/${id}/columns`), columns);
  }

  confirm(id: string, all = false, url = this.shop.app.url): Promise<Told<SheetAnswer>> {
    return callAs({ url }, this.person, 'POST', this.path(`/${id}/confirmation`), { all });
  }

  everything(id: string): Promise<Told<SheetAnswer>> {
    return callAs(this.shop.app, this.person, 'GET', this.path(`/${id}?everything=true`));
  }

  discard(id: string): Promise<Told<object>> {
    return callAs(this.shop.app, this.person, 'DELETE', this.path(`/${id}`));
  }

  /** What each line is, by its row; also those there is nothing to record of. */
  async outcomes(id: string): Promise<string[]> {
    return (await this.everything(id)).body.lines.map(({ outcome, why }) => why ?? outcome);
  }

  private path(rest = ''): string {
    return `/seller/${this.shop.seller.slug}/money-sheets${rest}`;
  }
}
