import type { GoAheadAnswer } from '#client/api';
import type { Backend } from './api.js';

export type GoAhead = GoAheadAnswer;

const at = (code: string): string => `/go-aheads/${encodeURIComponent(code)}`;
const by = (token: string): { headers: Record<string, string> } => ({
  headers: { 'go-ahead-token': token },
});

/** @throws ApiProblem 404 for a link that is none, or of an order that is over */
export const getGoAhead = (api: Backend, code: string, token: string): Promise<GoAhead> =>
  api.get(at(code), by(token));

/** Said twice it is said once. @throws ApiProblem 404, 409 `state_conflict` */
export const giveGoAheadByLink = (api: Backend, code: string, token: string): Promise<GoAhead> =>
  api.send('POST', at(code), { body: {}, ...by(token) });
