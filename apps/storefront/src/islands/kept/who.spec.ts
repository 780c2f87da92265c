import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Ask } from './refusals.js';
import { Who } from './who.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answering = (answer: Response) => vi.fn<Ask>(() => Promise.resolve(answer.clone()));

test('a page that was just opened is believed, an old one is asked about', async () => {
  const send = answering(Response.json({ id: 'bac' }));
  const who = new Who('bac', send);
  await who.prove();
  expect(send).not.toHaveBeenCalled();
  vi.advanceTimersByTime(61_000);
  await who.prove();
  await who.prove();
  expect(send).toHaveBeenCalledTimes(1);
  who.doubt();
  await who.prove();
  expect(send).toHaveBeenCalledTimes(2);
});

test('nothing is sent as somebody else who signed in meanwhile, or as nobody', async () => {
  for (const [answer, words] of [
    [Response.json({ id: 'other' }), 'someone_else'],
    [Response.json({ code: 'sign_in_required', detail: 'Cần đăng nhập' }, { status: 401 }), 'Cần đăng nhập'],
  ] as const) {
    const who = new Who('bac', answering(answer));
    who.doubt();
    await expect(who.prove()).rejects.toMatchObject({ trouble: 'signed_out', words });
  }
});
