import { FormData } from 'undici';
import type {
  EditReviewDto,
  OrderReviewsDto,
  OwnReviewDto,
  PublicReviewDto,
  ReviewableLineDto,
  ReviewDto,
  ReviewListDto,
} from '#client/api';
import type { Backend } from './api.js';

export type Review = PublicReviewDto;
export type ReviewList = ReviewListDto;
export type ReviewedLine = ReviewableLineDto;
export type OwnReview = OwnReviewDto;

/** Filters of a product's reviews; names and values are the API's own. */
export interface ReviewQuery {
  sort?: string;
  rating?: string;
  cursor?: string;
  limit?: number;
}

const openedBy = (token: string | undefined): { headers: Record<string, string> } => ({
  headers: token === undefined ? {} : { 'order-token': token },
});

/** @throws ApiProblem 404 unknown product, 400 `invalid_cursor` */
export const getReviews = (api: Backend, slug: string, query: ReviewQuery = {}): Promise<ReviewList> =>
  api.get(`/products/${encodeURIComponent(slug)}/reviews`, { query: { ...query } });

/** Every line of an order with what its buyer said of it. @throws ApiProblem 401, 404 */
export const getOrderReviews = async (
  api: Backend,
  code: string,
  token: string | undefined,
): Promise<ReviewedLine[]> =>
  (await api.get<OrderReviewsDto>(`/orders/${encodeURIComponent(code)}/reviews`, openedBy(token))).items;

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

/** @throws ApiProblem 413 `too_large`, 415 `unsupported_type`, 409 `state_conflict` (pictures enough) */
export function sendReviewPhoto(
  api: Backend,
  code: string,
  token: string | undefined,
  file: File,
): Promise<{ id: string }> {
  const body = new FormData();
  body.append('file', file, file.name);
  return api.send('POST', `/orders/${encodeURIComponent(code)}/review-photos`, { body, ...openedBy(token) });
}

/** @throws ApiProblem 404 */
export const getReviewPhoto = (
  api: Backend,
  code: string,
  token: string | undefined,
  photo: string,
): Promise<{ bytes: ArrayBuffer; type: string }> =>
  api.file(`/orders/${encodeURIComponent(code)}/review-photos/${encodeURIComponent(photo)}`, openedBy(token));
