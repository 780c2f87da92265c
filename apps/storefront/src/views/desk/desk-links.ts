import type { Words } from '../../i18n/vi.js';
import { paths } from '../../paths.js';

interface DeskLink {
  href: string;
  label: string;
}

/** Links of one kind of work; the desk itself stands before all kinds and under none. */
export interface DeskGroup {
  label: string | null;
  links: readonly DeskLink[];
}

/**
 * What an officer may do, by the kind of work: every page of the desk has its line here, shown to whoever has the
 * permission it asks for. A kind of which nothing is allowed is not there.
 */
export function deskLinks(t: Words, permissions: readonly string[]): DeskGroup[] {
  const words = t.administration;
  const kinds = words.kinds;
  const groups: readonly [
    string | null,
    readonly [permission: string | null, href: string, label: string][],
  ][] = [
    [null, [[null, paths.desk, words.desk.title]]],
    [
      kinds.shops,
      [
        ['sellers.read', paths.deskSellers, t.desk.title],
        ['listings.read', paths.deskListings, t.approval.title],
        ['mandates.request', paths.support, t.staff.title],
        ['cooperatives.read', paths.register, t.register.title],
        ['certificates.read', paths.certificates, t.certificates.title],
        ['listings.read', paths.deskTraces, t.traces.desk.title],
      ],
    ],
    [
      kinds.buyers,
      [
        ['disputes.handle', paths.deskDisputes, t.disputes.title],
        ['reports.handle', paths.deskReports, t.reports.desk.title],
        ['reports.handle', paths.deskReviews, t.reviews.desk.title],
        ['reports.handle', paths.deskQuestions, t.questions.desk.title],
        ['authorities.handle', paths.authorityRequests, t.authorities.short],
      ],
    ],
    [
      kinds.money,
      [
        ['sellers.read', paths.owedRefunds, t.moneyDesk.nav],
        ['cod.decide', paths.codTerms, t.cod.title],
        ['shipping.edit', paths.shippingRates, t.rates.title],
        ['vouchers.give', paths.deskVouchers, t.vouchers.title],
        ['taxes.handle', paths.taxes, t.taxes.title],
      ],
    ],
    [
      kinds.pages,
      [
        ['shipping.edit', paths.deskPoints, t.points.title],
        ['tourism.edit', paths.deskRoutes, t.routes.title],
        ['articles.edit', paths.deskArticles, t.articleDesk.title],
        ['search.edit', paths.searchTerms, t.searchDesk.title],
      ],
    ],
    [
      kinds.people,
      [
        ['accounts.read', paths.deskAccounts, words.accounts.title],
        ['duties.read', paths.deskDuties, words.duties.title],
        ['privacy.handle', paths.deskDataRequests, t.privacyDesk.requests.title],
        ['privacy.handle', paths.deskBreaches, t.privacyDesk.breaches.title],
        ['audit.read', paths.deskHistory, words.history.title],
      ],
    ],
  ];
  return groups
    .map(([label, lines]) => ({
      label,
      links: lines
        .filter(([permission]) => permission === null || permissions.includes(permission))
        .map(([, href, link]) => ({ href, label: link })),
    }))
    .filter(({ links }) => links.length > 0);
}
