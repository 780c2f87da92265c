import type { APIContext } from 'astro';
import type { WriteArticleDto } from '#client/api';
import {
  articleKinds,
  beginArticle,
  editArticle,
  moveArticle,
  type EditedArticle,
} from '../backend/articles.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

const FIELDS = [
  'kind',
  'title',
  'lead',
  'body',
  'titleEn',
  'leadEn',
  'bodyEn',
  'products',
  'seller',
  'point',
  'version',
] as const;
type Field = (typeof FIELDS)[number];
export type ArticlePage = FormPage<Field>;
type Context = Pick<APIContext, 'locals'>;

const MOST_PRODUCTS = 12;
/** A slug, or the address it ends, and how many. */
const LINE = /^(?:\S*\/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\s+x\s*(\d{1,2}))?$/;

/** The form of an article as it stands, or an empty one. */
export function articleForm(article: EditedArticle | null): ArticlePage {
  return emptyForm({
    kind: article?.kind ?? '',
    title: article?.title ?? '',
    lead: article?.lead ?? '',
    body: article?.body ?? '',
    titleEn: article?.english?.title ?? '',
    leadEn: article?.english?.lead ?? '',
    bodyEn: article?.english?.body ?? '',
    products: (article?.products ?? [])
      .map(({ slug, quantity }) => (quantity === 1 ? slug : `${slug} x ${quantity}`))
      .join('\n'),
    seller: article?.seller ?? '',
    point: article?.point ?? '',
    version: article === null ? '' : String(article.version),
  });
}

/** Saves the article: what it is now, or the page to show again. `id` is null of a new one. */
export async function takeArticle(
  { locals: { api, t } }: Context,
  id: string | null,
  form: FormData,
): Promise<{ article: EditedArticle } | { page: ArticlePage }> {
  const page: ArticlePage = emptyForm(
    Object.fromEntries(FIELDS.map((field) => [field, textOf(form, field, 9_000)])) as Record<Field, string>,
  );
  const body = bodyOf(page, t.articleDesk);
  if (body === null) return { page: misfilled(page) };
  try {
    const article =
      id === null
        ? await beginArticle(api, body)
        : await editArticle(api, id, { ...body, version: Number(page.values.version) });
    return { article };
  } catch (error) {
    const fields: Record<string, Field> = {
      ...Object.fromEntries(FIELDS.map((field) => [field, field])),
      ...{ 'english.title': 'titleEn', 'english.lead': 'leadEn', 'english.body': 'bodyEn' },
      ...Object.fromEntries(body.products.map((_, at) => [`products.${at}.slug`, 'products' as const])),
    };
    return { page: refused(page, error, t, { fields, words: t.articleDesk.refusals }) };
  }
}

/** Publishes or withdraws; the words of a refusal, or null. */
export async function takeArticleMove(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<string | null> {
  const page = emptyForm<Field>({ ...articleForm(null).values });
  try {
    await moveArticle(api, id, form.get('act') === 'withdraw' ? 'withdrawal' : 'publication');
    return null;
  } catch (error) {
    return refused(page, error, t, { words: t.articleDesk.refusals }).message;
  }
}

function bodyOf(page: ArticlePage, words: APIContext['locals']['t']['articleDesk']): WriteArticleDto | null {
  const { values, errors } = page;
  const kind = articleKinds.find((each) => each === values.kind);
  if (kind === undefined) errors.kind = words.missing;
  for (const field of ['title', 'lead', 'body'] as const)
    if (values[field] === '') errors[field] = words.missing;
  const english = { title: values.titleEn, lead: values.leadEn, body: values.bodyEn };
  const given = Object.values(english).filter((text) => text !== '').length;
  if (given !== 0 && given !== 3) errors.titleEn = words.wholeEnglish;
  const products = values.products
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const read = LINE.exec(line);
      if (read === null) errors.products ??= words.wrongProducts(line);
      return { slug: read?.[1] ?? '', quantity: Number(read?.[2] ?? 1) };
    });
  if (products.length > MOST_PRODUCTS) errors.products ??= words.tooMany;
  if (hasErrors(page) || kind === undefined) return null;
  return {
    ...{ kind, title: values.title, lead: values.lead, body: values.body, products },
    english: given === 3 ? english : null,
    seller: values.seller === '' ? null : values.seller,
    point: values.point === '' ? null : values.point,
  };
}
