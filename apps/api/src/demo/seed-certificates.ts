import { Inject, Injectable } from '@nestjs/common';
import type { RecognitionKind } from '#kernel/certificate-chain';
import { certificateExpiry } from '#kernel/certificate-rules';
import type { Day, FakeClock } from '#kernel/time';
import { RecordCertification, type RecordCertificationInput } from '../modules/certification/index.js';
import { Transactions } from '../platform/database/transactions.js';
import { DEMO_CLOCK } from './demo-clock.js';

/** What `data/<province>/demo/certificates.json` holds; one product a line, its fields in the order of `columns`. */
export interface DemoCertificatesFile {
  columns: string[];
  certificates: string[];
}

/** One recognition of a demo product that is not on the floor. */
interface DemoRecognition {
  kind: RecognitionKind;
  decisionNumber: string;
  decisionDate: Day;
  stars: number;
  issuedBy: string;
}

/** A demo product that is not on the floor, with its recognitions, the first one first. */
export interface DemoRecord {
  holder: NonNullable<RecordCertificationInput['holder']>;
  productCode: string;
  recognitions: DemoRecognition[];
}

/** Every field of these certificates is invented. */
const ALL_FIELDS = [
  'productName',
  'holderName',
  'communeCode',
  'setNo',
  'kind',
  'decisionNumber',
  'issuedBy',
  'productCode',
  'issuedOn',
  'expiresOn',
];
const REGISTRAR = { communes: null };

/** The records of a demo's register. The files are checked by a test, so a malformed line is a mistake in them. */
export function readDemoCertificates({ columns, certificates }: DemoCertificatesFile): DemoRecord[] {
  return certificates.map((line) => {
    const cells = line.split('|');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const following = cell('following') === '' ? [] : cell('following').split(' ; ');
    return {
      holder: {
        productName: cell('productName'),
        setNo: Number(cell('setNo')),
        holderName: cell('holderName'),
        holderKind: cell('holderKind') as DemoRecord['holder']['holderKind'],
        communeCode: cell('communeCode'),
        registerNumber: cell('registerNumber') || null,
      },
      productCode: cell('productCode'),
      recognitions: [
        {
          kind: 'first',
          decisionNumber: cell('decisionNumber'),
          decisionDate: cell('decisionDate'),
          stars: Number(cell('stars')),
          issuedBy: 'UBND tỉnh Cà Mau',
        },
        ...following.map((item): DemoRecognition => {
          const [kind = '', decisionDate = '', stars, decisionNumber = '', issuedBy = ''] = item.split(':');
          return {
            kind: kind as RecognitionKind,
            decisionDate,
            stars: Number(stars),
            decisionNumber,
            issuedBy,
          };
        }),
      ],
    };
  });
}

/** Fills the register with the certificates of products that are not on the floor. Safe to repeat. */
@Injectable()
export class SeedCertificates {
  constructor(
    private readonly transactions: Transactions,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
    private readonly recordCertification: RecordCertification,
  ) {}

  async run(records: readonly DemoRecord[], at: Date): Promise<void> {
    this.clock.set(at);
    const there = await this.idsByDecision();
    const longest = Math.max(0, ...records.map(({ recognitions }) => recognitions.length));
    for (let step = 0; step < longest; step += 1) {
      const missing = records.flatMap((record) => {
        const recognition = record.recognitions[step];
        if (recognition === undefined || there.has(recognition.decisionNumber)) return [];
        return [{ number: recognition.decisionNumber, input: inputOf(record, recognition, step, there) }];
      });
      if (missing.length === 0) continue;
      const ids = await this.recordCertification.runAll(
        REGISTRAR,
        missing.map(({ input }) => input),
      );
      missing.forEach(({ number }, index) => there.set(number, ids[index] ?? ''));
    }
  }

  private async idsByDecision(): Promise<Map<string, string>> {
    const rows = await this.transactions.run('officer', (tx) =>
      tx.query<{ number: string; id: string }[]>(
        `SELECT decision_number AS number, id FROM certifications WHERE product_id IS NULL`,
      ),
    );
    return new Map(rows.map(({ number, id }) => [number, id]));
  }
}

function inputOf(
  { holder, productCode, recognitions }: DemoRecord,
  recognition: DemoRecognition,
  step: number,
  there: ReadonlyMap<string, string>,
): RecordCertificationInput {
  const { decisionDate } = recognition;
  const before = recognitions[step - 1];
  const followsId = before === undefined ? undefined : there.get(before.decisionNumber);
  return {
    ...recognition,
    productCode,
    issuedOn: decisionDate,
    expiresOn: certificateExpiry(decisionDate),
    ...(followsId === undefined ? { holder } : { followsId }),
    illustrative: ALL_FIELDS,
  };
}
