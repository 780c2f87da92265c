import type { GiveVoucherDto, GivenVoucherAnswer, VoucherAnswer, VouchersAnswer } from '#client/api';
import type { Backend } from './api.js';

export type Voucher = VoucherAnswer;
export type GivenVoucher = GivenVoucherAnswer;
export type NewVoucher = GiveVoucherDto;

/** Whose vouchers: a shop's by its slug, or with null the floor's. */
const of = (slug: string | null): string =>
  slug === null ? '/admin/vouchers' : `/seller/${encodeURIComponent(slug)}/vouchers`;

/** @throws ApiProblem 400 `invalid_cursor` */
export const getVouchers = (
  api: Backend,
  slug: string | null,
  query: { cursor?: string } = {},
): Promise<VouchersAnswer> => api.get(of(slug), { query });

/** @throws ApiProblem 400 at a field, 403 where it counts for more than the caller's communes */
export const giveVoucher = (api: Backend, slug: string | null, body: NewVoucher): Promise<GivenVoucher> =>
  api.send('POST', of(slug), { body });

/** @throws ApiProblem 409 `state_conflict` when it is over already */
export const endVoucher = (api: Backend, slug: string | null, id: string): Promise<unknown> =>
  api.send('POST', `${of(slug)}/${encodeURIComponent(id)}/ending`, { body: {} });
