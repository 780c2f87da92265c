import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { SellerTransactions } from '../seller-transactions.js';
import type { FoundCooperative } from './cooperative-claim.dto.js';

/** Whoever does not find themselves among so many types more of the name. */
const MOST_FOUND = 10;

const FACTS = `c.id, c.register_number AS "registerNumber", c.name, c.tax_code AS "taxCode",
  to_char(c.founded_on, 'YYYY-MM-DD') AS "foundedOn", c.status,
  json_build_object('code', co.code, 'name', co.full_name) AS commune,
  c.id IN (SELECT cooperatives_with_shop(array[c.id])) AS "hasShop"`;

/** Finds an applicant's own entry in the register of cooperatives: what anybody may know of it, and nothing of people. */
@Injectable()
export class FindCooperatives {
  constructor(private readonly sellerTransactions: SellerTransactions) {}

  /** By words of its name and its commune, old names of places included and accents left out, or by its number. */
  async run(principal: Principal, slug: string, words: string): Promise<FoundCooperative[]> {
    return this.sellerTransactions.run(principal, slug, 'shop', (tx) =>
      tx.query<FoundCooperative[]>(
        `WITH asked AS (SELECT string_to_array(fold_vi($1), ' ') AS words),
         found AS (
           SELECT c.id FROM asked, cooperatives c JOIN communes co ON co.code = c.commune_code
           WHERE c.status <> 'dissolved' AND (c.register_number = upper(replace($1, ' ', '')) OR c.tax_code = btrim($1)
             OR fold_vi($1) <> '' AND NOT EXISTS (SELECT FROM unnest(asked.words) AS word
               WHERE position(word IN fold_vi(concat_ws(' ', c.name, co.full_name, array_to_string(co.former_names, ' '),
                 array_to_string(co.former_districts, ' ')))) = 0)))
         SELECT ${FACTS} FROM found JOIN cooperatives c USING (id) JOIN communes co ON co.code = c.commune_code
         ORDER BY fold_vi(c.name), c.id LIMIT ${MOST_FOUND}`,
        [words],
      ),
    );
  }
}

/** The entry with that id as an applicant sees it; null where there is none. In a transaction of the shop's own side. */
export async function cooperativeFacts(tx: EntityManager, id: string): Promise<FoundCooperative | null> {
  const [row] = await tx.query<FoundCooperative[]>(
    `SELECT ${FACTS} FROM cooperatives c JOIN communes co ON co.code = c.commune_code WHERE c.id = $1`,
    [id],
  );
  return row ?? null;
}
