import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { foldVietnamese } from '#kernel/text';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import type {
  ChangeSearchTermDto,
  SearchTermAnswer,
  SearchTermDto,
  SearchTermListAnswer,
  SearchTermsQueryDto,
} from './search-terms.dto.js';

const CURSOR = 'search-terms';
const PAGE_SIZE = 50;
/** A search looks this many words ahead for a term. */
const MOST_WORDS = 4;

const TERM = `id, words, means, set_numbers AS sets, group_codes AS groups, suggested, version, updated_at AS "updatedAt"`;

/**
 * The words officers keep for the search. They are everybody's, so changing them is for officers of the whole province;
 * a change holds from the next search on.
 */
@Injectable()
export class SearchTermsService {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order of the alphabet without accents. @throws Problem invalid_cursor */
  async list({ q, limit = PAGE_SIZE, cursor }: SearchTermsQueryDto): Promise<SearchTermListAnswer> {
    const after = cursor === undefined ? null : readCursor(CURSOR, { key: 'text', id: 'uuid' }, cursor);
    const letters = foldVietnamese(q ?? '');
    const rows = await this.transactions.run('officer', (tx) =>
      tx.query<(SearchTermAnswer & { folded: string })[]>(
        `SELECT ${TERM}, folded FROM search_terms
         WHERE ($1 = '' OR strpos(folded || ' ' || fold_vi(array_to_string(means, ' ')), $1) > 0)
           AND ($2::text IS NULL OR (folded, id) > ($2, $3::uuid))
         ORDER BY folded, id LIMIT $4`,
        [letters, after?.key ?? null, after?.id ?? null, limit + 1],
      ),
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(termOf),
      nextCursor: last === undefined ? null : writeCursor(CURSOR, last.folded, last.id),
    };
  }

  /** @throws Problem not_found */
  one(id: string): Promise<SearchTermAnswer> {
    return this.transactions.run('officer', (tx) => find(tx, id));
  }

  /** @throws Problem validation_failed (also where there is such a term), not_allowed (an officer of some communes) */
  async add(officer: Officer, wish: SearchTermDto): Promise<SearchTermAnswer> {
    demandUse(wish);
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    return this.write(officer, async (tx) => {
      await insertTerms(tx, [{ ...wish, id }], now);
      const term = await find(tx, id);
      await this.record(tx, 'search_term.added', id, null, term);
      return term;
    });
  }

  /**
   * Saying once more what stands there is no change, whatever version it comes under: the first answer was lost.
   *
   * @throws Problem validation_failed, not_allowed, not_found, stale_version
   */
  async change(officer: Officer, id: string, wish: ChangeSearchTermDto): Promise<SearchTermAnswer> {
    demandUse(wish);
    return this.write(officer, async (tx) => {
      const before = await find(tx, id, 'FOR UPDATE');
      if (JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(wish))) return before;
      if (before.version !== wish.version) throw new Problem('stale_version');
      await tx.query(
        `UPDATE search_terms SET words = $2, means = $3, set_numbers = $4, group_codes = $5, suggested = $6,
           version = version + 1, updated_at = $7 WHERE id = $1`,
        [id, wish.words, wish.means, wish.sets, wish.groups, wish.suggested, this.clock.now()],
      );
      const after = await find(tx, id);
      await this.record(tx, 'search_term.changed', id, before, after);
      return after;
    });
  }

  /** @throws Problem not_allowed, not_found, stale_version */
  async remove(officer: Officer, id: string, version: number): Promise<void> {
    await this.write(officer, async (tx) => {
      const before = await find(tx, id, 'FOR UPDATE');
      if (before.version !== version) throw new Problem('stale_version');
      await tx.query(`DELETE FROM search_terms WHERE id = $1`, [id]);
      await this.record(tx, 'search_term.removed', id, before, null);
    });
  }

  private async write<Answer>(
    { communes }: Officer,
    work: (tx: EntityManager) => Promise<Answer>,
  ): Promise<Answer> {
    if (communes !== null) throw new Problem('not_allowed');
    try {
      return await this.transactions.run('officer', work);
    } catch (error) {
      if (brokenConstraint(error) === 'search_terms_folded_key')
        throw fieldProblem('words', 'taken', 'Từ này đã có trong danh sách', 'There is such a term already');
      throw error;
    }
  }

  private async record(
    tx: EntityManager,
    action: string,
    subjectId: string,
    before: SearchTermAnswer | null,
    after: SearchTermAnswer | null,
  ): Promise<void> {
    await recordAudit(tx, [
      {
        at: this.clock.now(),
        actorKind: 'officer',
        action,
        subjectType: 'search_term',
        subjectId,
        ...(before === null ? {} : { before: recordOf(before) }),
        ...(after === null ? {} : { after: recordOf(after) }),
      },
    ]);
  }
}

/** Terms as they are said, all in one statement. */
export async function insertTerms(
  tx: EntityManager,
  terms: readonly (SearchTermDto & { id: string })[],
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO search_terms (id, words, means, set_numbers, group_codes, suggested, created_at, updated_at)
     SELECT id, words, array(SELECT jsonb_array_elements_text(means)), array(SELECT jsonb_array_elements_text(sets)::smallint),
       array(SELECT jsonb_array_elements_text(groups)), suggested, $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, words text, means jsonb, sets jsonb, groups jsonb, suggested boolean)`,
    [JSON.stringify(terms), now],
  );
}

/** @throws Problem validation_failed for a term that is no words, or that would do nothing */
export function demandUse({ words, means, sets, groups, suggested }: SearchTermDto): void {
  const count = foldVietnamese(words).split(' ').filter(Boolean).length;
  if (count < 1 || count > MOST_WORDS)
    throw fieldProblem('words', 'bad_words', 'Từ một đến bốn chữ', 'One to four words');
  if (means.some((phrase) => foldVietnamese(phrase) === ''))
    throw fieldProblem('means', 'bad_words', 'Có dòng không có chữ nào', 'A line without a word');
  if (means.length + sets.length + groups.length === 0 && !suggested)
    throw fieldProblem('means', 'required', 'Chưa nói từ này là gì', 'What it means is missing');
}

async function find(tx: EntityManager, id: string, lock: '' | 'FOR UPDATE' = ''): Promise<SearchTermAnswer> {
  const [term] = await tx.query<SearchTermAnswer[]>(
    `SELECT ${TERM} FROM search_terms WHERE id = $1 ${lock}`,
    [id],
  );
  if (term === undefined) throw new Problem('not_found');
  return term;
}

const termOf = ({ id, version, updatedAt, ...facts }: SearchTermAnswer): SearchTermAnswer => ({
  id,
  ...factsOf(facts),
  version,
  updatedAt,
});

/** As the history tells it. */
const recordOf = (term: SearchTermDto): object => {
  const { words, ...rest } = factsOf(term);
  return { term: words, ...rest };
};

const factsOf = ({ words, means, sets, groups, suggested }: SearchTermDto): SearchTermDto => ({
  words,
  means,
  sets,
  groups,
  suggested,
});
