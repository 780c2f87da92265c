import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { askSeller } from '../backend/questions.js';
import { textOf } from './form-text.js';

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
