import type { TestDatabase } from './database.js';

/**
 * Decides that nobody is asked once more before an order is sent; who tests that decides otherwise.
 *
 * @param unknownVnd what a phone that never received anything may have sent unpaid
 */
export async function askNobody(
  database: Pick<TestDatabase, 'query'>,
  { unknownVnd = 5_000_000 } = {},
): Promise<void> {
  await database.query(
    `INSERT INTO cod_terms (replaces_id, small_vnd, unknown_vnd, refusals_allowed, ask_from_vnd, ask_unknown_from_vnd,
       ask_refusals, reason, decided_at)
     SELECT (SELECT id FROM cod_terms_in_force()), least(300000, $1::bigint), $1, 2, 1000000000, 1000000000, 20,
       'Không hỏi thêm', now()`,
    [unknownVnd],
  );
}
