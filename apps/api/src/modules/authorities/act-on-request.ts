import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { fieldProblem } from '../../platform/http/validation.js';
import { TakeProductDown } from '../catalogue/index.js';
import { isInTerritory, releaseWork, type Officer } from '../identity/index.js';
import { SuspendSeller } from '../sellers/index.js';
import type { AnswerAuthorityRequestDto } from './authority-request.dto.js';
import { AuthorityRequest } from './authority-request.entity.js';

type Acted = Pick<
  AuthorityRequest,
  'id' | 'kind' | 'authority' | 'documentNumber' | 'productId' | 'sellerId'
>;
type Closing = Partial<Pick<AuthorityRequest, 'takedownId' | 'suspensionId' | 'certificationId'>>;

/** Does what an authority asks for, answers it, and lets a product back. An act and its request are one transaction. */
@Injectable()
export class ActOnRequest {
  constructor(
    private readonly transactions: Transactions,
    private readonly takeProductDown: TakeProductDown,
    private readonly suspendSeller: SuspendSeller,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the product down, or suspends the shop at once.
   *
   * @throws Problem not_found, not_allowed (own goods), state_conflict (answered, asks for information only, or there is
   *   nothing left to stop)
   */
  async run(officer: Officer, id: string, words: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const request = await hold(tx, officer, id);
      if (request.status !== 'open') throw new Problem('state_conflict');
      await this.carryOut(tx, officer, request, words, now);
    });
  }

  /** The same in the caller's transaction, of a request that is held and open. */
  async carryOut(
    tx: EntityManager,
    officer: Officer,
    request: Acted,
    words: string,
    now: Date,
  ): Promise<void> {
    const demandedBy = `${request.authority}, văn bản số ${request.documentNumber}`.slice(0, 300);
    if (request.productId !== null && request.kind === 'take_down') {
      const takedownId = await this.takeProductDown.run(
        tx,
        officer,
        request.productId,
        { demandedBy, words },
        now,
      );
      await close(tx, officer, request.id, { status: 'done', answer: words, takedownId }, now);
    } else if (request.sellerId !== null && request.kind === 'suspend') {
      const [shop] = await tx.query<{ slug: string }[]>(`SELECT slug FROM sellers WHERE id = $1`, [
        request.sellerId,
      ]);
      const form = { reason: 'authority', words, authority: demandedBy };
      const suspensionId = await this.suspendSeller.inside(tx, officer, shop?.slug ?? '', form, now);
      await close(tx, officer, request.id, { status: 'done', answer: words, suspensionId }, now);
    } else throw new Problem('state_conflict');
  }

  /**
   * Closes a request without an act of its own: what was told, why not, or which revocation has done it already.
   *
   * @throws Problem not_found, state_conflict (answered), validation_failed (not a revoked certificate of its product)
   */
  async answer(
    officer: Officer,
    id: string,
    { outcome, answer, certificateId }: AnswerAuthorityRequestDto,
  ): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const request = await hold(tx, officer, id);
      if (request.status !== 'open') throw new Problem('state_conflict');
      if (certificateId !== undefined) await demandRevoked(tx, certificateId, request.productId, outcome);
      await close(
        tx,
        officer,
        id,
        {
          status: outcome,
          answer,
          ...(certificateId === undefined ? {} : { certificationId: certificateId }),
        },
        now,
      );
    });
  }

  /** Lets a product back that this request had taken down. @throws Problem not_found, not_allowed, state_conflict */
  async lift(officer: Officer, id: string, words: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { takedownId } = await hold(tx, officer, id);
      if (takedownId === null) throw new Problem('state_conflict');
      await this.takeProductDown.lift(tx, officer, takedownId, words, now);
      await note(tx, id, 'authority_request.lifted', now, { takedownId });
    });
  }
}

/** The request, held; of two officers at once the second sees what the first one did. @throws Problem not_found */
async function hold(tx: EntityManager, officer: Officer, id: string): Promise<AuthorityRequest> {
  const request = await tx.findOne(AuthorityRequest, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (request === null || !isInTerritory(officer, request.communeCode)) throw new Problem('not_found');
  return request;
}

async function close(
  tx: EntityManager,
  { accountId }: Officer,
  id: string,
  closing: Closing & { status: 'done' | 'refused'; answer: string },
  now: Date,
): Promise<void> {
  await tx.update(
    AuthorityRequest,
    { id },
    { ...closing, statusChangedAt: now, closedBy: accountId, updatedAt: now },
  );
  await releaseWork(tx, { subjectType: 'authority_request', subjectId: id }, now);
  const { status, answer: _, ...act } = closing;
  await note(tx, id, `authority_request.${status}`, now, act);
}

async function demandRevoked(
  tx: EntityManager,
  certificateId: string,
  productId: string | null,
  outcome: string,
): Promise<void> {
  const [found] = await tx.query<unknown[]>(
    `SELECT 1 FROM certifications WHERE id = $1 AND product_id = $2 AND revoked_on IS NOT NULL`,
    [certificateId, productId],
  );
  if (found === undefined || outcome !== 'done')
    throw fieldProblem(
      'certificateId',
      'unknown',
      'Chỉ chọn giấy chứng nhận đã thu hồi của chính sản phẩm này',
      'Only a revoked certificate of this product can answer it',
    );
}

function note(tx: EntityManager, id: string, action: string, at: Date, after: object): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'authority_request', subjectId: id, after },
  ]);
}
