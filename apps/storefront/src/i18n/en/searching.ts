import { say } from './say.js';

const { integer } = say.say;
const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

export const searching = {
  understood: {
    shownFor: (words: string) => `Showing results for “${words}”`,
    typed: (words: string) => `You typed “${words}”.`,
    leftOut: (words: readonly string[]) => `We don’t know ${quoted(words)} yet, so we searched for the rest.`,
    partly: 'No product has all of your words. These come closest.',
    also: (words: string, means: readonly string[]) => `“${words}” was also searched as: ${quoted(means)}.`,
  },
  nothing: {
    filtered: 'There are products that match, but none of them passes the filters you have chosen.',
    unfilter: 'Clear the filters, keep my words',
    related: 'You may be looking for',
    ask: 'Still not there?',
    askText: (phone: string, email: string) =>
      `Call ${phone} or write to ${email} and tell us what you are looking for. We will ask the producers for you, and teach the search your word if it does not know it yet.`,
    sellers: 'Ask a seller directly',
  },
  suggest: {
    label: 'Suggestions as you type',
    count: (count: string) => `${count} suggestions, press the down arrow to choose`,
    none: 'No suggestions',
    kinds: {
      search: 'Search',
      product: 'Product',
      set: 'Product type',
      seller: 'Seller',
      commune: 'Made in',
      point: 'Place to visit',
    } as Record<string, string>,
  },
  ranking: {
    link: 'Why this order?',
    title: 'Why this order?',
    lead: 'Products are ordered by what is written here and by nothing else. The numbers on this page come from the very program that does the ordering, so what it says is what happens.',
    paidTitle: 'No place can be bought',
    paidText:
      'We sell no positions and show no “sponsored” products. Fees, a shop’s turnover and what you looked at before change nothing in the search order. Everybody who types the same words sees the same order.',
    searchTitle: 'When you search',
    searchText:
      'Each product found collects points from the table below, and more points come first. Accents and capital letters make no difference; a mistyped word is read as the nearest word we know.',
    criterion: 'Points for',
    points: 'Points',
    counted: {
      once: (points: number) => integer(points),
      word: (points: number) => `${integer(points)} per word`,
      star: (points: number) => `${integer(points)} a star`,
      share: (points: number) => `${integer(points)} at most`,
    } as Record<string, (points: number) => string>,
    criteria: {
      wholeName: 'The product’s name has all of your words',
      wholeNameByMeaning: 'The name has all of your words, or words that mean the same',
      inOrder: 'Your words stand together in the name, in the order you typed them',
      fillsName: 'The more of the name your words cover, the more points',
      wordInName: 'A word is in the product’s name',
      meaningInName: 'A word of the same meaning is in the name',
      wordOfMaker: 'A word is in the name of the seller or producer',
      wordOfPlace: 'A word is in the name of the commune or ward, its former names and districts included',
      wordOfKind: 'A word is in the name of the product type or category',
      star: 'OCOP stars, to decide between products with the same points',
    } as Record<string, string>,
    once: 'A word counts only where it gives the most points.',
    listTitle: 'When you choose how to sort',
    sort: 'Sort by',
    by: 'What decides',
    keys: {
      relevance: 'the points of the table above',
      published_at: 'the day it was listed, newest first',
      stars: 'the stars on the OCOP certificate in force, most first',
      rating_rank: 'the average rating by buyers, then the number of ratings, best first',
      sold_quantity: 'how many were sold, cancelled orders left out, most first',
      'price_vnd rising': 'the price of the cheapest option, lowest first',
      'price_vnd falling': 'the price of the cheapest option, highest first',
    } as Record<string, string>,
    rating: 'Best reviewed',
    ties: {
      newer: 'Where two are equal, the one listed later comes first.',
      older: 'Sorted by lowest price, of two at the same price the one listed earlier comes first.',
    } as Record<string, string>,
    gateTitle: 'What may be listed at all',
    gateText:
      'Only products with an OCOP certificate of three stars or more that is in force, of a shop that is open. When a certificate lapses or is revoked, the product leaves the lists the same day.',
    termsTitle: 'Whatever you call it',
    termsText:
      'Our officers keep a list of regional words and words of the same meaning, and every change to it is recorded. If you miss a word, tell the operator; the address is at the foot of the page.',
    law: 'Under the Law on E-commerce 122/2025/QH15 and Decree 248/2026/NĐ-CP, which ask for the criteria of ranking to be published.',
  },
};
