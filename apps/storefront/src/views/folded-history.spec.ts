import { expect, test } from 'vitest';
import { folded } from './folded-history.js';

const line = (id: string, action: string, name: string | null) => ({
  id,
  at: `2026-11-23T03:0${id}:00Z`,
  action,
  actor: name === null ? null : { name },
  onBehalf: false,
  before: null,
  after: null,
  confirmedAt: null,
});

test('what one person did several times in a row is one line, with the time of the last', () => {
  const history = [
    line('5', 'application.saved', 'Trần Thị Mẫu'),
    line('4', 'application.saved', 'Trần Thị Mẫu'),
    line('3', 'application.saved', null),
    line('2', 'document.added', 'Trần Thị Mẫu'),
    line('1', 'application.saved', 'Trần Thị Mẫu'),
  ];
  expect(folded(history).map(({ entry, times }) => [entry.id, times])).toEqual([
    ['5', 2],
    ['3', 1],
    ['2', 1],
    ['1', 1],
  ]);
});
