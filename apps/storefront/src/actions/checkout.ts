import type { APIContext } from 'astro';
import type { Words } from '../i18n/vi.js';
import { ApiProblem } from '../backend/api.js';
import { placeOrder, quoteCart } from '../backend/buying.js';
import type {
  Cart,
  Delivery,
  PaymentMethod,
  PlacedGroup,
  Problem,
  Quote,
  QuoteSeller,
} from '../backend/buying.types.js';
import type { Commune } from '../backend/catalogue.types.js';
import {
  contactErrors,
  deliveryOf,
  isDelivery,
  type CheckoutValues,
  type FieldErrors,
} from './checkout-form.js';
import { findCommune } from './find-commune.js';
import { invoiceField, invoiceOf, wantsInvoice } from './invoice-request.js';

interface SellerChoice {
  payment?: PaymentMethod;
  shippingOptionId?: string;
  depositVnd?: number;
}

type Context = Pick<APIContext, 'locals'>;

/** Everything the checkout page shows besides the cart. */
export interface CheckoutState {
  values: CheckoutValues;
  errors: FieldErrors;
  /** Communes of the typed old name, to choose from. */
  communeChoices: Commune[];
  /** The commune that was understood, and the old name it was understood by. */
  commune: { commune: Commune; by?: string } | null;
  /** Fees and options; null until it is known where the goods go. */
  quote: Quote | null;
  /** One sentence above the form. */
  message: string | null;
}

interface Resolved {
  delivery: Delivery | null;
  errors: FieldErrors;
  communeChoices: Commune[];
  commune: CheckoutState['commune'];
}

/** Understands where the goods go, asking the API what a commune's old name means. */
async function resolveDelivery({ locals }: Context, values: CheckoutValues): Promise<Resolved> {
  const { api, t } = locals;
  const found = values.way === 'ship' ? await findCommune(api, values.commune, values.communeCode) : null;
  const code = found?.kind === 'one' ? found.commune.code : null;
  // The buyer sees the name of today where an old or a bare one was typed.
  if (found?.kind === 'one') values.commune = found.commune.name;
  const result = deliveryOf(values, code, t);
  const resolved: Resolved = {
    delivery: isDelivery(result) ? result : null,
    errors: isDelivery(result) ? {} : result,
    communeChoices: found?.kind === 'several' ? found.communes : [],
    commune: found?.kind === 'one' ? found : null,
  };
  if (found?.kind === 'several') resolved.errors.commune = t.checkout.fields.communeAmbiguous;
  return resolved;
}

/** The page after "show the fees": a quote where the delivery is understood, otherwise what is missing. */
export async function showQuote(
  context: Context,
  cart: Cart,
  values: CheckoutValues,
): Promise<CheckoutState> {
  const { delivery, ...resolved } = await resolveDelivery(context, values);
  const state: CheckoutState = { values, ...resolved, quote: null, message: null };
  if (!delivery) return state;
  try {
    state.quote = await quoteCart(context.locals.api, cart.id, delivery, values.voucher);
    explainVoucher(context, state);
  } catch (error) {
    explain(context, state, error);
  }
  return state;
}

/** What the buyer saw when pressing the button. */
export interface Seen {
  idempotencyKey: string;
  totalVnd: number;
  quoteToken: string;
}

/**
 * Places the cart as the buyer saw it. Nothing is quoted again before: the API compares total and token itself,
 * and a form that arrives twice must go out twice in the same words to be answered once.
 */
export async function place(
  context: Context,
  cartId: string,
  values: CheckoutValues,
  seen: Seen,
): Promise<PlacedGroup | CheckoutState> {
  const { api, t } = context.locals;
  const { delivery, ...resolved } = await resolveDelivery(context, values);
  const errors = { ...contactErrors(values, t), ...resolved.errors };
  const state: CheckoutState = { values, ...resolved, errors, quote: null, message: null };

  if (delivery && Object.keys(errors).length === 0) {
    try {
      return await placeOrder(api, seen.idempotencyKey, {
        cartId,
        contact: { name: values.name, phone: values.phone, ...(values.email ? { email: values.email } : {}) },
        delivery,
        payment: Object.values(values.payment)[0] ?? 'bank_transfer',
        sellers: choices(values),
        expectedTotalVnd: seen.totalVnd,
        quoteToken: seen.quoteToken,
        adultConfirmed: values.adult,
        ...(values.note ? { note: values.note } : {}),
        ...(values.voucher ? { voucherCode: values.voucher } : {}),
        ...(wantsInvoice(values) ? { invoice: invoiceOf(values) } : {}),
      });
    } catch (error) {
      explain(context, state, error);
    }
  }
  if (delivery) state.quote = await quoteCart(api, cartId, delivery, values.voucher).catch(() => null);
  if (!state.errors.voucher) explainVoucher(context, state);
  return state;
}

/** The chosen option of a seller's quote: what the buyer ticked, otherwise the cheapest, which totals assume. */
export function chosenShipping(
  seller: QuoteSeller,
  values: CheckoutValues,
): QuoteSeller['shippingOptions'][number] | undefined {
  const cheapest = seller.shippingOptions.toSorted((a, b) => a.feeVnd - b.feeVnd)[0];
  return seller.shippingOptions.find(({ id }) => id === values.shipping[seller.seller.slug]) ?? cheapest;
}

