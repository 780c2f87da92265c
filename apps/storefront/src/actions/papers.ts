import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import { addDocument, removeDocument } from '../backend/shops.js';
import { fileOf, textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

/** What came of a picture that was sent or taken away. */
export interface PaperAnswer {
  /** The notice to come back with; null where nothing happened. */
  done: 'da-nhan' | 'da-bo' | null;
  /** Which paper it was of; empty where that is unknown. */
  kind: string;
  message: string | null;
  status: number;
}

/** Adds or takes away one picture of a paper. */
export async function takePaper(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<PaperAnswer> {
  const words = t.onboarding.documents;
  const kind = textOf(form, 'kind', 40);
  const answer: PaperAnswer = { done: null, kind, message: null, status: 422 };
  const file = fileOf(form);
  try {
    if (form.get('intent') === 'remove') {
      await removeDocument(api, slug, textOf(form, 'document', 40));
      return { ...answer, done: 'da-bo' };
    }
    if (file === null) return { ...answer, message: words.refusals['validation_failed'] ?? words.refused };
    await addDocument(api, slug, kind, file);
    return { ...answer, done: 'da-nhan' };
  } catch (error) {
    const message = refusalIn(error, words.refusals, t.seller.refusals) ?? words.refused;
    return { ...answer, message, status: (error as ApiProblem).status };
  }
}
