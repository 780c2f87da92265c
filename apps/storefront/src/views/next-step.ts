import { formatDay, type Day } from '#kernel/time';
import type { Words } from '../i18n/vi.js';
import { paths } from '../paths.js';

/** The one thing a shop's home tells its people to do. */
export interface NextStep {
  title: string;
  text: string;
  href: string;
  go: string;
}

/** What it is decided by. */
export interface ShopState {
  slug: string;
  status: string;
  /** How many parts of the application are not complete. */
  missingSteps: number;
  /** How many places the officer asked to be mended. */
  additions: number;
  additionsUntil: Day | null;
  /** By when the officer answers. */
  answerBy: Day | null;
  refused: boolean;
  /** The first day of a suspension that was announced and has not begun. */
  suspendsFrom: Day | null;
  firstMissing: string;
  /** Orders that wait for the shop. */
  toDo: number;
  /** Whether whoever reads it may write products. */
  mayList: boolean;
}

/** What stands in the way first: the officer's questions before the seller's own gaps, notice before business. */
export function nextStepOf(shop: ShopState, t: Words): NextStep {
  const words = t.seller.home;
  const { slug } = shop;
  const letters = paths.sellerLetters(slug);
  switch (shop.status) {
    case 'draft':
      return stepOfDraft(shop, t);
    case 'submitted':
      return {
        title: words.submittedTitle,
        text: shop.answerBy ? words.submittedText(formatDay(shop.answerBy)) : words.submittedTextPlain,
        href: paths.sellerReview(slug),
        go: words.submittedGo,
      };
    case 'suspended':
      return { title: words.suspendedTitle, text: words.suspendedText, href: letters, go: words.suspendedGo };
    case 'closed':
      return { title: words.closedTitle, text: words.closedText, href: letters, go: words.closedGo };
    default:
      return shop.suspendsFrom
        ? {
            title: words.suspensionSoonTitle(formatDay(shop.suspendsFrom)),
            text: words.suspensionSoonText,
            href: letters,
            go: words.suspendedGo,
          }
        : shop.toDo > 0
          ? {
              title: words.ordersTitle(shop.toDo),
              text: words.ordersText,
              href: paths.sellerOrders(slug),
              go: words.ordersGo,
            }
          : shop.mayList
            ? {
                title: words.approvedTitle,
                text: words.listText,
                href: paths.sellerProductNew(slug),
                go: t.listing.add,
              }
            : {
                title: words.approvedTitle,
                text: words.approvedText,
                href: paths.seller(slug),
                go: words.approvedGo,
              };
  }
}

function stepOfDraft(shop: ShopState, t: Words): NextStep {
  const words = t.seller.home;
  const review = paths.sellerReview(shop.slug);
  if (shop.additions > 0)
    return {
      title: words.additionsTitle,
      text: [
        words.additionsText(shop.additions),
        ...(shop.additionsUntil ? [words.additionsUntil(formatDay(shop.additionsUntil))] : []),
      ].join(' '),
      href: review,
      go: words.additionsGo,
    };
  if (shop.refused)
    return {
      title: words.refusedTitle,
      text: words.refusedText,
      href: paths.sellerLetters(shop.slug),
      go: words.suspendedGo,
    };
  return {
    title: words.draftTitle(shop.missingSteps),
    text: words.draftText,
    href: shop.missingSteps === 0 ? review : shop.firstMissing,
    go: shop.missingSteps === 0 ? words.sendGo : words.draftGo,
  };
}
