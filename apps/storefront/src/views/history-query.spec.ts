import { describe, expect, it } from 'vitest';
import { historyHref, readHistoryQuery } from './history-query.js';

const ID = '01900000-0000-7000-8000-000000000001';

describe('the filters of the history', () => {
  it('are read from the address and written to it in one order', () => {
    const address = `action=duty.&actorId=${ID}&from=2026-11-01&subjectId=${ID}&subjectType=account`;
    const query = readHistoryQuery(new URLSearchParams(address));
    expect(query).toEqual({
      subjectType: 'account',
      subjectId: ID,
      actorId: ID,
      action: 'duty.',
      from: '2026-11-01',
    });
    expect(historyHref(query)).toBe(
      `/quan-tri/nhat-ky?subjectType=account&subjectId=${ID}&actorId=${ID}&action=duty.&from=2026-11-01`,
    );
    expect(historyHref({})).toBe('/quan-tri/nhat-ky');
  });

  it('leave out what cannot be meant', () => {
    const address = `subjectId=${ID}&actorId=1&action=%25&from=2026-02-30&cursor=%00&q=x`;
    expect(readHistoryQuery(new URLSearchParams(address))).toEqual({});
  });
});
