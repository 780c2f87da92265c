import type { TestDatabase } from './database.js';

/** Decides that nobody is asked once more before an order is sent; who tests that decides otherwise. */
export async function askNobody(database: Pick<TestDatabase, 'query'>): Promise<void> {
  await database.query(`
    INSERT INTO cod_terms (small_vnd, unknown_vnd, refusals_allowed, ask_from_vnd, ask_unknown_from_vnd, ask_refusals, reason,
      decided_at) VALUES (300000, 5000000, 2, 1000000000, 1000000000, 20, 'Không hỏi thêm', now())`);
}
