import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isUuid } from '#kernel/ids';
import { holds } from '#kernel/permissions';
import { foldVietnamese } from '#kernel/text';
import { DAY_MS, startOfVietnamDay, vietnamDay, type Clock, type Day } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Accounts, officerOf, type Officer } from '../../identity/index.js';
import {
  answersOfStep,
  missingParts,
  readApplication,
  type ApplicationState,
} from '../application/application-state.js';
import { STEPS, type StepName } from '../application/application.dto.js';
import { openSealedAnswers, sealedAnswers } from '../application/sealed-answers.js';
import { DocumentStore } from '../documents/document-store.js';
import { SellerDocument } from '../documents/seller-document.entity.js';
import { lettersOf } from '../letters/letters.service.js';
import { readChecks } from '../verification/read-checks.js';
import { RecordChecks } from '../verification/record-checks.js';
import { subjectsOf } from '../verification/verification-record.js';
import { adminSellersStatement, listOf } from './admin-sellers.sql.js';
import { findCase, type FoundCase } from './find-case.js';
import { askableFields } from './ask-for.js';
import { decisionReasons } from './reasons.js';
import type { AdminSellersQueryDto } from './review.dto.js';

/** So many lines of a shop's history stand beside its application; the whole of it is in the audit browser. */
const HISTORY_LINES = 30;

/** Shops as officers see them: the list of the desk, one case with everything about it, and what is sealed. */
@Injectable()
export class AdminSellersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly dataKeys: DataKeys,
    private readonly store: DocumentStore,
    private readonly recordChecks: RecordChecks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** JSON text of a page of the list. @throws Problem invalid_cursor */
  async list(officer: Officer, query: AdminSellersQueryDto): Promise<string> {
    const order = query.sort ?? 'due';
    const place =
      query.cursor === undefined
        ? null
        : readCursor(listOf(order), { key: 'text', id: 'uuid' }, query.cursor);
    const words = foldVietnamese(query.q ?? '');
    const values = [
      officer.communes,
      query.status ?? null,
      query.commune ?? null,
      words === '' ? null : words,
      vietnamDay(this.clock.now()),
      query.limit ?? 24,
      place?.key ?? null,
      place?.id ?? null,
    ];
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<{ body: string }[]>(adminSellersStatement(order), values),
    );
    return row?.body ?? '';
  }

  /** Everything about one shop but what is sealed. @throws Problem not_found */
  async case(principal: Principal, slug: string): Promise<object> {
    const officer = officerOf(principal, 'sellers.read');
    return this.transactions.run('officer', async (tx) => {
      const found = await findCase(tx, officer, slug);
      const application = await readApplication(tx, found.sellerId);
      const [shop] = await tx.query<ShopFacts[]>(SHOP_FACTS, [found.sellerId]);
      if (shop === undefined) throw new Problem('not_found');
      const history = await this.history(tx, found.sellerId);
      const today = vietnamDay(this.clock.now());
      const documents = await tx.find(SellerDocument, {
        where: { sellerId: found.sellerId },
        order: { id: 'ASC' },
      });
      return {
        slug,
        name: shop.name,
        status: found.status,
        commune: shop.commune,
        submittedAt: application?.submittedAt ?? null,
        ...clockOf(application, shop.suspension, today),
        application: stepsOf(application),
        missing: application === null ? [] : missingParts(application, this.clock.now()),
        sealed: application === null ? [] : sealedAnswers(application),
        register: shop.register,
        documents: documents.map(({ id, kind, uploadedAt, format }) => ({
          id,
          kind,
          uploadedAt,
          name: `${kind}.${format}`,
        })),
        letters: await lettersOf(tx, found.sellerId),
        history,
        additions: application?.additions ?? [],
        askable: application === null ? {} : askableFields(application),
        acts: actsOf(principal, found, shop.suspension),
        ownWork: found.hands.includes(officer.accountId),
        suspension: shop.suspension,
        checks: await this.checks(tx, found.sellerId, application),
        reasons: decisionReasons,
      };
    });
  }

  /** Opens the sealed fields for one answer; who looked and why is history. @throws Problem not_found */
  async reveal(officer: Officer, slug: string, reason: string): Promise<Record<string, string>> {
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const { sellerId } = await findCase(tx, officer, slug);
      const application = await readApplication(tx, sellerId);
      if (application === null) throw new Problem('not_found');
      const key = await this.dataKeys.find(tx, sellerId);
      if (key === null) return {};
      const opened = openSealedAnswers(application, key);
      await this.recordRead(tx, 'field.revealed', sellerId, { fields: Object.keys(opened), reason }, now);
      return opened;
    });
  }

  /** A paper in clear; who read it and why is history before it is sent. @throws Problem not_found */
  async document(
    officer: Officer,
    slug: string,
    id: string,
    reason: string,
  ): Promise<{ bytes: Buffer; name: string }> {
    if (!isUuid(id)) throw new Problem('not_found');
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const { sellerId } = await findCase(tx, officer, slug);
      const document = await tx.findOneBy(SellerDocument, { id, sellerId });
      if (document === null) throw new Problem('not_found');
      const bytes = await this.store.read(await this.dataKeys.of(tx, sellerId), id);
      await this.recordRead(
        tx,
        'document.read',
        sellerId,
        { documentId: id, kind: document.kind, reason },
        now,
      );
      return { bytes, name: `${slug}-${document.kind}.${document.format}` };
    });
  }

  private async checks(
    tx: EntityManager,
    sellerId: string,
    application: ApplicationState | null,
  ): Promise<object> {
    const { open, records } = await readChecks(tx, this.accounts, sellerId, application?.submittedAt ?? null);
    const subjects = application === null ? [] : subjectsOf(application.kind);
    return { subjects, methods: this.recordChecks.methods, open, records };
  }

  private async recordRead(
    tx: EntityManager,
    action: string,
    sellerId: string,
    after: object,
    at: Date,
  ): Promise<void> {
    await recordAudit(tx, [
      { at, actorKind: 'officer', action, subjectType: 'seller', subjectId: sellerId, after },
    ]);
  }

  private async history(tx: EntityManager, sellerId: string): Promise<object[]> {
    const rows = await tx.query<
      { id: string; at: Date; action: string; actorId: string | null; onBehalf: boolean }[]
    >(
      `SELECT id, occurred_at AS at, action, actor_id AS "actorId", mandate_id IS NOT NULL AS "onBehalf" FROM audit_records
       WHERE seller_id = $1 OR subject_type = 'seller' AND subject_id = $1 ORDER BY id DESC LIMIT ${HISTORY_LINES}`,
      [sellerId],
    );
    const people = await this.accounts.profiles(
      tx,
      rows.flatMap(({ actorId }) => actorId ?? []),
    );
    return rows.map(({ actorId, ...line }) => {
      const name = actorId === null ? undefined : people.get(actorId)?.name;
      return { ...line, actor: name === undefined ? null : { name }, confirmedAt: null };
    });
  }
}

