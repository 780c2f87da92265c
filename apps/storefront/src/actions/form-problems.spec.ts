import { expect, test } from 'vitest';
import { ApiProblem } from '../backend/api.js';
import type { Problem } from '../backend/buying.types.js';
import { vi } from '../i18n/vi.js';
import { emptyForm, hasErrors, refused } from './form-problems.js';

const problem = (status: number, code: Problem['code'], errors?: Problem['errors']): ApiProblem =>
  new ApiProblem(status, {
    type: `urn:problem:${code}`,
    title: '',
    status,
    detail: '',
    code,
    requestId: 'r',
    ...(errors ? { errors } : {}),
  });
const form = () => emptyForm({ name: 'Bưởi', line: '' });

test('what the API says of a field stands beside it, with what was typed kept', () => {
  const page = refused(
    form(),
    problem(400, 'validation_failed', [
      { path: 'recipient.name', code: 'too_long', message: 'Dài quá' },
      { path: 'line', code: 'required', message: 'Còn thiếu' },
    ]),
    vi,
    { fields: { 'recipient.name': 'name', line: 'line' } },
  );
  expect(page).toEqual({
    values: { name: 'Bưởi', line: '' },
    errors: { name: 'Dài quá', line: 'Còn thiếu' },
    message: null,
    status: 400,
  });
});

test('a refusal of the whole is said in the words of the place, then in those of the shop', () => {
  const words = { state_conflict: 'Đã có rồi' };
  expect(refused(form(), problem(409, 'state_conflict'), vi, { words }).message).toBe('Đã có rồi');
  expect(refused(form(), problem(429, 'rate_limited'), vi, { words }).message).toBe(
    vi.errors.problems['rate_limited'],
  );
  expect(refused(form(), problem(404, 'not_found'), vi).message).toBe(vi.errors.problem);
});

test('an error of a field nobody shows is still said', () => {
  const page = refused(
    form(),
    problem(400, 'validation_failed', [{ path: 'other', code: 'x', message: 'Sai' }]),
    vi,
  );
  expect(hasErrors(page)).toBe(false);
  expect(page.message).toBe(vi.errors.problem);
});

test('a failure of the machine is no refusal', () => {
  expect(() => refused(form(), problem(500, 'internal_error'), vi)).toThrow(ApiProblem);
  expect(() => refused(form(), new TypeError('x'), vi)).toThrow(TypeError);
});