/** The chosen way to pay a seller: what was ticked while it can be had, otherwise the first that can. */
export function chosenPayment(seller: QuoteSeller, values: CheckoutValues): PaymentMethod | undefined {
  const usable = seller.paymentMethods.filter(({ available }) => available).map(({ method }) => method);
  return usable.find((method) => method === values.payment[seller.seller.slug]) ?? usable[0];
}

/** One seller's order with the chosen shipping, in đồng. */
export function orderTotal(seller: QuoteSeller, values: CheckoutValues): number {
  return seller.itemsVnd - seller.discountVnd + (chosenShipping(seller, values)?.feeVnd ?? 0);
}

/** Whether everything in the quote can be ordered as it stands. */
export function isPlaceable(quote: Quote): boolean {
  return quote.sellers.every(
    ({ lines, shippingOptions, paymentMethods }) =>
      lines.every(({ problem }) => !problem) &&
      shippingOptions.length > 0 &&
      paymentMethods.some(({ available }) => available),
  );
}

/**
 * What is paid first where this seller is paid on delivery: by the shop's rule, or what an order that was refused was to be
 * agreed to; 0 where nothing.
 */
export function depositOf(seller: QuoteSeller, values: CheckoutValues): number {
  const rule = seller.paymentMethods.find(({ method }) => method === 'cod')?.depositVnd ?? 0;
  const depositVnd = Math.max(rule, values.deposit[seller.seller.slug] ?? 0);
  return depositVnd < orderTotal(seller, values) ? depositVnd : rule;
}

function choices(values: CheckoutValues): Record<string, SellerChoice> {
  const slugs = new Set([...Object.keys(values.shipping), ...Object.keys(values.payment)]);
  return Object.fromEntries(
    [...slugs].map((slug) => {
      const payment = values.payment[slug];
      const shippingOptionId = values.shipping[slug];
      const depositVnd = payment === 'cod' ? values.deposit[slug] : undefined;
      return [
        slug,
        {
          ...(payment ? { payment } : {}),
          ...(shippingOptionId ? { shippingOptionId } : {}),
          ...(depositVnd ? { depositVnd } : {}),
        },
      ];
    }),
  );
}

/** Why this phone's order is not sent unpaid, where that was the refusal. */
function codRefusal({ reason, mostVnd }: Problem, { checkout, say }: Words): string | undefined {
  return reason === undefined || mostVnd === undefined
    ? undefined
    : checkout.codRefusals(say.vnd(mostVnd))[reason];
}

/** What there is to agree to before the button is pressed again, where that was the refusal; the page then says it. */
function depositRefusal(
  state: CheckoutState,
  { deposits, reason = 'shop' }: Problem,
  t: Words,
): string | undefined {
  if (deposits === undefined) return undefined;
  for (const { seller, depositVnd } of deposits) state.values.deposit[seller.slug] = depositVnd;
  const amounts = deposits.map(({ seller, depositVnd }) =>
    t.deposits.amount(t.say.vnd(depositVnd), seller.name),
  );
  return t.deposits.asked[reason]?.(amounts.join(', '));
}

/** Says beside its field why a code takes nothing off. */
function explainVoucher({ locals }: Context, { quote, errors }: CheckoutState): void {
  const { problem, minItemsVnd = 0 } = quote?.voucher ?? {};
  if (problem) errors.voucher = locals.t.voucherField.problems(locals.t.say.vnd(minItemsVnd))[problem] ?? '';
}

/** Turns a refusal of the API into a sentence above the form or beside a field. */
function explain({ locals }: Context, state: CheckoutState, error: unknown): void {
  if (!(error instanceof ApiProblem) || (error.status >= 500 && error.status !== 503)) throw error;
  const { checkout, errors } = locals.t;
  const { code, problem } = error;
  if (code === 'adult_confirmation_required') state.errors.adult = checkout.fields.adult;
  if (code === 'cod_not_allowed')
    state.errors.payment = codRefusal(problem, locals.t) ?? checkout.refusals[code] ?? '';
  if (code === 'pickup_unavailable') state.errors.point = checkout.refusals['pickup_unavailable'] ?? '';
  for (const { path, message } of problem.errors ?? []) {
    const invoice = path.startsWith('invoice.') ? invoiceField(path) : undefined;
    if (invoice) state.errors[invoice] = message;
    if (path === 'voucherCode') state.errors.voucher = message;
    if (path.startsWith('contact.phone')) state.errors.phone = checkout.fields.phone;
    if (path.startsWith('contact.email')) state.errors.email = checkout.fields.email;
    if (path.startsWith('contact.name')) state.errors.name = checkout.fields.name;
    if (path.startsWith('delivery.line'))
      state.errors[state.values.way === 'ship' ? 'line' : 'otherLine'] = checkout.fields.line;
    if (path.startsWith('delivery.ward')) state.errors.ward = checkout.fields.ward;
    if (path.startsWith('delivery.provinceCode')) state.errors.province = checkout.fields.province;
  }
  state.message =
    code === 'cart_placed' && problem.groupCode
      ? checkout.placedAlready(problem.groupCode)
      : (depositRefusal(state, problem, locals.t) ??
        checkout.refusals[code] ??
        errors.problems[code] ??
        errors.problem);
}
