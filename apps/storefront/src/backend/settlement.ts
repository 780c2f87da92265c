import type { JournalDto, TaxFormDto, TaxPeriodDto, TermDto, WithholdingsDto } from '#client/api';
import type { Backend } from './api.js';

export type Journal = JournalDto;
export type TaxPeriod = TaxPeriodDto;
export type Term = TermDto;
export type Withholdings = WithholdingsDto;

/** @throws ApiProblem 403 `not_allowed`, 404 */
export const getJournal = (api: Backend, slug: string, month?: string): Promise<Journal> =>
  api.get(`/seller/${encodeURIComponent(slug)}/sales-journal`, { query: { month } });

/** @throws ApiProblem 403 `not_allowed`, 404 */
export const getWithholdings = (api: Backend, slug: string): Promise<Withholdings> =>
  api.get(`/seller/${encodeURIComponent(slug)}/withholdings`);

export const getTaxPeriod = (api: Backend, period?: string): Promise<TaxPeriod> =>
  api.get('/admin/tax-forms', { query: { period } });

/** @throws ApiProblem 400 where the period is not over, 409 where something of it still waits to be posted */
export const issueTaxForm = (api: Backend, period: string): Promise<TaxFormDto> =>
  api.send('POST', '/admin/tax-forms', { body: { period } });

export const getTerms = async (api: Backend): Promise<Term[]> =>
  (await api.get<{ items: Term[] }>('/admin/settlement-terms')).items;

/** @throws ApiProblem 400, 403 `fresh_check_required` */
export const decideTerm = (api: Backend, wish: object): Promise<Term> =>
  api.send('POST', '/admin/settlement-terms', { body: wish });
