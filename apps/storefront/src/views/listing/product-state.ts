import { formatDay } from '#kernel/time';
import type { ShopLine, ShopProduct } from '../../backend/listings.types.js';
import type { Words } from '../../i18n/vi.js';

/** How a product stands for its shop: one word of state, and what to do next if anything. */
export interface ProductState {
  word: keyof Words['listing']['states'];
  tone: 'tag-good' | 'tag-bad' | 'tag-quiet' | undefined;
  todo: string | null;
}

/** What it is decided by, of a line of the list or of the product itself. */
export type Standing = Pick<ShopLine, 'publicationStatus' | 'listed' | 'takenDown' | 'certificate'> & {
  paused: boolean;
  inStock: number;
  change: { status: string; dueOn: string | null } | null;
};

export const standingOf = (product: ShopProduct): Standing => ({
  ...product,
  paused: product.pausedAt !== null,
  inStock: product.variants.reduce((sum, { onHand, reserved }) => sum + onHand - reserved, 0),
});

/** What somebody must do comes before what merely is: returned words, then what buyers cannot buy. */
export function productState(product: Standing, t: Words): ProductState {
  const { states: _, todo } = t.listing;
  const { change, publicationStatus } = product;
  const published = publicationStatus === 'published';
  if (publicationStatus === 'withdrawn') return { word: 'withdrawn', tone: 'tag-bad', todo: null };
  if (change?.status === 'returned') return { word: 'returned', tone: 'tag-bad', todo: todo.returned };
  const waits = change?.status === 'submitted' || change?.status === 'checked';
  if (!published)
    return waits
      ? {
          word: 'submitted',
          tone: undefined,
          todo: change.dueOn ? todo.submitted(formatDay(change.dueOn)) : todo.submittedPlain,
        }
      : { word: 'draft', tone: 'tag-quiet', todo: todo.draft };
  if (product.takenDown) return { word: 'unlisted', tone: 'tag-bad', todo: t.listing.unlisted.takenDown };
  if (product.paused) return { word: 'paused', tone: 'tag-quiet', todo: todo.paused };
  if (!product.listed) return { word: 'unlisted', tone: 'tag-bad', todo: whyUnlisted(product, t) };
  const pending = waits ? todo.changeSubmitted : change?.status === 'draft' ? todo.changeDraft : null;
  return { word: 'listed', tone: 'tag-good', todo: product.inStock <= 0 ? todo.soldOut : pending };
}

/** Why buyers do not see a published product. */
function whyUnlisted({ certificate }: Standing, t: Words): string {
  const words = t.listing.unlisted;
  switch (certificate?.standing) {
    case undefined:
      return words.none;
    case 'lapsed':
      return words.lapsed(formatDay(certificate.validUntil));
    case 'revoked':
      return words.revoked;
    case 'in_force':
      return words.shop;
  }
}
