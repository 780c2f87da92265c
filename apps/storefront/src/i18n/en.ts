import { account } from './en/account.js';
import { articles } from './en/articles.js';
import { catalogue } from './en/catalogue.js';
import { press } from './en/press.js';
import { checkout } from './en/checkout.js';
import { common } from './en/common.js';
import { deposits } from './en/deposits.js';
import { disputes } from './en/disputes.js';
import { entry } from './en/entry.js';
import { legal } from './en/legal.js';
import { offline } from './en/offline.js';
import { order } from './en/order.js';
import { purchase } from './en/purchase.js';
import { reports } from './en/reports.js';
import { questions } from './en/questions.js';
import { returns } from './en/returns.js';
import { reviews } from './en/reviews.js';
import { say } from './en/say.js';
import { searching } from './en/searching.js';
import { shops } from './en/shops.js';
import { tourism } from './en/tourism.js';
import { map } from './en/tourism-map.js';
import { routes } from './en/tourism-routes.js';
import { pointKeeping } from './en/point-keeping.js';
import { visits } from './en/visits.js';
import { traces } from './en/traces.js';
import type { BuyerWords } from './words.js';

/** Every English word of the shop: a key that Vietnamese has and a buyer reads is missing here only against the type. */
export const en = {
  ...say,
  ...common,
  ...catalogue,
  ...searching,
  ...tourism,
  ...articles,
  ...press,
  ...pointKeeping,
  ...visits,
  ...routes,
  ...map,
  ...checkout,
  ...offline,
  ...order,
  ...purchase,
  ...returns,
  ...reports,
  ...reviews,
  ...deposits,
  ...questions,
  ...disputes,
  ...entry,
  ...account,
  ...traces,
  ...legal,
  ...shops,
} satisfies BuyerWords;
