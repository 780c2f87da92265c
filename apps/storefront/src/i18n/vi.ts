import type { Said } from './said.js';
import { account } from './vi/account.js';
import { administration } from './vi/administration.js';
import { annexes } from './vi/annexes.js';
import { approval } from './vi/approval.js';
import { authorities } from './vi/authorities.js';
import { carriers } from './vi/carriers.js';
import { articles } from './vi/articles.js';
import { articleDesk } from './vi/article-desk.js';
import { catalogue } from './vi/catalogue.js';
import { press } from './vi/press.js';
import { certificateCalendar } from './vi/certificate-calendar.js';
import { certificates } from './vi/certificates.js';
import { checkout } from './vi/checkout.js';
import { cod } from './vi/cod.js';
import { common } from './vi/common.js';
import { desk } from './vi/desk.js';
import { evidence } from './vi/evidence.js';
import { deposits } from './vi/deposits.js';
import { disputes } from './vi/disputes.js';
import { entry } from './vi/entry.js';
import { gateways } from './vi/gateways.js';
import { contract } from './vi/contract.js';
import { invoices } from './vi/invoices.js';
import { kept } from './vi/kept.js';
import { legal } from './vi/legal.js';
import { listing } from './vi/listing.js';
import { onboarding } from './vi/onboarding.js';
import { operatingRules } from './vi/operating-rules.js';
import { offline } from './vi/offline.js';
import { order } from './vi/order.js';
import { say } from './vi/say.js';
import { push } from './vi/push.js';
import { register } from './vi/register.js';
import { phoneOrder } from './vi/phone-order.js';
import { pickup } from './vi/pickup.js';
import { map } from './vi/tourism-map.js';
import { routes } from './vi/tourism-routes.js';
import { pointKeeping } from './vi/point-keeping.js';
import { visits } from './vi/visits.js';
import { privacyDesk } from './vi/privacy-desk.js';
import { returns } from './vi/returns.js';
import { reviews } from './vi/reviews.js';
import { searching } from './vi/searching.js';
import { searchDesk } from './vi/search-desk.js';
import { questions } from './vi/questions.js';
import { seller } from './vi/seller.js';
import { reports } from './vi/reports.js';
import { settlement } from './vi/settlement.js';
import { shelf } from './vi/shelf.js';
import { shipping } from './vi/shipping.js';
import { staff } from './vi/staff.js';
import { tourism } from './vi/tourism.js';
import { traces } from './vi/traces.js';
import { vouchers } from './vi/vouchers.js';
import { shopNotices } from './vi/shop-notices.js';
import { shopOrders } from './vi/shop-orders.js';
import { money } from './vi/money.js';
import { moneyDesk } from './vi/money-desk.js';
import { moneySheets } from './vi/money-sheets.js';
import { weighing } from './vi/weighing.js';

/** Every Vietnamese word of the shop. What buyers read has its English under the same key in `en.ts`. */
export const vi = {
  ...say,
  ...common,
  ...catalogue,
  ...searching,
  ...searchDesk,
  ...carriers,
  ...tourism,
  ...articles,
  ...press,
  ...articleDesk,
  ...pointKeeping,
  ...visits,
  ...routes,
  ...map,
  ...checkout,
  ...returns,
  ...reviews,
  ...questions,
  ...operatingRules,
  ...offline,
  ...order,
  ...cod,
  ...invoices,
  ...contract,
  ...deposits,
  ...disputes,
  ...reports,
  ...entry,
  ...account,
  ...push,
  ...shopNotices,
  ...kept,
  ...legal,
  ...seller,
  ...onboarding,
  ...listing,
  ...settlement,
  ...shelf,
  ...staff,
  ...desk,
  ...approval,
  ...administration,
  ...register,
  ...certificates,
  ...certificateCalendar,
  ...evidence,
  ...annexes,
  ...pickup,
  ...privacyDesk,
  ...traces,
  ...authorities,
  ...phoneOrder,
  ...vouchers,
  ...shopOrders,
  ...money,
  ...moneyDesk,
  ...moneySheets,
  ...weighing,
  ...gateways,
  ...shipping,
};

export type Words = Said<typeof vi>;
