import type {
  AdminArticleAnswer,
  AdminArticlesAnswer,
  ArticleDto,
  ArticleItemDto,
  ArticleListDto,
  EditArticleDto,
  WriteArticleDto,
} from '#client/api';
import { orMissing, type Backend } from './api.js';

export type Article = ArticleDto;
export type ArticleItem = ArticleItemDto;
export type ArticleKind = ArticleItemDto['kind'];
export type EditedArticle = AdminArticleAnswer;
export type ArticleStatus = AdminArticleAnswer['status'];

export const articleKinds = [
  'story',
  'recipe',
  'gift_set',
  'guide',
] as const satisfies readonly ArticleKind[];

interface ArticleQuery {
  kind?: string;
  product?: string;
  seller?: string;
  point?: string;
  limit?: number;
  cursor?: string;
}

const desk = (id = ''): string => `/admin/articles${id === '' ? '' : `/${encodeURIComponent(id)}`}`;

/** An article names goods, makers and places. */
const shown = (): string[] => ['articles', 'products', 'sellers', 'points'];

/** What the floor tells beside its goods, the newest first. */
export const getArticles = (api: Backend, query: ArticleQuery): Promise<ArticleListDto> =>
  api.get('/articles', { query: { ...query }, tags: shown });

/** Articles shown beside what they are about: a few. */
const FEW = 3;

/**
 * The newest few about a product, a seller or a point. Without their pictures, which are of goods: a page that shows them
 * would have to be made anew with every price of the floor.
 */
export const getArticlesAbout = async (
  api: Backend,
  about: Pick<ArticleQuery, 'product' | 'seller' | 'point'>,
): Promise<ArticleItem[]> => {
  const query = { ...about, limit: FEW };
  const { items } = await api.get<ArticleListDto>('/articles', { query, tags: () => ['articles'] });
  return items.map((item) => ({ ...item, image: null }));
};

/** Null where nothing of that address is published. */
export const getArticle = (api: Backend, slug: string): Promise<Article | null> =>
  orMissing(api.get<Article>(`/articles/${encodeURIComponent(slug)}`, { tags: shown }));

export const getDeskArticles = (
  api: Backend,
  query: { status?: string; cursor?: string },
): Promise<AdminArticlesAnswer> => api.get(desk(), { query: { ...query, limit: 50 } });

export const getDeskArticle = (api: Backend, id: string): Promise<EditedArticle | null> =>
  orMissing(api.get<EditedArticle>(desk(id)));

/** @throws ApiProblem 400 beside the fields */
export const beginArticle = (api: Backend, body: WriteArticleDto): Promise<EditedArticle> =>
  api.send('POST', desk(), { body });

/** @throws ApiProblem 400 beside the fields, 409 `stale_version` */
export const editArticle = (api: Backend, id: string, body: EditArticleDto): Promise<EditedArticle> =>
  api.send('PUT', desk(id), { body });

/** @throws ApiProblem 409 `state_conflict` */
export const moveArticle = (
  api: Backend,
  id: string,
  what: 'publication' | 'withdrawal',
): Promise<EditedArticle> => api.send('POST', `${desk(id)}/${what}`, { body: {} });
