import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { editReview, writeReview, type ReviewedLine } from '../backend/reviews.js';
import { takeOrderPictures } from './order-pictures.js';
import { textOf } from './form-text.js';

/** As many as go with one review. */
const MOST_PHOTOS = 5;

/** What stands in the form of one line, as typed. */
export interface ReviewValues {
  variantId: string;
  rating: string;
  words: string;
  showName: boolean;
  /** Pictures that were taken in, by id. */
  photos: readonly string[];
}

/** The form that comes back, of the line it is about: with pictures taken in, or with what is wrong. */
export interface ReviewPage {
  values: ReviewValues;
  errors: Readonly<Record<string, string | undefined>>;
  message: string | null;
  status: number;
}

/** A line's form before anybody typed into it; of what was said already as it stands. */
export const valuesOfLine = ({ variantId, review }: ReviewedLine): ReviewValues => ({
  variantId,
  rating: review === null ? '' : String(review.rating),
  words: review?.words ?? '',
  showName: review === null ? true : review.authorName !== null,
  photos: review?.photos ?? [],
});

interface Reviewing {
  orderCode: string;
  lines: readonly ReviewedLine[];
  token: string | undefined;
}

/** Takes the pictures in and, unless only they were sent, writes or changes the review; null where that was done. */
export async function takeReview(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  { orderCode, lines, token }: Reviewing,
  form: FormData,
): Promise<ReviewPage | null> {
  const words = t.reviews.write;
  const read = valuesOf(form);
  const line = lines.find(({ variantId }) => variantId === read.variantId);
  const { photos, fault } = await takeOrderPictures(
    api,
    { code: orderCode, token, of: 'review-photos' },
    form,
    read.photos,
    { most: MOST_PHOTOS, words: { many: words.photosMany, late: words.late } },
  );
  const values = { ...read, photos };
  const page = (errors: ReviewPage['errors'], status: number, message: string | null = null): ReviewPage => ({
    values,
    errors: { ...(fault === null ? {} : { photos: fault }), ...errors },
    message,
    status,
  });
  if (form.get('intent') === 'photos') return page({}, fault === null ? 200 : 422);
  if (line === undefined) return page({}, 409, words.late);
  if (words.ratings[values.rating] === undefined) return page({ rating: words.ratingMissing }, 422);
  if (fault !== null) return page({}, 422);
  const body = {
    rating: Number(values.rating),
    ...(values.words === '' ? {} : { words: values.words }),
    showName: values.showName,
    photos,
  };
  try {
    const version = Number(textOf(form, 'version', 6));
    if (line.review !== null)
      await editReview(api, orderCode, token, { ...body, version, id: line.review.id });
    else
      await writeReview(api, line.productSlug, token, {
        ...body,
        orderCode,
        variantId: line.variantId,
      });
    return null;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
    if (error.code === 'state_conflict') return page({}, 409, words.late);
    if (error.code === 'not_allowed') return page({}, 403, words.ownShop);
    const said = (error.problem.errors ?? []).map(
      ({ path, message }) => [path.replace(/^photos.*$/, 'photos'), message] as const,
    );
    return page(Object.fromEntries(said), error.status, said.length === 0 ? t.errors.problem : null);
  }
}

function valuesOf(form: FormData): ReviewValues {
  const photos = form.getAll('photo').filter((id): id is string => typeof id === 'string');
  return {
    variantId: textOf(form, 'variantId', 40),
    rating: textOf(form, 'rating', 1),
    words: textOf(form, 'words', 2_000),
    showName: form.get('showName') === '1',
    photos: photos.filter((id) => /^[\da-f-]{36}$/.test(id)).slice(0, MOST_PHOTOS),
  };
}
