import type { EvidenceDto, SalesDto, StatedSalesDto, StatementDto } from '#client/api';
import type { Backend } from './api.js';

export type Evidence = EvidenceDto;
export type Sales = SalesDto;
export type Statement = StatementDto;
export type StatedSales = StatedSalesDto;

const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}`;

export const getEvidence = (api: Backend, slug: string): Promise<Evidence> =>
  api.get(`${shop(slug)}/evidence`);

/** @throws ApiProblem 400 where the months are none, or too many */
export const getSales = (
  api: Backend,
  slug: string,
  period: { fromMonth?: string; toMonth?: string },
): Promise<Sales> => api.get(`${shop(slug)}/sales`, { query: period });

export const getStatements = async (api: Backend, slug: string): Promise<Statement[]> =>
  (await api.get<{ items: Statement[] }>(`${shop(slug)}/sales-statements`)).items;

/** @throws ApiProblem 400 where the months are none, or too many */
export const issueStatement = (api: Backend, slug: string, period: object): Promise<Statement> =>
  api.send('POST', `${shop(slug)}/sales-statements`, { body: period });

/** What a statement states, for whoever was handed it. @throws ApiProblem 404, 429 */
export const checkStatement = (api: Backend, code: string): Promise<StatedSales> =>
  api.get(`/sales-statements/${encodeURIComponent(code)}`);
