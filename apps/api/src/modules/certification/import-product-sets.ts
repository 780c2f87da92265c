import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { ImportProductSetsInput } from './import-product-sets.dto.js';

/** Brings the six groups and 26 sets to what the programme's data says; safe to repeat. */
@Injectable()
export class ImportProductSets {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed */
  async run(input: ImportProductSetsInput): Promise<void> {
    const { groups, sets } = await checkInput(ImportProductSetsInput, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      await tx.query(
        `INSERT INTO product_groups AS g (code, name, slug, position, created_at, updated_at)
         SELECT code, name, slug, position, $2, $2
         FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (code text, name text, slug text)) WITH ORDINALITY
           AS i(code, name, slug, position)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, slug = excluded.slug, position = excluded.position,
           updated_at = excluded.updated_at
         WHERE (g.name, g.slug, g.position) IS DISTINCT FROM (excluded.name, excluded.slug, excluded.position)`,
        [JSON.stringify(groups), now],
      );
      await tx.query(
        `INSERT INTO product_sets AS s (no, group_code, name, ministry, alcohol, created_at, updated_at)
         SELECT no, "group", name, ministry, alcohol, $2, $2
         FROM jsonb_to_recordset($1::jsonb) AS i(no smallint, "group" text, name text, ministry text, alcohol boolean)
         ON CONFLICT (no) DO UPDATE SET group_code = excluded.group_code, name = excluded.name,
           ministry = excluded.ministry, alcohol = excluded.alcohol, updated_at = excluded.updated_at
         WHERE (s.group_code, s.name, s.ministry, s.alcohol)
           IS DISTINCT FROM (excluded.group_code, excluded.name, excluded.ministry, excluded.alcohol)`,
        [JSON.stringify(sets), now],
      );
    });
  }
}
