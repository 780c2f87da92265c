import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { askSeller, reportQuestion } from '../backend/questions.js';
import { readerToken } from './cookies.js';
import { textOf } from './form-text.js';
import { readReport, reportBody, type ReviewReport } from './review-votes.js';

/** What the API asks for at least. */
const SHORTEST = 5;

/** A question as it stands in its form. */
export interface AskForm {
  words: string;
  showName: boolean;
  /** Beside the field. */
  error: string | undefined;
  /** Above the form. */
  message: string | null;
  status: number;
}

export const EMPTY_QUESTION: AskForm = {
  words: '',
  showName: false,
  error: undefined,
  message: null,
  status: 200,
};

/** Asks the shop: what became of the question, or the form to show again. @throws ApiProblem 401 */
export async function takeQuestion(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<{ done: string } | AskForm> {
  const words = t.questions.form;
  const page = {
    ...EMPTY_QUESTION,
    words: textOf(form, 'words', 500),
    showName: form.get('showName') === '1',
  };
  if (page.words.length < SHORTEST) return { ...page, error: words.missing, status: 422 };
  try {
    const { status } = await askSeller(api, slug, { words: page.words, showName: page.showName });
    return { done: status };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 401) throw error;
    const { status, code, problem } = error;
    const said = problem.errors?.find(({ path }) => path === 'words')?.message;
    return said === undefined
      ? { ...page, message: words.refusals[code] ?? t.errors.problem, status }
      : { ...page, error: said, status };
  }
}

/** What came of a report: nothing more to say, the form to show again, or why it was not taken. */
export interface QuestionReported {
  reporting: ReviewReport | null;
  message: string | null;
  status: number;
}

/** Reports a question or its answer; null where that was done. */
export async function takeQuestionReport(
  context: Pick<APIContext, 'cookies' | 'locals'>,
  form: FormData,
): Promise<QuestionReported | null> {
  const { api, t } = context.locals;
  const report = readReport(form, t);
  if (report.errors['reason'] !== undefined) return { reporting: report, message: null, status: 422 };
  try {
    await reportQuestion(api, report.review, readerToken(context), reportBody(report));
    return null;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
    const words: Record<string, string> = {
      not_found: t.questions.report.gone,
      rate_limited: t.reviews.report.tooMany,
    };
    const message = words[error.code] ?? error.problem.errors?.[0]?.message ?? t.errors.problem;
    return { reporting: null, message, status: error.status };
  }
}
