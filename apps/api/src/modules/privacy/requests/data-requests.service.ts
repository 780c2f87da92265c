import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import { In, type EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { publicHolidays } from '../../../platform/data/holidays.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import {
  dataRequestDetail,
  dataRequestView,
  openContent,
  sealContent,
  type DataRequestContent,
} from './data-request-view.js';
import type {
  AnswerDataRequestDto,
  DataRequestsQueryDto,
  EnterDataRequestDto,
  ExtendDataRequestDto,
} from './data-request.dto.js';
import { DataRequest } from './data-request.entity.js';
import { EXTENSION_DAYS, requestTimes } from './request-times.js';

const PAGE_SIZE = 24;

/** The register of what people asked about their data, with the clocks of the law. */
@Injectable()
export class DataRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open ones with the most urgent first, closed ones with the newest first. `invalid_cursor`. */
  async list({ state = 'open', limit = PAGE_SIZE, cursor }: DataRequestsQueryDto): Promise<object> {
    const of = `data-requests-${state}`;
    const place = cursor === undefined ? null : readCursor(of, { key: 'text', id: 'uuid' }, cursor);
    const key =
      state === 'open'
        ? `due_on::text`
        : `to_char(status_changed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')`;
    const [direction, sign] = state === 'open' ? ['ASC', '>'] : ['DESC', '<'];
    return this.transactions.run('officer', async (tx) => {
      const page = await tx.query<{ id: string; key: string }[]>(
        `SELECT id, key FROM (SELECT id, ${key} AS key FROM data_requests
           WHERE ${state === 'open' ? `status = 'open'` : `status <> 'open'`}) AS r
         WHERE $2::text IS NULL OR (key, id) ${sign} ($2::text, $3::uuid)
         ORDER BY key ${direction}, id ${direction} LIMIT $1 + 1`,
        [limit, place?.key ?? null, place?.id ?? null],
      );
      const shown = page.slice(0, limit);
      const last = page.length > limit ? shown.at(-1) : undefined;
      return {
        items: await this.views(
          tx,
          shown.map(({ id }) => id),
        ),
        nextCursor: last === undefined ? null : writeCursor(of, last.key, last.id),
      };
    });
  }

  /** What somebody wrote about themselves is opened: the history keeps who looked. @throws Problem not_found */
  async read(id: string): Promise<object> {
    return this.transactions.run('officer', async (tx) => {
      const request = await find(tx, id);
      await note(tx, id, 'data_request.read', this.clock.now());
      return this.detail(tx, request);
    });
  }

  /** @throws Problem validation_failed (`receivedOn` in the future) */
  async enter({ accountId }: Principal, form: EnterDataRequestDto): Promise<object> {
    const now = this.clock.now();
    const { kind, channel, receivedOn, thirdParties = false, name, reach, details } = form;
    if (receivedOn > vietnamDay(now))
      throw fieldProblem(
        'receivedOn',
        'in_future',
        'Ngày nhận không thể ở tương lai',
        'Not a day in the future',
      );
    return this.transactions.run('officer', async (tx) => {
      const id = uuidv7(now.getTime());
      const key = await this.dataKeys.create(tx, 'data_request', id);
      await tx.insert(DataRequest, {
        id,
        kind,
        channel,
        receivedOn,
        thirdParties,
        contentSealed: sealContent(key, { name, reach, details, extensionReason: null, answer: null }),
        ...requestTimes(kind, receivedOn, thirdParties, publicHolidays),
        acknowledgedAt: null,
        extendedAt: null,
        status: 'open',
        statusChangedAt: now,
        enteredBy: accountId,
        createdAt: now,
        updatedAt: now,
      });
      await note(tx, id, 'data_request.entered', now, { kind, receivedOn });
      return this.detail(tx, await find(tx, id));
    });
  }

  /** The person was told that the request has come in. @throws Problem not_found, state_conflict */
  async acknowledge(id: string): Promise<object> {
    return this.change(id, async (tx, request, now) => {
      if (request.acknowledgedAt !== null) throw new Problem('state_conflict');
      await tx.update(DataRequest, { id }, { acknowledgedAt: now, updatedAt: now });
      await note(tx, id, 'data_request.acknowledged', now);
    });
  }

  /** Once, by 15 days. @throws Problem not_found, state_conflict (extended already, or answered) */
  async extend(id: string, { reason }: ExtendDataRequestDto): Promise<object> {
    return this.change(id, async (tx, request, now) => {
      if (request.extendedAt !== null) throw new Problem('state_conflict');
      const dueOn = addDays(request.dueOn, EXTENSION_DAYS);
      const contentSealed = await this.reseal(tx, request, { extensionReason: reason });
      await tx.update(DataRequest, { id }, { dueOn, extendedAt: now, contentSealed, updatedAt: now });
      await note(tx, id, 'data_request.extended', now, { dueOn });
    });
  }

  /** Closes the request; an answer acknowledges too. @throws Problem not_found, state_conflict (answered already) */
  async answer(id: string, { outcome, answer }: AnswerDataRequestDto): Promise<object> {
    return this.change(id, async (tx, request, now) => {
      const contentSealed = await this.reseal(tx, request, { answer });
      await tx.update(
        DataRequest,
        { id },
        {
          status: outcome,
          statusChangedAt: now,
          acknowledgedAt: request.acknowledgedAt ?? now,
          contentSealed,
          updatedAt: now,
        },
      );
      await note(tx, id, `data_request.${outcome}`, now);
    });
  }

  private async change(
    id: string,
    work: (tx: EntityManager, request: DataRequest, now: Date) => Promise<void>,
  ): Promise<object> {
    return this.transactions.run('officer', async (tx) => {
      const request = await find(tx, id, true);
      if (request.status !== 'open') throw new Problem('state_conflict');
      await work(tx, request, this.clock.now());
      return this.detail(tx, await find(tx, id));
    });
  }

  private async reseal(
    tx: EntityManager,
    request: DataRequest,
    change: Partial<DataRequestContent>,
  ): Promise<string> {
    const key = await this.dataKeys.of(tx, request.id);
    const content = openContent(key, request);
    if (content === null) throw new Error('An open data request has lost its content');
    return sealContent(key, { ...content, ...change });
  }

  private async detail(tx: EntityManager, request: DataRequest): Promise<object> {
    const key = (await this.dataKeys.find(tx, request.id)) ?? undefined;
    return dataRequestDetail(request, openContent(key, request), this.clock.now());
  }

  /** In the order of the ids. */
  private async views(tx: EntityManager, ids: readonly string[]): Promise<object[]> {
    const requests = await tx.findBy(DataRequest, { id: In([...ids]) });
    const keys = await this.dataKeys.findAll(tx, ids);
    return ids.flatMap((id) => {
      const request = requests.find((candidate) => candidate.id === id);
      if (request === undefined) return [];
      return [dataRequestView(request, openContent(keys.get(id), request), this.clock.now())];
    });
  }
}

async function find(tx: EntityManager, id: string, locked = false): Promise<DataRequest> {
  const request = await tx.findOne(DataRequest, {
    where: { id },
    ...(locked ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });
  if (request === null) throw new Problem('not_found');
  return request;
}

function note(tx: EntityManager, id: string, action: string, at: Date, after?: object): Promise<void> {
  return recordAudit(tx, [
    {
      at,
      actorKind: 'officer',
      action,
      subjectType: 'data_request',
      subjectId: id,
      ...(after === undefined ? {} : { after }),
    },
  ]);
}
