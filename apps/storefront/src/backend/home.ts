import type { Backend } from './api.js';
import { getArticles, type ArticleItem } from './articles.js';
import { getGroups, getProducts, getSellers, getTourismPoints } from './catalogue.js';
import type { Picture, ProductCard, ProductGroup, SellerItem, TourismPoint } from './catalogue.types.js';

export interface GroupTile extends ProductGroup {
  /** The picture of one of its products. */
  picture: Picture | null;
}
export interface Home {
  groups: GroupTile[];
  /** Goods sold by season that can be ordered today; often none. */
  season: ProductCard[];
  best: ProductCard[];
  newest: ProductCard[];
  points: TourismPoint[];
  sellers: SellerItem[];
  articles: ArticleItem[];
}

/** Everything the home page shows, asked for at once. */
export async function loadHome(api: Backend): Promise<Home> {
  const [groups, season, best, newest, points, sellers, articles] = await Promise.all([
    getGroups(api).then((all) => withPictures(api, all)),
    getProducts(api, { sort: 'newest', inSeason: true, inStock: true, limit: 4 }),
    getProducts(api, { sort: 'stars', inStock: true, limit: 4 }),
    getProducts(api, { sort: 'newest', inStock: true, limit: 12 }),
    getTourismPoints(api),
    getSellers(api, { limit: 24 }),
    getArticles(api, { limit: 4 }),
  ]);
  const shown = new Set([...season.items, ...best.items].map(({ id }) => id));
  return {
    groups,
    season: season.items,
    best: best.items,
    newest: newest.items.filter(({ id }) => !shown.has(id)).slice(0, 4),
    points,
    // Who has a story and something to sell comes first.
    sellers: sellers.items
      .filter(({ status, story }) => status === 'approved' && story)
      .toSorted((a, b) => b.productCount - a.productCount)
      .slice(0, 3),
    articles: articles.items,
  };
}

/** Groups that have something to show; a group without a product on sale would be a dead end. */
function withPictures(api: Backend, groups: readonly ProductGroup[]): Promise<GroupTile[]> {
  return Promise.all(
    groups
      .filter(({ productCount }) => productCount > 0)
      .map(async (group) => {
        const { items } = await getProducts(api, { group: [group.code], sort: 'stars', limit: 1 });
        return { ...group, picture: items[0]?.image ?? null };
      }),
  );
}
