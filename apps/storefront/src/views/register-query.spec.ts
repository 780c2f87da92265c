import { describe, expect, it } from 'vitest';
import { readFiguresDay, readRegisterQuery, registerHref } from './register-query.js';

const read = (text: string) => readRegisterQuery(new URLSearchParams(text));

describe('the address of the register', () => {
  it('keeps its filters, in one order', () => {
    const query = read('commune=32248&status=active&q= tôm &field=agriculture');
    expect(query).toEqual({ q: 'tôm', status: 'active', field: 'agriculture', commune: '32248' });
    expect(registerHref(query)).toBe(
      '/quan-tri/hop-tac-xa?q=t%C3%B4m&status=active&field=agriculture&commune=32248',
    );
    expect(registerHref({})).toBe('/quan-tri/hop-tac-xa');
  });

  it('leaves out what nobody offers', () => {
    expect(read(`status=gone&field=x&commune=1&q=${'a'.repeat(201)}`)).toEqual({});
  });

  it('names a day, or none at all', () => {
    const day = (text: string) => readFiguresDay(new URLSearchParams(text));
    expect(day('')).toBeUndefined();
    expect(day('asOf=2022-07-30')).toBe('2022-07-30');
    expect(day('asOf=2022-02-30')).toBeNull();
  });
});
