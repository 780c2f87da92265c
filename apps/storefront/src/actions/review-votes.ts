import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { reportReview, takeVoteBack, voteHelpful } from '../backend/reviews.js';
import type { Words } from '../i18n/vi.js';
import { readerToken } from './cookies.js';
import { textOf } from './form-text.js';

/** A report as it stands in its form. */
export interface ReviewReport {
  review: string;
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
  const [voted, report] = [search.get('huu-ich') ?? '', search.get('bao') ?? ''];
  if (isId(voted)) return { ...NOTHING, message: t.reviews.voted, voted };
  if (search.has('da-bao')) return { ...NOTHING, message: t.reviews.report.done };
  if (isId(report)) return { ...NOTHING, reporting: { review: report, reason: '', words: '', errors: {} } };
  return NOTHING;
}

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
  const report = { review, reason: textOf(form, 'reason', 20), words: textOf(form, 'words', 500) };
  try {
    switch (form.get('intent')) {
      case 'unvote':
        await takeVoteBack(api, review, reader);
        return context.redirect(here, 303);
      case 'report': {
        if (t.reviews.reasons[report.reason] === undefined)
          return {
            ...NOTHING,
            reporting: { ...report, errors: { reason: t.reviews.report.reasonMissing } },
            status: 422,
          };
        const { reason, words } = report;
        await reportReview(api, review, reader, {
          reason: reason as Parameters<typeof reportReview>[3]['reason'],
          ...(words === '' ? {} : { words }),
        });
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
