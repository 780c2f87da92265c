import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Carriers } from '../delivery/index.js';
import { RecountStock, StockReservation } from '../inventory/index.js';
import { Gateways, Payment } from '../payments/index.js';
import { SellersModule } from '../sellers/index.js';
import { PushModule } from '../identity/index.js';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { AttachCart } from './attach-cart.js';
import { CancelOrder } from './cancel-order.js';
import { CartLine } from './cart-line.entity.js';
import { Cart } from './cart.entity.js';
import { CartsService } from './carts.service.js';
import { CodTermsModule } from './cod/cod-terms.module.js';
import { AcceptByLink } from './confirming/accept-by-link.js';
import { ConfirmOrder } from './confirming/confirm-order.js';
import { RefuseOrder } from './confirming/refuse-order.js';
import { ShopAcceptancesController } from './confirming/shop-acceptances.controller.js';
import { UnconfirmedOrders } from './confirming/unconfirmed-orders.js';
import { OrderEvents } from './events/order-events.js';
import { BuyerMessages } from './events/buyer-messages.js';
import { ShopMessages } from './events/shop-messages.js';
import { TellOfOrders } from './events/tell-of-orders.js';
import { ContractsModule } from './contracts/contracts.module.js';
import { ExpireUnpaidOrders } from './expire-unpaid-orders.js';
import { FlaggedOrdersModule } from './flags/flagged-orders.module.js';
import { FlagOpenOrders } from './flags/flag-open-orders.js';
import { OrderLineFlag } from './flags/order-line-flag.entity.js';
import { TellOfFlag } from './flags/tell-of-flag.js';
import { SellerGatewaysController } from './gateways/seller-gateways.controller.js';
import { AdminGatewaysController } from './gateways/admin-gateways.controller.js';
import { GatewayNoticesController } from './gateways/gateway-notices.controller.js';
import { gatewayProviders } from './gateways/gateway-providers.js';
import { AskForInvoice } from './invoices/ask-for-invoice.js';
import { InvoiceMessages } from './invoices/invoice-messages.js';
import { InvoicesService } from './invoices/invoices.service.js';
import { SellerInvoicesController } from './invoices/seller-invoices.controller.js';
import { ShopInvoiceRequestsController } from './invoices/shop-invoice-requests.controller.js';
import { WriteInvoice } from './invoices/write-invoice.js';
import { GiveGoAhead } from './go-ahead/give-go-ahead.js';
import { GoAheadClock } from './go-ahead/go-ahead-clock.js';
import { MoveGoAhead } from './go-ahead/move-go-ahead.js';
import { RecordCall } from './go-ahead/record-call.js';
import { SellerGoAheadsController } from './go-ahead/seller-go-aheads.controller.js';
import { ShopGoAheadsController } from './go-ahead/shop-go-aheads.controller.js';
import { TellOfGoAhead } from './go-ahead/tell-of-go-ahead.js';
import { KeepContacts } from './keep-contacts.js';
import { MoneySheetsService } from './money-sheets/money-sheets.service.js';
import { CarrierCashService } from './money-sheets/remittances/carrier-cash.service.js';
import { RecordRemittance } from './money-sheets/remittances/record-remittance.js';
import { SellerCarrierCashController } from './money-sheets/remittances/seller-carrier-cash.controller.js';
import { SellerMoneySheetsController } from './money-sheets/seller-money-sheets.controller.js';
import { ShowSheet } from './money-sheets/show-sheet.js';
import { SettleStatement } from './money-sheets/statements/settle-statement.js';
import { MyOrders } from './my-orders.js';
import { OrderContacts } from './order-contacts.js';
import { OrderGroup } from './order-group.entity.js';
import { OrderJobs } from './order-jobs.js';
import { OrderLine } from './order-line.entity.js';
import { OrderMessages } from './order-messages.js';
import { OrderOfCart } from './order-of-cart.js';
import { OrderPageService } from './order-page.service.js';
import { Order } from './order.entity.js';
import { HandOverParcel } from './parcels/hand-over-parcel.js';
import { PackParcel } from './parcels/pack-parcel.js';
import { SellerParcelsController } from './parcels/seller-parcels.controller.js';
import { SellerParcelPapersController } from './parcels/papers/seller-parcel-papers.controller.js';
import { SellerShipmentsController } from './parcels/shipments/seller-shipments.controller.js';
import { CarrierNoticesController } from './parcels/shipments/carrier-notices.controller.js';
import { parcelProviders } from './parcels/parcel-providers.js';
import { SayReceived } from './parcels/say-received.js';
import { BankNoticesController } from './payment/bank-notices.controller.js';
import { SellerMoneyController } from './payment/seller-money.controller.js';
import { SellerReceiptsController } from './payment/seller-receipts.controller.js';
import { AdminMoneyController } from './payment/desk/admin-money.controller.js';
import { paymentProviders } from './payment/payment-providers.js';
import { PlaceOrder } from './place-order.js';
import { SellerOrdersController } from './shop-orders/seller-orders.controller.js';
import { ShopOrders } from './shop-orders/shop-orders.js';
import { ShopCartsController } from './shop-carts.controller.js';
import { ShopOrdersController } from './shop-orders.controller.js';
import { PhoneOrdersService } from './telephone/phone-orders.service.js';
import { SellerPhoneOrdersController } from './telephone/seller-phone-orders.controller.js';
import { AnswerReturn } from './returns/answer-return.js';
import { AskForReturn } from './returns/ask-for-return.js';
import { ComplaintTimes } from './disputes/complaint-times.js';
import { OrderPictures } from './pictures/order-pictures.js';
import { EscalateReturns } from './returns/escalate-returns.js';
import { ReturnPhotos } from './returns/return-photos.js';
import { SellerReturnsController } from './returns/seller-returns.controller.js';
import { ShopReturnsController } from './returns/shop-returns.controller.js';
import { ShopReturns } from './returns/shop-returns.js';
import { WithdrawReturn } from './returns/withdraw-return.js';
import { Tidy } from './tidy.js';
import { DepositsModule } from './deposits/deposits.module.js';
import { VouchersModule } from './vouchers/vouchers.module.js';
import { EndUnweighedOrders } from './weighing/end-unweighed-orders.js';
import { OrdersToWeigh } from './weighing/orders-to-weigh.js';
import { SellerWeighingsController } from './weighing/seller-weighings.controller.js';
import { WeighingMessages } from './weighing/weighing-messages.js';
import { WeighOrder } from './weighing/weigh-order.js';

