import { ConnectionsService } from './connections.service.js';
import { DeskMoneyService } from './desk/desk-money.service.js';
import { HearBankNotice } from './hear-bank-notice.js';
import { MoneyService } from './money.service.js';
import { TellShopOfMoney } from './tell-shop-of-money.js';
import { PaymentMessages } from './payment-messages.js';
import { ReceiveMoney } from './receive-money.js';
import { WithdrawReceipt } from './withdraw-receipt.js';
import { SettlePayment } from './settle-payment.js';

/** Money that comes by transfer: what the module of orders is made of there. */
export const paymentProviders = [
  SettlePayment,
  PaymentMessages,
  TellShopOfMoney,
  HearBankNotice,
  MoneyService,
  ReceiveMoney,
  DeskMoneyService,
  WithdrawReceipt,
  ConnectionsService,
];
