import type { Quote } from './build-quote.js';
import { catchWeightOf } from './catch-weight.js';
import { depositOf } from './deposits/demand-deposits.js';
import { quoteToken } from './quote-token.js';
import type { QuotedVoucher } from './vouchers/apply-voucher.js';

/** The quote as the API shows it (contract: Buying). */
export function quoteView(quote: Quote): object {
  return {
    quoteToken: quoteToken(quote),
    itemsVnd: quote.itemsVnd,
    shippingFeeVnd: quote.shippingFeeVnd,
    discountVnd: quote.discountVnd,
    totalVnd: quote.totalVnd,
    ...(quote.voucher === null ? {} : { voucher: voucherView(quote.voucher, quote.discountVnd) }),
    requires: { adult: quote.requiresAdult },
    sellers: quote.sellers.map((seller) => ({
      seller: { slug: seller.slug, name: seller.name },
      lines: seller.lines.map(({ facts, unitPriceVnd, totalVnd, problem, obstacle }) => ({
        variantId: facts.variantId,
        name: facts.productName,
        variantName: facts.variantName,
        quantity: facts.quantity,
        unitPriceVnd,
        totalVnd,
        ...catchWeightOf(facts),
        ...(problem === null ? {} : { problem }),
        ...(problem === 'delivery_unavailable' && obstacle !== null
          ? { obstacle, maxTransitDays: facts.maxTransitDays }
          : {}),
      })),
      shippingOptions: seller.shippingOptions,
      paymentMethods: seller.paymentMethods.map((offer) => {
        const depositVnd = offer.method === 'cod' && offer.available ? depositOf(seller) : 0;
        return depositVnd === 0 ? offer : { ...offer, depositVnd };
      }),
      itemsVnd: seller.itemsVnd,
      shippingFeeVnd: seller.shippingFeeVnd,
      discountVnd: seller.discountVnd,
      totalVnd: seller.totalVnd,
    })),
  };
}

function voucherView({ code, paidBy, minItemsVnd, problem }: QuotedVoucher, discountVnd: number): object {
  return { code, discountVnd, paidBy, minItemsVnd, ...(problem === null ? {} : { problem }) };
}
