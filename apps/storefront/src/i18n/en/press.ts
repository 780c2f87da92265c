/** The page for whoever writes about the floor. */
export const press = {
  press: {
    title: 'For the press',
    lead: (name: string) =>
      `Today's figures of ${name}, the right names for things, and whom to ask. If you use the figures, please name the source and the date.`,
    today: (day: string) => `Figures as of ${day}`,
    totals: {
      products: 'products on sale',
      sellers: 'shops on the floor',
      tourismPoints: 'places to visit that show them',
      communes: 'communes and wards in the province',
    },
    parts: { stars: 'OCOP stars', group: 'Product group', commune: 'Commune or ward' },
    columns: { part: 'Part', value: 'Name', count: 'Products' },
    download: 'Download the figures (CSV)',
    wordsTitle: 'The right names',
    words: [
      'OCOP stands for One Commune One Product. OCOP stars are awarded by a council, with a certificate that runs out; they are not the rating that buyers give.',
      'Only products of three stars and more whose certificate is in force are on sale, so their number changes from day to day.',
      'The marketplace neither buys nor sells: the contract is between buyer and seller, and the money goes straight to the seller.',
    ],
    contactTitle: 'Contact',
    demo: 'This is a demonstration: products, certificates and figures are illustrative and say nothing about the province.',
  },
};
