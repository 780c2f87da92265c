import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lane } from './lane.js';
import { NotSent } from './refusals.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A lane whose rounds end so, one after the other, and then well. */
function lane(...ends: (NotSent | null)[]): {
  rounds: () => number;
  told: (string | null)[];
  kick: () => void;
} {
  let rounds = 0;
  const told: (string | null)[] = [];
  const work = async (): Promise<void> => {
    const end = ends[rounds];
    rounds += 1;
    if (end) throw end;
  };
  const made = new Lane(work, (trouble) => told.push(trouble?.trouble ?? null));
  return { rounds: () => rounds, told, kick: () => made.kick() };
}

test('while nobody answers it is tried again, less and less often', async () => {
  const away = new NotSent('no_answer');
  const { rounds, told, kick } = lane(away, away, away, null);
  kick();
  await vi.advanceTimersByTimeAsync(1_300);
  expect(rounds()).toBe(2);
  await vi.advanceTimersByTimeAsync(1_650);
  expect(rounds()).toBe(2);
  await vi.advanceTimersByTimeAsync(850);
  expect(rounds()).toBe(3);
  await vi.runAllTimersAsync();
  expect(told).toEqual(['no_answer', 'no_answer', 'no_answer', null]);
});

test('a line that is back is not waited for', async () => {
  const { rounds, kick } = lane(new NotSent('no_answer'), null);
  kick();
  await vi.advanceTimersByTimeAsync(0);
  kick();
  await vi.advanceTimersByTimeAsync(0);
  expect(rounds()).toBe(2);
  await vi.runAllTimersAsync();
  expect(rounds()).toBe(2);
});

test('a server that says when to come back is not asked before', async () => {
  const { rounds, kick } = lane(new NotSent('no_answer', '', 20), null);
  kick();
  await vi.advanceTimersByTimeAsync(19_900);
  expect(rounds()).toBe(1);
  await vi.advanceTimersByTimeAsync(5_200);
  expect(rounds()).toBe(2);
});

test('a session that is over is not tried again by itself', async () => {
  const { rounds, told, kick } = lane(new NotSent('signed_out'));
  kick();
  await vi.runAllTimersAsync();
  expect([rounds(), told]).toEqual([1, ['signed_out']]);
});

test('what comes while it works is worked on right after', async () => {
  const { rounds, kick } = lane();
  kick();
  kick();
  kick();
  await vi.runAllTimersAsync();
  expect(rounds()).toBe(2);
});
