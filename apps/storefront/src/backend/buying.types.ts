/** What carts and orders answer, under the names of the pages; the shapes come from docs/openapi.json. */
import type {
  CartAnswer,
  CartLineAnswer,
  DeliveryDto,
  InvoiceRequestDto,
  OrderDetailAnswer,
  OrderGroupAnswer,
  OrderReturnAnswer,
  PlacedOrderAnswer,
  PlaceOrderDto,
  Problem as ProblemDocument,
  QuoteAnswer,
  SellerQuoteAnswer,
  ReturnDto,
  SellerRef,
  VietQrAnswer,
} from '#client/api';

export type Cart = CartAnswer;
export type CartLine = CartLineAnswer;
export type Delivery = DeliveryDto;
export type Quote = QuoteAnswer;
export type QuoteSeller = SellerQuoteAnswer;
export type PlaceOrder = PlaceOrderDto;
export type PaymentMethod = PlaceOrderDto['payment'];
export type PlacedGroup = PlacedOrderAnswer;
export type Order = OrderDetailAnswer;
export type OrderGroup = OrderGroupAnswer;
export type InvoiceRequest = InvoiceRequestDto;
export type VietQr = VietQrAnswer;
export type AskedReturn = ReturnDto;
export type OrderReturn = OrderReturnAnswer;

export interface RefusedLine {
  variantId: string;
  seller: SellerRef;
  reason: string;
  requested?: number;
  available?: number;
}

/** RFC 9457 problem document with what refusals of carts and orders add to it. */
export type Problem = ProblemDocument & {
  /** Of `out_of_stock` and `cart_changed`. */
  lines?: RefusedLine[];
  /** Of `cod_not_allowed`, where it is about the phone: why, and what could be paid on delivery. */
  reason?: string;
  mostVnd?: number;
  /** Of `deposit_required`: what there is to agree to; `reason` says why. */
  deposits?: { seller: SellerRef; depositVnd: number; doorVnd: number }[];
  /** Of `cart_placed`: the purchase the cart became. */
  groupCode?: string;
  /** Of `account_needed`: stands for the code when the account is opened. */
  proof?: string;
};
