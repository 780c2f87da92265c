import { describe, expect, it } from 'vitest';
import { changesOf, sealedValuesIn, type ShownValue } from './audit-changes.js';

const sealed = { sealed: 'v1.abc', of: 'somebody' };
const open = (): ShownValue => ({ state: 'opened', text: 'Bưởi' });

describe('what a record changed', () => {
  it('is told field by field, nested ones by their path, with what there was not', () => {
    expect(
      changesOf(
        { status: 'draft', duty: { role: 'support', communes: ['1', '2'] } },
        { status: 'closed', n: 0 },
        open,
      ),
    ).toEqual([
      {
        field: 'status',
        before: { state: 'plain', text: 'draft' },
        after: { state: 'plain', text: 'closed' },
      },
      {
        field: 'duty.role',
        before: { state: 'plain', text: 'support' },
        after: { state: 'none', text: null },
      },
      {
        field: 'duty.communes',
        before: { state: 'plain', text: '1, 2' },
        after: { state: 'none', text: null },
      },
      { field: 'n', before: { state: 'none', text: null }, after: { state: 'plain', text: '0' } },
    ]);
  });

  it('opens what is sealed, and never shows a sealed text as it stands', () => {
    const text = `v1.${'A'.repeat(40)}`;
    expect(changesOf(null, { name: sealed, list: [sealed], old: text, note: 'v1.2' }, open)).toMatchObject([
      { field: 'name', after: { state: 'opened', text: 'Bưởi' } },
      { field: 'list.0', after: { state: 'opened', text: 'Bưởi' } },
      { field: 'old', after: { state: 'sealed', text: null } },
      { field: 'note', after: { state: 'plain', text: 'v1.2' } },
    ]);
    expect(JSON.stringify(changesOf(null, { list: [sealed] }, open))).not.toContain('v1.abc');
    expect(sealedValuesIn({ a: [{ b: sealed }, sealed], c: 'x' })).toEqual([sealed, sealed]);
  });

  it('takes records without before or after', () => {
    expect(changesOf(null, null, open)).toEqual([]);
  });
});