/** Carts, order groups, orders. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Cart,
      CartLine,
      OrderGroup,
      Order,
      OrderLine,
      OrderLineFlag,
      Payment,
      StockReservation,
    ]),
    MessagesModule,
    PushModule,
    SellersModule,
    CodTermsModule,
    DepositsModule,
    FlaggedOrdersModule,
    VouchersModule,
    ContractsModule,
  ],
  controllers: [
    ShopCartsController,
    ShopOrdersController,
    ShopInvoiceRequestsController,
    SellerInvoicesController,
    SellerWeighingsController,
    SellerPhoneOrdersController,
    BankNoticesController,
    SellerMoneyController,
    SellerReceiptsController,
    AdminMoneyController,
    SellerMoneySheetsController,
    SellerCarrierCashController,
    SellerOrdersController,
    SellerParcelsController,
    SellerParcelPapersController,
    ShopReturnsController,
    SellerReturnsController,
    SellerShipmentsController,
    CarrierNoticesController,
    ShopAcceptancesController,
    SellerGoAheadsController,
    ShopGoAheadsController,
    SellerGatewaysController,
    AdminGatewaysController,
    GatewayNoticesController,
  ],
  providers: [
    CartsService,
    OrderContacts,
    KeepContacts,
    AttachCart,
    MyOrders,
    AskForInvoice,
    InvoicesService,
    WriteInvoice,
    InvoiceMessages,
    PlaceOrder,
    OrderOfCart,
    CancelOrder,
    OrderPageService,
    OrderMessages,
    ExpireUnpaidOrders,
    RecountStock,
    Tidy,
    FlagOpenOrders,
    TellOfFlag,
    PhoneOrdersService,
    WeighOrder,
    OrdersToWeigh,
    EndUnweighedOrders,
    WeighingMessages,
    MoneySheetsService,
    ShowSheet,
    SettleStatement,
    RecordRemittance,
    CarrierCashService,
    OrderEvents,
    BuyerMessages,
    ShopMessages,
    TellOfOrders,
    ShopOrders,
    ConfirmOrder,
    RefuseOrder,
    AcceptByLink,
    UnconfirmedOrders,
    MoveGoAhead,
    GiveGoAhead,
    RecordCall,
    GoAheadClock,
    TellOfGoAhead,
    Carriers,
    AskForReturn,
    WithdrawReturn,
    AnswerReturn,
    ComplaintTimes,
    OrderPictures,
    EscalateReturns,
    ReturnPhotos,
    ShopReturns,
    Gateways,
    OrderJobs,
    ...gatewayProviders,
    ...parcelProviders,
    ...paymentProviders,
  ],
  exports: [
    OrderJobs,
    OrderContacts,
    BuyerMessages,
    ShopMessages,
    CartsService,
    PlaceOrder,
    ConfirmOrder,
    PackParcel,
    HandOverParcel,
    SayReceived,
  ],
})
export class OrdersModule {}
