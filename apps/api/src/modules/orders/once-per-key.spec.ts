import { describe, expect, it } from 'vitest';
import { BUSY, OncePerKey } from './once-per-key.js';

describe('OncePerKey', () => {
  it('lets one of many requests with the same key work at a time, in the order they came', async () => {
    const once = new OncePerKey();
    let working = 0;
    let most = 0;
    const order: number[] = [];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        once.run('key', async () => {
          working += 1;
          most = Math.max(most, working);
          await Promise.resolve();
          await Promise.resolve();
          working -= 1;
          order.push(index);
          return index;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(answers).toEqual(order);
  });

  it('lets other keys pass meanwhile', async () => {
    const once = new OncePerKey();
    const gate = Promise.withResolvers<string>();
    const slow = once.run('slow', () => gate.promise);
    expect(await once.run('fast', () => Promise.resolve('fast'))).toBe('fast');
    gate.resolve('slow');
    expect(await slow).toBe('slow');
  });

  it('asks again while another process is busy, and only one of the waiting asks', async () => {
    const once = new OncePerKey();
    let asked = 0;
    const attempt = (): Promise<string | typeof BUSY> =>
      Promise.resolve((asked += 1) < 3 ? BUSY : `after ${asked}`);
    expect(await Promise.all([once.run('key', attempt), once.run('key', attempt)])).toEqual([
      'after 3',
      'after 4',
    ]);
  });

  it('goes on with the next after one failed', async () => {
    const once = new OncePerKey();
    const failed = once.run('key', () => Promise.reject(new Error('refused')));
    const next = once.run('key', () => Promise.resolve('placed'));
    await expect(failed).rejects.toThrow('refused');
    expect(await next).toBe('placed');
  });
});
