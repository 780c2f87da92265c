import type {
  AskDto,
  AskedAnswer,
  DeskQuestionsDto,
  HideDto,
  PublicQuestionDto,
  QuestionListDto,
  ReportReviewDto,
  ShopQuestionsDto,
  ShowDto,
} from '#client/api';
import type { Backend } from './api.js';
import { readBy, type DecisionAct } from './reviews.js';

export type Question = PublicQuestionDto;
export type QuestionList = QuestionListDto;
export type ShopQuestions = ShopQuestionsDto;
export type DeskQuestions = DeskQuestionsDto;

const id = encodeURIComponent;

/**
 * Those that were answered. A change of them is announced as one of the product, which stands on every page that shows them.
 *
 * @throws ApiProblem 404 unknown product, 400 `invalid_cursor`
 */
export const getQuestions = (
  api: Backend,
  slug: string,
  query: { cursor?: string; limit?: number } = {},
): Promise<QuestionList> => api.get(`/products/${id(slug)}/questions`, { query, tags: () => [] });

/** @throws ApiProblem 400 by field, 401, 403 `not_allowed` (their own shop), 404, 429 */
export const askSeller = (api: Backend, slug: string, question: AskDto): Promise<AskedAnswer> =>
  api.send('POST', `/products/${id(slug)}/questions`, { body: question });

/** Tells the officers what is wrong with a question or its answer. @throws ApiProblem 400, 404, 429 */
export const reportQuestion = (
  api: Backend,
  question: string,
  reader: string | undefined,
  report: ReportReviewDto,
): Promise<unknown> =>
  api.send('POST', `/questions/${id(question)}/reports`, { body: report, ...readBy(reader) });

/** @throws ApiProblem 403, 404 */
export const getShopQuestions = (
  api: Backend,
  slug: string,
  query: { show?: string; cursor?: string; limit?: number },
): Promise<ShopQuestions> => api.get(`/seller/${id(slug)}/questions`, { query });

/** @throws ApiProblem 400 by field, 404 once an officer took it down */
export const answerQuestion = (
  api: Backend,
  slug: string,
  question: string,
  words: string,
): Promise<unknown> =>
  api.send('PUT', `/seller/${id(slug)}/questions/${id(question)}/answer`, { body: { words } });

export const getDeskQuestions = (
  api: Backend,
  query: { show?: string; cursor?: string },
): Promise<DeskQuestions> => api.get('/admin/questions', { query });

/** @throws ApiProblem 400 by field, 403 `not_allowed`, 404, 409 `state_conflict` (answered since it was read) */
export const decideQuestion = (
  api: Backend,
  question: string,
  act: DecisionAct,
  body: HideDto | ShowDto,
): Promise<unknown> => api.send('POST', `/admin/questions/${id(question)}/${act}`, { body });
