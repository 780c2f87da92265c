import type { Day } from '#kernel/time';
import { vietnamDay } from '#kernel/time';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import type { DataRequest } from './data-request.entity.js';

/** Who asked what, and what they were told: the personal side of a request, sealed as one text. */
export interface DataRequestContent {
  name: string;
  reach: string;
  details: string;
  extensionReason: string | null;
  answer: string | null;
}

const PLACE = 'data_requests.content';

export const sealContent = (key: DataKey, content: DataRequestContent): string =>
  key.seal(JSON.stringify(content), PLACE);

/** Null once it was kept long enough. */
export function openContent(
  key: DataKey | undefined,
  { contentSealed }: DataRequest,
): DataRequestContent | null {
  if (key === undefined || contentSealed === null) return null;
  return JSON.parse(key.open(contentSealed, PLACE)) as DataRequestContent;
}

/** A line of the list. */
export function dataRequestView(request: DataRequest, content: DataRequestContent | null, now: Date): object {
  return {
    id: request.id,
    no: request.no,
    kind: request.kind,
    channel: request.channel,
    status: request.status,
    receivedOn: request.receivedOn,
    thirdParties: request.thirdParties,
    acknowledgeBy: request.acknowledgeBy,
    acknowledgedAt: request.acknowledgedAt?.toISOString() ?? null,
    dueOn: request.dueOn,
    extendedAt: request.extendedAt?.toISOString() ?? null,
    late: isLate(request, vietnamDay(now)),
    name: content?.name ?? null,
  };
}

export function dataRequestDetail(
  request: DataRequest,
  content: DataRequestContent | null,
  now: Date,
): object {
  return {
    ...dataRequestView(request, content, now),
    reach: content?.reach ?? null,
    details: content?.details ?? null,
    extensionReason: content?.extensionReason ?? null,
    answer: content?.answer ?? null,
    closedAt: request.status === 'open' ? null : request.statusChangedAt.toISOString(),
  };
}

function isLate({ status, acknowledgedAt, acknowledgeBy, dueOn }: DataRequest, today: Day): boolean {
  return status === 'open' && (dueOn < today || (acknowledgedAt === null && acknowledgeBy < today));
}
