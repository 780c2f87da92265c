import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import { removeProductPaper, sendProductPaper } from '../backend/listings.js';
import { dayOf } from './application-form.js';
import { fileOf, textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

/** What came of a paper that was sent or taken back. */
export interface ProductPaperPage {
  done: 'da-nhan' | 'da-bo' | null;
  /** Which kind it was of; empty where that is unknown. */
  kind: string;
  values: { number: string; issuedOn: string; expiresOn: string };
  errors: Record<string, string>;
  message: string | null;
  status: number;
}

/** Sends a paper of a product, or takes one back. */
export async function takeProductPaper(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  { slug, id }: { slug: string; id: string },
  form: FormData,
): Promise<ProductPaperPage> {
  const words = t.listing.papers;
  const values = {
    number: textOf(form, 'number', 80),
    issuedOn: textOf(form, 'issuedOn', 20),
    expiresOn: textOf(form, 'expiresOn', 20),
  };
  const kind = textOf(form, 'kind', 40);
  const page: ProductPaperPage = { done: null, kind, values, errors: {}, message: null, status: 422 };
  const days = { issuedOn: dayOf(values.issuedOn) ?? '', expiresOn: dayOf(values.expiresOn) ?? '' };
  try {
    if (form.get('intent') === 'remove') {
      await removeProductPaper(api, slug, textOf(form, 'paper', 40));
      return { ...page, done: 'da-bo' };
    }
    for (const name of ['issuedOn', 'expiresOn'] as const)
      if (values[name] !== '' && days[name] === '') page.errors[name] = t.listing.wrong.day;
    const file = fileOf(form);
    if (file === null) page.errors['file'] = words.missing;
    if (file === null || Object.keys(page.errors).length > 0) return page;
    await sendProductPaper(api, slug, { kind, productId: id, number: values.number, ...days }, file);
    return { ...page, done: 'da-nhan' };
  } catch (error) {
    const sentence = refusalIn(error, t.listing.paperRefusals, t.listing.refusals, t.seller.refusals);
    const { status, problem } = error as ApiProblem;
    for (const { path, message } of problem.errors ?? []) page.errors[path] ??= message;
    if (Object.keys(page.errors).length === 0) page.message = sentence ?? t.seller.refused;
    return { ...page, status };
  }
}
