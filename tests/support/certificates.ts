import { addMonths } from '#kernel/time';
import type { TestDatabase } from './database.js';
import { nextNumber } from './numbering.js';
import type { Answer, OfficerClient } from './officer.js';
import { HOME_COMMUNE } from './small-floor.js';

/** A certificate as the register answers it. */
export interface CertificateBody {
  id: string;
  productName: string;
  stars: number;
  standing: string;
  filing: string | null;
  validUntil: string;
  listed: boolean;
  product: { slug: string } | null;
  chain: { id: string; kind: string; standing: string }[];
}

/** What a decision of the province of that day says, unlike all others. */
export function decision(decisionDate: string, change: object = {}): Record<string, unknown> {
  const number = nextNumber('decision');
  return {
    productCode: decisionDate < '2026-05-22' ? `CM-${number}` : `96-${HOME_COMMUNE}-${5_000 + number}-2026`,
    decisionNumber: `${number}/QĐ-UBND-MẪU`,
    decisionDate,
    issuedBy: 'UBND tỉnh Cà Mau',
    stars: 3,
    score: null,
    issuedOn: decisionDate,
    expiresOn: addMonths(decisionDate, 36),
    ...change,
  };
}

/** A form of first recognition of a product that is not on the floor. */
export function certificateForm(decisionDate: string, change: object = {}): Record<string, unknown> {
  return {
    ...decision(decisionDate),
    productName: `Mắm mẫu ${nextNumber('old product')}`,
    setNo: 8,
    holderName: 'Hộ kinh doanh Mẫu',
    holderKind: 'household',
    communeCode: HOME_COMMUNE,
    ...change,
  };
}

/** The register as an officer works in it. */
export class CertificateDesk {
  constructor(
    readonly officer: OfficerClient,
    private readonly database: TestDatabase,
  ) {}

  /** A certificate of first recognition; its id. */
  async record(decisionDate: string, change: object = {}): Promise<string> {
    return idOf(await this.tryRecord(decisionDate, change));
  }

  tryRecord(decisionDate: string, change: object = {}): Promise<Answer> {
    return this.officer.call('POST', '/admin/certificates', certificateForm(decisionDate, change));
  }

  /** What follows a certificate; its id. */
  async follow(
    id: string,
    how: 'renewals' | 'upgrades',
    decisionDate: string,
    change: object = {},
  ): Promise<string> {
    return idOf(await this.tryFollow(id, how, decisionDate, change));
  }

  tryFollow(
    id: string,
    how: 'renewals' | 'upgrades',
    decisionDate: string,
    change: object = {},
  ): Promise<Answer> {
    return this.officer.call('POST', `/admin/certificates/${id}/${how}`, decision(decisionDate, change));
  }

  revoke(id: string, revokedOn: string, change: object = {}): Promise<Answer> {
    return this.officer.call('POST', `/admin/certificates/${id}/revocation`, {
      revokedOn,
      ground: 'b',
      decisionNumber: '99/QĐ-UBND-MẪU',
      revokedBy: 'UBND tỉnh Cà Mau',
      ...change,
    });
  }

  keep(id: string, until: string, evidence = 'Phiếu tiếp nhận hồ sơ 12/PTN'): Promise<Answer> {
    return this.officer.call('PUT', `/admin/certificates/${id}/late-renewal`, { until, evidence });
  }

  async read(id: string): Promise<CertificateBody> {
    return (await this.officer.call<CertificateBody>('GET', `/admin/certificates/${id}`)).body;
  }

  /** The names in a list, in its order. */
  async names(query: string): Promise<string[]> {
    const { body } = await this.officer.call<{ items: CertificateBody[] }>(
      'GET',
      `/admin/certificates?${query}`,
    );
    return body.items.map(({ productName }) => productName);
  }

  /** What was recorded of it, oldest first. */
  async actionsOn(id: string): Promise<string[]> {
    const rows = await this.database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ action }) => action);
  }
}

function idOf({ status, body }: Answer): string {
  if (status !== 201) throw new Error(`Not recorded: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}
