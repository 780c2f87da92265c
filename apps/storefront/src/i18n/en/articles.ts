/** What the floor tells beside its goods. */
export const articles = {
  articles: {
    title: 'Stories and recipes',
    lead: 'Stories of the makers, dishes to cook, presents, and what to know when you choose local specialities.',
    all: 'All',
    kinds: {
      story: 'Story',
      recipe: 'Recipe',
      gift_set: 'Gift set',
      guide: 'Good to know',
    },
    filter: 'Kind',
    empty: 'Nothing here yet.',
    more: 'Earlier ones',
    published: (day: string) => `Published ${day}`,
    goods: 'Products in this story',
    setGoods: 'In this gift set',
    notToday: (count: number) =>
      count === 1
        ? 'One other product named here is not on sale today.'
        : `${count} other products named here are not on sale today.`,
    seller: 'Shop',
    point: 'Where to see it',
    addAll: 'Add the whole set to the cart',
    setNote: 'Each seller sends their own part; delivery fees are shown before you order.',
    setIncomplete:
      'Part of this set is not available, so it cannot be ordered as a whole. You can still buy what is below.',
    notAdded:
      'Some of it could not be added because there is not enough in stock. Everything else is in your cart.',
    unknownTitle: 'There is no such story',
    unknownText: 'It may have been taken down, or the address was mistyped.',
    about: 'Read more',
    ofProduct: 'Stories and recipes with this product',
    ofSeller: 'Stories about this shop',
    ofPoint: 'Read more about this place',
    home: 'Stories and recipes',
    homeLink: 'All stories',
  },
};