interface ShopFacts {
  name: string;
  commune: { code: string; name: string };
  register: Record<string, unknown> | null;
  suspension: { id: string; startsOn: string; begun: boolean } | null;
}

const SHOP_FACTS = `
  SELECT s.name, json_build_object('code', c.code, 'name', c.full_name) AS commune,
    (SELECT json_build_object('legalName', r.name, 'registrationNumber', r.register_number, 'taxCode', r.tax_code,
        'registeredOn', r.founded_on, 'communeCode', r.commune_code,
        'commune', json_build_object('code', rc.code, 'name', rc.full_name))
      FROM cooperatives r JOIN communes rc ON rc.code = r.commune_code WHERE r.id = coalesce(p.cooperative_id,
        (SELECT a.cooperative_id FROM seller_applications a WHERE a.seller_id = s.id))) AS register,
    (SELECT json_build_object('id', x.id, 'startsOn', to_char(x.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'),
        'begun', x.begun_at IS NOT NULL)
      FROM suspensions x WHERE x.seller_id = s.id AND x.ended_at IS NULL) AS suspension
  FROM sellers s JOIN producers p ON p.id = s.producer_id JOIN communes c ON c.code = p.commune_code WHERE s.id = $1`;

const stepsOf = (application: ApplicationState | null): object =>
  application === null
    ? {}
    : Object.fromEntries(
        Object.keys(STEPS).map((step) => [step, answersOfStep(application, step as StepName)]),
      );

/** What this officer may do about this shop now: the page shows these buttons and no other. */
function actsOf(
  { duties, accountId }: Principal,
  found: FoundCase,
  suspension: ShopFacts['suspension'],
): string[] {
  const reveal = holds(duties, 'sellers.reveal') ? ['reveal'] : [];
  if (found.hands.includes(accountId)) return reveal;
  const review = holds(duties, 'sellers.review') && found.status === 'submitted';
  const may = holds(duties, 'sellers.suspend');
  return [
    ...(review ? ['check', 'approve', 'additions', 'refuse'] : []),
    // With a notice running only an authority's request can come before it.
    ...(may && found.status === 'approved' ? ['suspend'] : []),
    ...(may && (found.status === 'suspended' || suspension !== null) ? ['lift'] : []),
    ...(may && (found.status === 'approved' || found.status === 'suspended') ? ['close'] : []),
    ...reveal,
  ];
}

/** The clock that runs, as the list has it (admin-sellers.sql.ts). */
function clockOf(
  application: ApplicationState | null,
  suspension: ShopFacts['suspension'],
  today: Day,
): { clock: string | null; dueOn: Day | null; daysLeft: number | null } {
  const of = (clock: string, dueOn: Day) => ({ clock, dueOn, daysLeft: daysBetween(today, dueOn) });
  if (application?.status === 'submitted' && application.dueOn !== null)
    return of('answer', application.dueOn);
  if (suspension?.begun === false) return of('suspension', suspension.startsOn);
  if (application?.status === 'draft' && application.additionsUntil !== null)
    return of('additions', application.additionsUntil);
  return { clock: null, dueOn: null, daysLeft: null };
}

const daysBetween = (from: string, to: string): number =>
  Math.round((startOfVietnamDay(to).getTime() - startOfVietnamDay(from).getTime()) / DAY_MS);
