import { CheckoutUrls } from './checkout-urls.js';
import { CloseSession } from './close-session.js';
import { ComeBack } from './come-back.js';
import { GatewayAccounts } from './gateway-accounts.js';
import { BuyersWayBack } from './buyers-way-back.js';
import { GatewayCalls } from './gateway-calls.js';
import { MoveRefund } from './move-refund.js';
import { OpenSession } from './open-session.js';
import { ReadSession } from './read-session.js';
import { ResumePayments } from './resume-payments.js';
import { SendRefunds } from './send-refunds.js';
import { SettleSession } from './settle-session.js';
import { StripeNotices } from './stripe-notices.js';
import { VnpayNotices } from './vnpay-notices.js';

/** How a buyer pays at a gateway, and money goes back through it: what the module of orders is made of there. */
export const gatewayProviders = [
  GatewayCalls,
  GatewayAccounts,
  OpenSession,
  CheckoutUrls,
  CloseSession,
  SettleSession,
  ReadSession,
  BuyersWayBack,
  ComeBack,
  StripeNotices,
  VnpayNotices,
  MoveRefund,
  SendRefunds,
  ResumePayments,
];
