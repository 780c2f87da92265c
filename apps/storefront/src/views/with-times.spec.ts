import { expect, it } from 'vitest';
import { withTimes } from './with-times.js';

const floor = {
  times: {
    escalateHours: 12,
    transferHours: 6,
    returnDays: 9,
    returnAnswerDays: 3,
    completedDays: 8,
    firstReplyDays: 4,
  },
};

it('says the times of the province, and leaves what people wrote in braces', () => {
  expect(withTimes('Gian hàng {khô} trả lời trong {returnAnswerDays} ngày, {khacDays}', floor)).toBe(
    'Gian hàng {khô} trả lời trong 3 ngày, {khacDays}',
  );
  expect(withTimes('Chuyển trong {transferHours} giờ', floor)).toBe('Chuyển trong 6 giờ');
  expect(withTimes('Chuyển trong {transferHours} giờ', null)).toBe('');
  expect(withTimes('Báo trong {returnDays} ngày', null)).toBe('');
  expect(withTimes('Gian hàng {khô}', null)).toBe('Gian hàng {khô}');
});
