import type {
  DeskReviewDto,
  DeskReviewsDto,
  EditReviewDto,
  HideDto,
  OrderReviewsDto,
  OwnReviewDto,
  PublicReviewDto,
  ReportReviewDto,
  ReviewableLineDto,
  ReviewDto,
  ReviewListDto,
  SellersReviewsDto,
  ShowDto,
} from '#client/api';
import type { Backend } from './api.js';
import { openedBy } from './order-token.js';

export type Review = PublicReviewDto;
export type ReviewList = ReviewListDto;
export type ReviewedLine = ReviewableLineDto;
export type OrderReviews = OrderReviewsDto;
export type OwnReview = OwnReviewDto;

/** Filters of a product's reviews; names and values are the API's own. */
export interface ReviewQuery {
  sort?: string;
  rating?: string;
  cursor?: string;
  limit?: number;
}

/**
 * A change of them is announced as one of the product, which stands on every page that shows them.
 *
 * @throws ApiProblem 404 unknown product, 400 `invalid_cursor`
 */
export const getReviews = (api: Backend, slug: string, query: ReviewQuery = {}): Promise<ReviewList> =>
  api.get(`/products/${encodeURIComponent(slug)}/reviews`, { query: { ...query }, tags: () => [] });

/** Every line of an order with what its buyer said of it. @throws ApiProblem 401, 404 */
export const getOrderReviews = (
  api: Backend,
  code: string,
  token: string | undefined,
): Promise<OrderReviews> => api.get(`/orders/${encodeURIComponent(code)}/reviews`, openedBy(token));

/** @throws ApiProblem 400 by field, 403 `not_allowed` (their own shop), 409 `state_conflict` (too late, or once already) */
export const writeReview = (
  api: Backend,
  slug: string,
  token: string | undefined,
  review: ReviewDto,
): Promise<unknown> =>
  api.send('POST', `/products/${encodeURIComponent(slug)}/reviews`, { body: review, ...openedBy(token) });

/** @throws ApiProblem 400 by field, 409 `state_conflict` (too late, or changed meanwhile) */
export const editReview = (
  api: Backend,
  code: string,
  token: string | undefined,
  { id, ...review }: EditReviewDto & { id: string },
): Promise<unknown> =>
  api.send('PUT', `/orders/${encodeURIComponent(code)}/reviews/${encodeURIComponent(id)}`, {
    body: review,
    ...openedBy(token),
  });

/** Who reads: the session, and a secret of the browser. */
export const readBy = (reader: string | undefined): { headers: Record<string, string> } => ({
  headers: reader === undefined ? {} : { 'reader-token': reader },
});

/** @throws ApiProblem 403 `not_allowed` (their own, or of goods of their shop), 404 */
export const voteHelpful = (api: Backend, id: string, reader: string | undefined): Promise<unknown> =>
  api.send('POST', `/reviews/${encodeURIComponent(id)}/helpful-votes`, { body: {}, ...readBy(reader) });

/** @throws ApiProblem 404 */
export const takeVoteBack = (api: Backend, id: string, reader: string | undefined): Promise<unknown> =>
  api.send('DELETE', `/reviews/${encodeURIComponent(id)}/helpful-votes`, readBy(reader));

/** @throws ApiProblem 400, 404, 429 */
export const reportReview = (
  api: Backend,
  id: string,
  reader: string | undefined,
  report: ReportReviewDto,
): Promise<unknown> =>
  api.send('POST', `/reviews/${encodeURIComponent(id)}/reports`, { body: report, ...readBy(reader) });

/** No purchase on this number is invited to a review again. @throws ApiProblem 401, 404 */
export const refuseInvitations = (api: Backend, code: string, token: string | undefined): Promise<unknown> =>
  api.send('POST', `/orders/${encodeURIComponent(code)}/review-refusal`, { body: {}, ...openedBy(token) });

export type ShopReviews = SellersReviewsDto;
export type DeskReviews = DeskReviewsDto;
export type DeskReview = DeskReviewDto;
/** What an officer decides: about what somebody said, or about the shop's answer to it. */
export type DecisionAct = 'hiding' | 'showing' | 'answer-hiding' | 'answer-showing';

/** @throws ApiProblem 403, 404 */
export const getShopReviews = (
  api: Backend,
  slug: string,
  query: { show?: string; cursor?: string; limit?: number },
): Promise<ShopReviews> => api.get(`/seller/${encodeURIComponent(slug)}/reviews`, { query });

/** @throws ApiProblem 400 by field, 404 once it is hidden */
export const answerReview = (api: Backend, slug: string, id: string, words: string): Promise<unknown> =>
  api.send('PUT', `/seller/${encodeURIComponent(slug)}/reviews/${encodeURIComponent(id)}/answer`, {
    body: { words },
  });

export const getDeskReviews = (
  api: Backend,
  query: { show?: string; q?: string; cursor?: string },
): Promise<DeskReviews> => api.get('/admin/reviews', { query });

/** @throws ApiProblem 400 by field, 403 `not_allowed`, 404, 409 `state_conflict` (changed since it was read) */
export const decideReview = (
  api: Backend,
  id: string,
  act: DecisionAct,
  body: HideDto | ShowDto,
): Promise<unknown> => api.send('POST', `/admin/reviews/${encodeURIComponent(id)}/${act}`, { body });
