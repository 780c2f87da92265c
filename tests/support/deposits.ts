import type { Buyer, PlacedBody, QuoteBody } from './buyer.js';

/** What of each shop's goods the quote wants to be paid first, agreed to. */
export const agreedDeposits = ({ sellers }: QuoteBody): Record<string, { depositVnd: number }> =>
  Object.fromEntries(
    sellers.flatMap(({ seller: { slug }, paymentMethods }) => {
      const depositVnd = paymentMethods.find(({ method }) => method === 'cod')?.depositVnd;
      return depositVnd === undefined ? [] : [[slug, { depositVnd }]];
    }),
  );

/** As `buy`, agreeing to whatever deposit the quote tells of; throws unless it was placed. */
export async function buyWithDeposit(
  buyer: Buyer,
  lines: Record<string, number>,
  more: object = {},
): Promise<PlacedBody> {
  const cartId = await buyer.cart(lines);
  const quote = await buyer.quote(cartId);
  const placed = await buyer.place(cartId, quote, { sellers: agreedDeposits(quote), ...more });
  if (placed.status !== 201) throw new Error(`Not placed: ${placed.text}`);
  return placed.body;
}
