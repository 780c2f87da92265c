import { CreateFoundations1795000000000 } from './1795000000000-create-foundations.js';
import { CreatePlacesAndSets1795000001000 } from './1795000001000-create-places-and-sets.js';
import { CreateSellersAndProducts1795000002000 } from './1795000002000-create-sellers-and-products.js';
import { CreateStockAndOrders1795000003000 } from './1795000003000-create-stock-and-orders.js';
import { CreateListingsAndGate1795000004000 } from './1795000004000-create-listings-and-gate.js';
import { CreateShopViews1795000005000 } from './1795000005000-create-shop-views.js';
import { IndexListingsForReading1795000010000 } from './1795000010000-index-listings-for-reading.js';
import { KeepSearchWords1795000011000 } from './1795000011000-keep-search-words.js';
import { LetWorkerCountSales1795000012000 } from './1795000012000-let-worker-count-sales.js';
import { CreateAccountsAndDuties1796000000000 } from './1796000000000-create-accounts-and-duties.js';
import { EnterShopsAndIsolateSellers1796000001000 } from './1796000001000-enter-shops-and-isolate-sellers.js';
import { CreateCooperativeRegister1796100000000 } from './1796100000000-create-cooperative-register.js';
import { ImportCooperatives1796100001000 } from './1796100001000-import-cooperatives.js';
import { CreateCredentials1796200000000 } from './1796200000000-create-credentials.js';
import { ApplyForAShop1796300000000 } from './1796300000000-apply-for-a-shop.js';
import { TightenTheWall1796400000000 } from './1796400000000-tighten-the-wall.js';
import { InviteMembersAndAssist1796400001000 } from './1796400001000-invite-members-and-assist.js';
import { SealAuditRecords1796500000000 } from './1796500000000-seal-audit-records.js';
import { GuardDuties1796500001000 } from './1796500001000-guard-duties.js';
import { LetOfficersNameOrders1796500002000 } from './1796500002000-let-officers-name-orders.js';
import { LetKeysRotate1796500003000 } from './1796500003000-let-keys-rotate.js';
import { CreateConsents1796600000000 } from './1796600000000-create-consents.js';
import { AttachCartsAndOrders1796600001000 } from './1796600001000-attach-carts-and-orders.js';
import { SealOrderContacts1796600002000 } from './1796600002000-seal-order-contacts.js';
import { CreateAddresses1796600003000 } from './1796600003000-create-addresses.js';
import { CreateErasures1796600004000 } from './1796600004000-create-erasures.js';
import { CreateDataRequestsAndBreaches1796600005000 } from './1796600005000-create-data-requests-and-breaches.js';
import { AssistAndShowActivity1797000000000 } from './1797000000000-assist-and-show-activity.js';
import { SettleSuspensions1797100000000 } from './1797100000000-settle-suspensions.js';
import { RecordChecks1797100001000 } from './1797100001000-record-checks.js';
import { NumberLettersByKind1797100002000 } from './1797100002000-number-letters-by-kind.js';
import { NarrowApplications1797200000000 } from './1797200000000-narrow-applications.js';
import { CompleteApplications1797200001000 } from './1797200001000-complete-applications.js';
import { GiveHitsBack1797300000000 } from './1797300000000-give-hits-back.js';
import { AskNoCallerForTheTime1797300001000 } from './1797300001000-ask-no-caller-for-the-time.js';
import { ListShopsThatOpen1797300002000 } from './1797300002000-list-shops-that-open.js';
import { FoundShopsAtPresent1797310000000 } from './1797310000000-found-shops-at-present.js';
import { KeepCertificateRegister1798000000000 } from './1798000000000-keep-certificate-register.js';
import { StageProductChanges1798100000000 } from './1798100000000-stage-product-changes.js';
import { KeepStockByBatchAndDay1798100001000 } from './1798100001000-keep-stock-by-batch-and-day.js';
import { KeepPapersOfProducts1798100002000 } from './1798100002000-keep-papers-of-products.js';
import { CountEveryChangeOfAText1798100003000 } from './1798100003000-count-every-change-of-a-text.js';
import { KeepPicturesOfShops1798200000000 } from './1798200000000-keep-pictures-of-shops.js';
import { TakeFilesInPieces1798200001000 } from './1798200001000-take-files-in-pieces.js';
import { AssessProductsOffTheFloor1798320000000 } from './1798320000000-assess-products-off-the-floor.js';
import { ImportAnnexes1798330000000 } from './1798330000000-import-annexes.js';
import { TraceProductsAndBatches1798340000000 } from './1798340000000-trace-products-and-batches.js';
import { OrderOnlyWhatIsListed1798350000000 } from './1798350000000-order-only-what-is-listed.js';
import { TakeProductsDown1798350001000 } from './1798350001000-take-products-down.js';
import { FlagOpenOrders1798350002000 } from './1798350002000-flag-open-orders.js';
import { KeepAuthorityRequests1798350003000 } from './1798350003000-keep-authority-requests.js';
import { WriteToShopsOfProducts1798350004000 } from './1798350004000-write-to-shops-of-products.js';
import { TellOfCertificatesRunningOut1798360000000 } from './1798360000000-tell-of-certificates-running-out.js';
import { StateSales1798360001000 } from './1798360001000-state-sales.js';
import { WeighAtPacking1798370000000 } from './1798370000000-weigh-at-packing.js';
import { GiveUpAnnexes1798380000000 } from './1798380000000-give-up-annexes.js';
import { RecordOrderEvents1799000000000 } from './1799000000000-record-order-events.js';
import { MoveOrdersAlong1799000001000 } from './1799000001000-move-orders-along.js';
import { SettlePayments1799100000000 } from './1799100000000-settle-payments.js';
import { ConnectBanks1799101000000 } from './1799101000000-connect-banks.js';
import { PayThroughGateways1799200000000 } from './1799200000000-pay-through-gateways.js';
import { EditShippingRates1799300000000 } from './1799300000000-edit-shipping-rates.js';
import { LetShopsSayHowTheySend1799300001000 } from './1799300001000-let-shops-say-how-they-send.js';
import { SayWhichCoachOrBoat1799300002000 } from './1799300002000-say-which-coach-or-boat.js';
import { KeepLedger1799400000000 } from './1799400000000-keep-ledger.js';
import { IssueTaxForms1799400001000 } from './1799400001000-issue-tax-forms.js';
import { LetFloorOweShops1799400002000 } from './1799400002000-let-floor-owe-shops.js';
import { ReportStockDifferences1799500000000 } from './1799500000000-report-stock-differences.js';
import { GiveVouchers1799500001000 } from './1799500001000-give-vouchers.js';
import { RememberRefusals1799500002000 } from './1799500002000-remember-refusals.js';
import { TakeGoodsBack1799600000000 } from './1799600000000-take-goods-back.js';
import { DecideDisputes1799610000000 } from './1799610000000-decide-disputes.js';
import { ReportLedgerDifferences1799620000000 } from './1799620000000-report-ledger-differences.js';
import { ShowOfficersWhatShopsOwe1799620001000 } from './1799620001000-show-officers-what-shops-owe.js';
import { TakeMoneySheets1799620002000 } from './1799620002000-take-money-sheets.js';
import { RecordCodRemittances1799620003000 } from './1799620003000-record-cod-remittances.js';
import { OpenPointsAndGiveCodes1799630000000 } from './1799630000000-open-points-and-give-codes.js';
import { SendByCarriers1799630001000 } from './1799630001000-send-by-carriers.js';
import { DecideCodTerms1799640000000 } from './1799640000000-decide-cod-terms.js';
import { AskBeforeSending1799640001000 } from './1799640001000-ask-before-sending.js';
import { InvoiceOrders1799650000000 } from './1799650000000-invoice-orders.js';
import { FreezeContracts1799650001000 } from './1799650001000-freeze-contracts.js';
import { ShowShopsTheirCertificates1799650002000 } from './1799650002000-show-shops-their-certificates.js';
import { EndWhatCannotBeSent1799660000000 } from './1799660000000-end-what-cannot-be-sent.js';
import { TakeBackAWord1799660001000 } from './1799660001000-take-back-a-word.js';
import { TakeVouchersAgain1799660002000 } from './1799660002000-take-vouchers-again.js';
import { NotifyByPush1799670000000 } from './1799670000000-notify-by-push.js';
import { ChooseHowShopsAreTold1799671000000 } from './1799671000000-choose-how-shops-are-told.js';
import { PostWhatShopsSendBack1799680000000 } from './1799680000000-post-what-shops-send-back.js';
import { PostWhatCarriersHandOn1799680001000 } from './1799680001000-post-what-carriers-hand-on.js';
import { TakeDeposits1799710000000 } from './1799710000000-take-deposits.js';
import { ReportGoodsAndShops1799720000000 } from './1799720000000-report-goods-and-shops.js';
import { DecideUnansweredReturns1799720001000 } from './1799720001000-decide-unanswered-returns.js';
import { KeepSearchTerms1799740000000 } from './1799740000000-keep-search-terms.js';
import { KeepReviews1799760000000 } from './1799760000000-keep-reviews.js';
import { AnswerAndModerateReviews1799760001000 } from './1799760001000-answer-and-moderate-reviews.js';
import { AskSellers1799760002000 } from './1799760002000-ask-sellers.js';
import { TellWhenPagesChanged1799780000000 } from './1799780000000-tell-when-pages-changed.js';
import { WriteArticles1799790000000 } from './1799790000000-write-articles.js';
import { AnnouncePageChanges1799799000000 } from './1799799000000-announce-page-changes.js';
import { MakePointsWhole1799800000000 } from './1799800000000-make-points-whole.js';
import { JoinPointsByRoutes1799800001000 } from './1799800001000-join-points-by-routes.js';
import { AnnounceRoutes1799800002000 } from './1799800002000-announce-routes.js';
import { FindGoodsInSeason1799820000000 } from './1799820000000-find-goods-in-season.js';
import { AskForVisits1799820001000 } from './1799820001000-ask-for-visits.js';
import { KeepPageAddresses1799830000000 } from './1799830000000-keep-page-addresses.js';
import { ModerateAnswers1799830001000 } from './1799830001000-moderate-answers.js';
import { CountWhatIsOpenUnpaid1799835000000 } from './1799835000000-count-what-is-open-unpaid.js';
import { AnswerInTheirLanguage1799850001000 } from './1799850001000-answer-in-their-language.js';
import { ShowPhotosOfPoints1799860001000 } from './1799860001000-show-photos-of-points.js';
import { BeginWaysFromTheProvince1799870000000 } from './1799870000000-begin-ways-from-the-province.js';

