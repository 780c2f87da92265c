import { Inject, Injectable } from '@nestjs/common';
import { holds } from '#kernel/permissions';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { Problem, type FieldProblem } from '../../../platform/http/problem.js';
import { AccountNames, officerOf, type Officer } from '../../identity/index.js';
import { differences, type Difference } from '../changes/needs-approval.js';
import { contentOf, readApproved, type Approved } from '../changes/read-approved.js';
import { paperAnswer } from '../papers/paper.dto.js';
import { papersOfProduct } from '../papers/papers-of-product.js';
import { requiredParts } from '../rules/required-parts.js';
import { screenWords } from '../rules/screen-words.js';
import type { PublicationStatus } from '../publication-status.js';
import { caseStatement, changesStatement, LIST } from './admin-product-changes.sql.js';
import type { ChangeCaseAnswer, ChangesQueryDto } from './approval.dto.js';
import { findChange } from './find-change.js';
import { returnReasons } from './return-reasons.js';

interface CaseFacts {
  slug: string;
  publishedAt: Date | null;
  publicationStatus: PublicationStatus;
  seller: { slug: string; name: string; status: string };
  commune: { code: string; name: string };
  certificates: ChangeCaseAnswer['certificates'];
  writers: { id: string; onBehalf: boolean }[];
}

/** Changes as officers see them: the queues, and one change beside what buyers read now. */
@Injectable()
export class ProductChangesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: AccountNames,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** JSON text of a page of the queues. @throws Problem invalid_cursor */
  async list({ communes }: Officer, query: ChangesQueryDto): Promise<string> {
    const place =
      query.cursor === undefined ? null : readCursor(LIST, { key: 'text', id: 'uuid' }, query.cursor);
    const values = [
      communes,
      query.status ?? null,
      vietnamDay(this.clock.now()),
      query.limit ?? 24,
      place?.key ?? null,
      place?.id ?? null,
      query.q?.trim() ? query.q : null,
      query.commune ?? null,
    ];
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<{ body: string }[]>(changesStatement, values),
    );
    return row?.body ?? '';
  }

  /** One change with the old text beside the new one. @throws Problem not_found */
  async case(principal: Principal, id: string): Promise<ChangeCaseAnswer> {
    const officer = officerOf(principal, 'listings.read');
    return this.transactions.run('officer', async (tx) => {
      const { change, communeCode, hands } = await findChange(tx, officer, id);
      const today = vietnamDay(this.clock.now());
      const [facts] = await tx.query<CaseFacts[]>(caseStatement, [id, today]);
      if (facts === undefined) throw new Problem('not_found');
      const approved = await readApproved(tx, change.productId);
      const papers = await papersOfProduct(tx, change);
      const people = await this.names.find(tx, [
        change.submittedBy,
        change.checkedBy,
        change.decidedBy,
        ...facts.writers.map((writer) => writer.id),
      ]);
      const writers = facts.writers.map((writer) => ({ ...writer, name: people.get(writer.id) ?? null }));
      const named = (accountId: string | null): { id: string; name: string | null } | null =>
        accountId === null ? null : { id: accountId, name: people.get(accountId) ?? null };
      const { status, version, submittedAt, dueOn, checkedAt, decidedAt, reasons, words } = change;
      const open = status === 'submitted' || status === 'checked';
      const { priceJumpPercent } = this.floor.approval;
      const found = open ? differences(change.content, approved, priceJumpPercent) : [];
      const sender = named(change.submittedBy);
      return {
        id,
        productId: change.productId,
        slug: facts.publishedAt === null ? null : facts.slug,
        seller: facts.seller,
        commune: facts.commune,
        status,
        version,
        submittedAt,
        submittedBy: sender === null ? null : { ...sender, onBehalf: isOnBehalf(writers, sender.id) },
        writers,
        dueOn,
        late: open && dueOn !== null && dueOn < today,
        checkedAt,
        checkedBy: named(change.checkedBy),
        decidedAt,
        decidedBy: named(change.decidedBy),
        reasons,
        words,
        before: approved === null ? null : contentOf(approved),
        after: change.content,
        differences: found,
        priceJumps: priceJumps(found, approved),
        priceJumpPercent,
        missing: open ? requiredParts(change.content, papers, today).map(told) : [],
        screened: screenWords(change.content),
        papers: papers.map((paper) => paperAnswer(paper, today)),
        certificates: facts.certificates,
        ownWork: hands.includes(officer.accountId),
        acts: hands.includes(officer.accountId) ? [] : actsOf(principal, change, communeCode),
        returnReasons: [...returnReasons],
      };
    });
  }
}

const told = ({ path, code, vi }: FieldProblem): { path: string; code: string; message: string } => ({
  path,
  code,
  message: vi,
});

const isOnBehalf = (writers: readonly { id: string; onBehalf: boolean }[], accountId: string): boolean =>
  writers.some(({ id, onBehalf }) => id === accountId && onBehalf);

/** Prices that wait, each against the one an officer approved last: what the shop set meanwhile counts for nothing. */
function priceJumps(found: readonly Difference[], approved: Approved | null): ChangeCaseAnswer['priceJumps'] {
  return found.flatMap(({ path, area, after, waits }) => {
    const variant = approved?.variants.find(({ id }) => path === `variants.${id}.priceVnd`);
    if (area !== 'price' || !waits || variant === undefined || typeof after !== 'number') return [];
    const { approvedPriceVnd: approvedVnd } = variant;
    return [{ path, approvedVnd, percent: Math.round(((after - approvedVnd) * 1_000) / approvedVnd) / 10 }];
  });
}

/** What the caller may do with it as it stands; the routes say the same. */
function actsOf(
  { accountId, duties }: Principal,
  { status, checkedBy }: { status: string; checkedBy: string | null },
  communeCode: string,
): ('check' | 'publication' | 'return')[] {
  const here = duties.filter(({ communes }) => communes === null || communes.includes(communeCode));
  const may = { check: holds(here, 'listings.check'), publish: holds(here, 'listings.approve') };
  if (status === 'submitted') return [...(may.check ? ['check' as const] : []), 'return'];
  if (status !== 'checked') return [];
  return [...(may.publish && checkedBy !== accountId ? ['publication' as const] : []), 'return'];
}
