import type { APIContext } from 'astro';
import type { ReportReviewDto } from '#client/api';
import { ApiProblem } from '../backend/api.js';
import { reportReview, takeVoteBack, voteHelpful } from '../backend/reviews.js';
import type { Words } from '../i18n/vi.js';
import { readerToken } from './cookies.js';
import { textOf } from './form-text.js';

/** A report as it stands in its form. */
export interface ReviewReport {
  review: string;
  /** It is about the shop's answer. */
  ofAnswer: boolean;
  reason: string;
  words: string;
  errors: Readonly<Record<string, string | undefined>>;
}

/** What a page of reviews says of what was just pressed. */
export interface ReviewSaid {
  message: string | null;
  refused: boolean;
  /** The review somebody just found helpful, so that they can take it back. */
  voted: string | null;
  reporting: ReviewReport | null;
  status: number;
}

const NOTHING: ReviewSaid = { message: null, refused: false, voted: null, reporting: null, status: 200 };
const isId = (id: string): boolean => /^[\da-f-]{36}$/.test(id);

/** What the address says was done, or is to be done. */
export function readReviewSaid(search: URLSearchParams, t: Words): ReviewSaid {
  const voted = search.get('huu-ich') ?? '';
  if (isId(voted)) return { ...NOTHING, message: t.reviews.voted, voted };
  if (search.has('da-bao')) return { ...NOTHING, message: t.reviews.report.done };
  const reporting = readReporting(search);
  if (reporting !== null) return { ...NOTHING, reporting };
  return NOTHING;
}

/** The report that an address asks for, before anybody typed into it; null where it asks for none. */
export function readReporting(search: URLSearchParams): ReviewReport | null {
  const review = search.get('bao') ?? '';
  return isId(review) ? { review, ofAnswer: search.has('tra-loi'), reason: '', words: '', errors: {} } : null;
}

/** A report as it was sent, with what it lacks. */
export function readReport(form: FormData, t: Words): ReviewReport {
  const report = {
    review: textOf(form, 'review', 36),
    ofAnswer: form.get('ofAnswer') === '1',
    reason: textOf(form, 'reason', 20),
    words: textOf(form, 'words', 500),
  };
  const known = t.reviews.reasons[report.reason] !== undefined;
  return { ...report, errors: known ? {} : { reason: t.reviews.report.reasonMissing } };
}

/** As the API takes it. */
export const reportBody = ({ reason, words, ofAnswer }: ReviewReport): ReportReviewDto => ({
  reason: reason as ReportReviewDto['reason'],
  ofAnswer,
  ...(words === '' ? {} : { words }),
});

/** Votes for a review, takes a vote back, or reports it: where to go then, or what to say. */
export async function takeReviewVote(
  context: Pick<APIContext, 'cookies' | 'locals' | 'redirect'>,
  slug: string,
  form: FormData,
): Promise<ReviewSaid | Response> {
  const { api, t, paths } = context.locals;
  const review = textOf(form, 'review', 36);
  const here = paths.productReviews(slug);
  const reader = readerToken(context);
  try {
    switch (form.get('intent')) {
      case 'unvote':
        await takeVoteBack(api, review, reader);
        return context.redirect(here, 303);
      case 'report': {
        const report = readReport(form, t);
        if (report.errors['reason'] !== undefined) return { ...NOTHING, reporting: report, status: 422 };
        await reportReview(api, review, reader, reportBody(report));
        return context.redirect(`${here}?da-bao`, 303);
      }
      default:
        await voteHelpful(api, review, reader);
        return form.get('from') === 'product'
          ? context.redirect(`${paths.product(slug)}#danh-gia-${review}`, 303)
          : context.redirect(`${here}?huu-ich=${review}`, 303);
    }
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
    const words: Record<string, string> = {
      not_allowed: t.reviews.notOwn,
      not_found: t.reviews.goneReview,
      rate_limited: t.reviews.report.tooMany,
    };
    const message = words[error.code] ?? error.problem.errors?.[0]?.message ?? t.errors.problem;
    return { ...NOTHING, message, refused: true, status: error.status };
  }
}
