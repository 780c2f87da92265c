import { Injectable } from '@nestjs/common';
import { contentDigest } from '#kernel/quote-digest';
import { shippingZone } from '#kernel/shipping';
import type { EntityManager } from 'typeorm';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { shippingOptions } from '../shipping-options.js';
import { ratePlace, rateRows, type RatePlace, type RateRow } from './rate-table.sql.js';
import type {
  RateOptionAnswer,
  RatePreviewAnswer,
  RatePreviewQueryDto,
  RateTableAnswer,
} from './shipping-rates.dto.js';

/** The fee table as an administrator reads it. */
@Injectable()
export class RateTable {
  constructor(private readonly transactions: Transactions) {}

  /** All of it: a dozen rows. */
  async list(): Promise<RateTableAnswer> {
    return this.transactions.run('officer', async (tx) => {
      const rows = await runStatement<RateRow>(tx, rateRows, [null]);
      const codes = [...new Set(rows.map(({ optionCode }) => optionCode))];
      const items = codes.map((code) => optionAnswer(rows.filter(({ optionCode }) => optionCode === code)));
      return { items, nextCursor: null };
    });
  }

  /** What a parcel costs by the table as it stands. @throws Problem validation_failed for a place nobody knows */
  async preview({ from, to, grams }: RatePreviewQueryDto): Promise<RatePreviewAnswer> {
    return this.transactions.run('officer', async (tx) => {
      const [start, end] = [await placeOf(tx, 'from', from), await placeOf(tx, 'to', to)];
      const rates = await runStatement<RateRow>(tx, rateRows, [null]);
      return { zone: shippingZone(start, end), options: shippingOptions(rates, start, end, grams ?? 1) };
    });
  }
}

/** The option behind its rows, of which there is one at least. */
export function optionAnswer(rows: readonly RateRow[]): RateOptionAnswer {
  const [first] = rows;
  if (first === undefined) throw new RangeError('An option without rows');
  return {
    optionCode: first.optionCode,
    label: first.label,
    version: versionOf(rows),
    zones: rows.map(({ optionCode: _code, label: _label, updatedAt, ...zone }) => ({
      ...zone,
      updatedAt: updatedAt.toISOString(),
    })),
  };
}

/** Of exactly these fees: whoever saw others holds another version. */
export function versionOf(rows: readonly RateRow[]): string {
  return contentDigest(rows.map(({ id: _id, updatedAt: _at, ...said }) => said));
}

async function placeOf(
  tx: EntityManager,
  field: 'from' | 'to',
  code: string | undefined,
): Promise<RatePlace> {
  if (code === undefined) throw fieldProblem(field, 'required', 'Bắt buộc', 'Required');
  const [place] = await runStatement<RatePlace>(tx, ratePlace, [code]);
  if (place === undefined) throw fieldProblem(field, 'not_found', 'Không có nơi này', 'No such place');
  if (place.own && (place.communeCode ?? null) === null)
    throw fieldProblem(field, 'required', 'Chọn xã, phường trong tỉnh', 'Choose a commune of this province');
  return place;
}