/** Every migration, oldest first. Named one by one so that a build never picks up a stray file. */
export const migrations = [
  CreateFoundations1795000000000,
  CreatePlacesAndSets1795000001000,
  CreateSellersAndProducts1795000002000,
  CreateStockAndOrders1795000003000,
  CreateListingsAndGate1795000004000,
  CreateShopViews1795000005000,
  IndexListingsForReading1795000010000,
  KeepSearchWords1795000011000,
  LetWorkerCountSales1795000012000,
  CreateAccountsAndDuties1796000000000,
  EnterShopsAndIsolateSellers1796000001000,
  CreateCooperativeRegister1796100000000,
  ImportCooperatives1796100001000,
  CreateCredentials1796200000000,
  ApplyForAShop1796300000000,
  TightenTheWall1796400000000,
  InviteMembersAndAssist1796400001000,
  SealAuditRecords1796500000000,
  GuardDuties1796500001000,
  LetOfficersNameOrders1796500002000,
  LetKeysRotate1796500003000,
  CreateConsents1796600000000,
  AttachCartsAndOrders1796600001000,
  SealOrderContacts1796600002000,
  CreateAddresses1796600003000,
  CreateErasures1796600004000,
  CreateDataRequestsAndBreaches1796600005000,
  AssistAndShowActivity1797000000000,
  SettleSuspensions1797100000000,
  RecordChecks1797100001000,
  NumberLettersByKind1797100002000,
  NarrowApplications1797200000000,
  CompleteApplications1797200001000,
  GiveHitsBack1797300000000,
  AskNoCallerForTheTime1797300001000,
  ListShopsThatOpen1797300002000,
  FoundShopsAtPresent1797310000000,
  KeepCertificateRegister1798000000000,
  StageProductChanges1798100000000,
  KeepStockByBatchAndDay1798100001000,
  KeepPapersOfProducts1798100002000,
  CountEveryChangeOfAText1798100003000,
  KeepPicturesOfShops1798200000000,
  TakeFilesInPieces1798200001000,
  AssessProductsOffTheFloor1798320000000,
  ImportAnnexes1798330000000,
  TraceProductsAndBatches1798340000000,
  OrderOnlyWhatIsListed1798350000000,
  TakeProductsDown1798350001000,
  FlagOpenOrders1798350002000,
  KeepAuthorityRequests1798350003000,
  WriteToShopsOfProducts1798350004000,
  TellOfCertificatesRunningOut1798360000000,
  StateSales1798360001000,
  WeighAtPacking1798370000000,
  GiveUpAnnexes1798380000000,
  RecordOrderEvents1799000000000,
  MoveOrdersAlong1799000001000,
  SettlePayments1799100000000,
  ConnectBanks1799101000000,
  PayThroughGateways1799200000000,
  EditShippingRates1799300000000,
  LetShopsSayHowTheySend1799300001000,
  SayWhichCoachOrBoat1799300002000,
  KeepLedger1799400000000,
  IssueTaxForms1799400001000,
  LetFloorOweShops1799400002000,
  ReportStockDifferences1799500000000,
  GiveVouchers1799500001000,
  RememberRefusals1799500002000,
  TakeGoodsBack1799600000000,
  DecideDisputes1799610000000,
  ReportLedgerDifferences1799620000000,
  ShowOfficersWhatShopsOwe1799620001000,
  TakeMoneySheets1799620002000,
  RecordCodRemittances1799620003000,
  OpenPointsAndGiveCodes1799630000000,
  SendByCarriers1799630001000,
  DecideCodTerms1799640000000,
  AskBeforeSending1799640001000,
  InvoiceOrders1799650000000,
  FreezeContracts1799650001000,
  ShowShopsTheirCertificates1799650002000,
  EndWhatCannotBeSent1799660000000,
  TakeBackAWord1799660001000,
  TakeVouchersAgain1799660002000,
  NotifyByPush1799670000000,
  ChooseHowShopsAreTold1799671000000,
  PostWhatShopsSendBack1799680000000,
  PostWhatCarriersHandOn1799680001000,
  TakeDeposits1799710000000,
  ReportGoodsAndShops1799720000000,
  DecideUnansweredReturns1799720001000,
  KeepSearchTerms1799740000000,
  KeepReviews1799760000000,
  AnswerAndModerateReviews1799760001000,
  AskSellers1799760002000,
  TellWhenPagesChanged1799780000000,
  WriteArticles1799790000000,
  AnnouncePageChanges1799799000000,
  MakePointsWhole1799800000000,
  JoinPointsByRoutes1799800001000,
  AnnounceRoutes1799800002000,
  FindGoodsInSeason1799820000000,
  AskForVisits1799820001000,
  KeepPageAddresses1799830000000,
  ModerateAnswers1799830001000,
  CountWhatIsOpenUnpaid1799835000000,
  AnswerInTheirLanguage1799850001000,
  ShowPhotosOfPoints1799860001000,
  BeginWaysFromTheProvince1799870000000,
];
