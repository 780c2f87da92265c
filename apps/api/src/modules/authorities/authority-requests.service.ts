import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { valuesFor } from '../../platform/database/shaped-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { readCursor } from '../../platform/http/cursor.js';
import { foundText } from '../../platform/http/found-text.js';
import { Problem } from '../../platform/http/problem.js';
import { AccountNames, type Officer } from '../identity/index.js';
import type { AuthorityRequestDetailAnswer, AuthorityRequestsQueryDto } from './authority-request.dto.js';
import { requestDetail, requestList, requestsCursor } from './authority-requests.sql.js';

const PAGE_SIZE = 24;
const LISTS = { open: requestList('open'), closed: requestList('closed') };

/** The book of authorities' requests as an officer reads it: only what concerns their communes. */
@Injectable()
export class AuthorityRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  list(
    { communes }: Officer,
    { state = 'open', limit = PAGE_SIZE, cursor }: AuthorityRequestsQueryDto,
  ): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(requestsCursor(state), { key: 'instant', id: 'uuid' }, cursor);
    const values = valuesFor(LISTS[state], { communes, now: this.clock.now(), limit, ...place });
    return this.transactions.run('officer', async (tx) => {
      const [row] = await runStatement<{ body: string }>(tx, LISTS[state], values);
      return foundText(row ?? null);
    });
  }

  /** @throws Problem not_found (also: not the officer's) */
  detail({ communes }: Officer, id: string): Promise<AuthorityRequestDetailAnswer> {
    return this.transactions.run('officer', async (tx) => {
      const [row] = await runStatement<{ body: AuthorityRequestDetailAnswer }>(tx, requestDetail, [
        communes,
        this.clock.now(),
        id,
      ]);
      if (row === undefined) throw new Problem('not_found');
      const { history, ...body } = row.body;
      const names = await this.names.find(
        tx,
        history.map(({ by }) => by),
      );
      return {
        ...body,
        history: history.map((line) => ({
          ...line,
          by: line.by === null ? null : (names.get(line.by) ?? null),
        })),
      };
    });
  }
}
