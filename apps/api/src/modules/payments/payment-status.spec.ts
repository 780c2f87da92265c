import { expect, it } from 'vitest';
import { paymentStatusesBefore } from './payment-status.js';

it('only what is still owed can expire or fail, what is owed or came late can be paid, and only what was paid can be given back', () => {
  expect(paymentStatusesBefore('expired')).toEqual(['pending']);
  expect(paymentStatusesBefore('failed')).toEqual(['pending']);
  expect(paymentStatusesBefore('paid')).toEqual(['pending', 'expired']);
  expect(paymentStatusesBefore('partly_refunded')).toEqual(['paid']);
  expect(paymentStatusesBefore('refunded')).toEqual(['paid', 'partly_refunded']);
  expect(paymentStatusesBefore('pending')).toEqual(['paid', 'expired']);
});
