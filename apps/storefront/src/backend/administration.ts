import type {
  AdminAccountDto,
  AdminAccountListDto,
  AuditRecordListDto,
  DeskDto,
  DutyDto,
  DutyListDto,
} from '#client/api';
import type { Backend } from './api.js';

export type DeskState = DeskDto;
export type DeskItem = DeskDto['items'][number];
export type AdminAccount = AdminAccountDto;
export type Duty = DutyDto;
export type AuditRecords = AuditRecordListDto;
export type AuditRecord = AuditRecordListDto['items'][number];
export type AuditValue = AuditRecord['changes'][number]['before'];

/** More pages than any province has duties for. */
const MOST_PAGES = 20;

export const getDesk = (api: Backend): Promise<DeskState> => api.get('/admin/desk');

const assignment = (queue: string, subjectId: string): string =>
  `/admin/desk/${encodeURIComponent(queue)}/${encodeURIComponent(subjectId)}/assignment`;

/** @throws ApiProblem 409 `state_conflict`: somebody has it in hand */
export const takeWork = (api: Backend, queue: string, subjectId: string): Promise<void> =>
  api.send('PUT', assignment(queue, subjectId));

/** @throws ApiProblem 409 `state_conflict`: nobody has it in hand */
export const giveBackWork = (api: Backend, queue: string, subjectId: string): Promise<void> =>
  api.send('DELETE', assignment(queue, subjectId));

/** By `phone`, `email` or `name`, or officers from `cursor` on. */
export const findAccounts = (
  api: Backend,
  query: { phone?: string; email?: string; name?: string; cursor?: string | undefined },
): Promise<AdminAccountListDto> => api.get('/admin/accounts', { query });

const account = (id: string): string => `/admin/accounts/${encodeURIComponent(id)}`;

/** @throws ApiProblem 404 outside the officer's communes */
export const getAccount = (api: Backend, id: string): Promise<AdminAccount> => api.get(account(id));

/** @throws ApiProblem 403 `fresh_check_required`, `not_allowed`, 409 `state_conflict`, `last_administrator` */
export const changeAccount = (
  api: Backend,
  id: string,
  act: 'block' | 'unblock' | 'sign-out',
  reason: string,
): Promise<void> =>
  act === 'sign-out'
    ? api.send('DELETE', `${account(id)}/sessions`)
    : api.send('POST', `${account(id)}/${act}`, { body: { reason } });

/** All duties that are open, of a commune or a role where one is named. */
export async function getDuties(
  api: Backend,
  query: { commune?: string | undefined; role?: string | undefined },
): Promise<Duty[]> {
  const duties: Duty[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const list: DutyListDto = await api.get('/admin/duties', { query: { ...query, limit: 100, cursor } });
    duties.push(...list.items);
    cursor = list.nextCursor;
    if (cursor === null) break;
  }
  return duties;
}

const duty = (id: string): string => `/admin/duties/${encodeURIComponent(id)}`;

/** @throws ApiProblem 404 outside the officer's communes */
export const getDuty = (api: Backend, id: string): Promise<Duty> => api.get(duty(id));

/** @throws ApiProblem 400 by field, 403 `fresh_check_required`, `not_allowed`, 409 `state_conflict` */
export const grantDuty = (api: Backend, body: object): Promise<Duty> =>
  api.send('POST', '/admin/duties', { body });
export const handOverDuty = (api: Backend, id: string, body: object): Promise<Duty> =>
  api.send('POST', `${duty(id)}/handover`, { body });
export const delegateDuty = (api: Backend, id: string, body: object): Promise<Duty> =>
  api.send('POST', `${duty(id)}/delegation`, { body });
/** @throws ApiProblem 409 `last_administrator` besides those */
export const endDuty = (api: Backend, id: string): Promise<void> => api.send('DELETE', duty(id));

export const getAuditRecords = (api: Backend, query: object): Promise<AuditRecords> =>
  api.get('/admin/audit-records', { query: { ...query } });
