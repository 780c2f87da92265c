import type { Words } from '../../i18n/vi.js';
import { paths } from '../../paths.js';

/** Links of a shop's home that belong together, under the name their people have for them. */
export interface HomeSection {
  /** What the heading's id is made of. */
  id: string;
  title: string;
  links: { href: string; label: string }[];
}

/** What decides where somebody may go in a shop. */
export interface SectionsOf {
  slug: string;
  status: string;
  /** Whether an application was ever sent in. */
  applied: boolean;
  capacity: 'member' | 'mandate';
  permissions: readonly string[];
  /** Whether anybody ever asked to be received as a visitor. */
  visited: boolean;
}

/**
 * Where whoever reads it may go from a shop's home, grouped as a cooperative's bookkeeper keeps the folders on the
 * shelf: orders, goods, money, papers, people. A group that has nothing for them is left out.
 */
export function sectionsOf(shop: SectionsOf, t: Words): HomeSection[] {
  const { slug, status } = shop;
  const { nav, home } = t.seller;
  const isOpen = status === 'approved' || status === 'suspended';
  const may = (permission: string): boolean => shop.permissions.includes(permission);
  const [orders, listings, money, papers] = ['orders', 'listings', 'money', 'shop'].map(may);
  const link = (shown: boolean | undefined, href: string, label: string): HomeSection['links'] =>
    shown ? [{ href, label }] : [];
  const sections: HomeSection[] = [
    {
      id: 'don-hang',
      title: home.sections.orders,
      links: [
        ...link(isOpen && orders, paths.sellerOrders(slug), t.shopOrders.title),
        ...link(status === 'approved' && orders, paths.sellerPhoneOrder(slug), t.phoneOrder.title),
        ...link(orders, paths.sellerDelivery(slug), t.shopDelivery.title),
        ...link(isOpen && orders, paths.sellerCarriers(slug), t.carriers.title),
        ...link(isOpen && orders, paths.sellerDisputes(slug), t.disputes.title),
        ...link(isOpen && orders && shop.visited, paths.sellerVisits(slug), t.visits.shop.title),
        ...link(isOpen && orders, paths.sellerQuestions(slug), t.questions.shop.title),
        ...link(isOpen && orders, paths.sellerReviews(slug), t.reviews.shop.title),
      ],
    },
    {
      id: 'hang-ban',
      title: home.sections.goods,
      links: [
        ...link(listings, paths.sellerProducts(slug), t.listing.title),
        ...link(
          listings && !['draft', 'submitted'].includes(status),
          paths.sellerLabels(slug),
          t.traces.labels.title,
        ),
        ...link(isOpen && listings, paths.sellerVouchers(slug), t.vouchers.title),
        ...link(listings, paths.sellerClosures(slug), t.closures.title),
      ],
    },
    {
      id: 'tien',
      title: home.sections.money,
      links: [
        ...link(isOpen && money, paths.sellerMoney(slug), t.money.title),
        ...link(isOpen && money, paths.sellerJournal(slug), t.journal.title),
        ...link(isOpen && money, paths.sellerGateways(slug), t.gateways.title),
      ],
    },
    {
      id: 'giay-to',
      title: home.sections.papers,
      links: [
        ...link(status === 'approved' && listings, paths.seller(slug), home.approvedGo),
        ...link(isOpen, paths.sellerCertificates(slug), t.shopCertificates.title),
        ...link(isOpen && papers, paths.sellerEvidence(slug), t.evidence.title),
        ...link(papers && shop.applied, paths.sellerReview(slug), nav.application),
        ...link(papers, paths.sellerLetters(slug), nav.letters),
      ],
    },
    {
      id: 'con-nguoi',
      title: home.sections.people,
      links: [
        ...link(shop.capacity === 'member', paths.sellerPeople(slug), nav.people),
        ...link(may('members'), paths.sellerMandates(slug), nav.mandates),
        ...link(isOpen && shop.capacity === 'member', paths.sellerNotices(slug), t.shopNotices.title),
        ...link(papers, paths.sellerActivity(slug), nav.activity),
      ],
    },
  ];
  return sections.filter(({ links }) => links.length > 0);
}
