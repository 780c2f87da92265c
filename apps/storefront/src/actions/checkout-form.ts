import { parsePhone } from '#kernel/phone';
import { isPlainText } from '#kernel/text';
import type { Delivery, PaymentMethod } from '../backend/buying.types.js';
import type { Words } from '../i18n/vi.js';
import {
  emptyInvoice,
  invoiceErrors,
  readInvoice,
  wantsInvoice,
  type InvoiceValues,
} from './invoice-request.js';

/** The three ways to get the goods, as the form names them. */
export type Way = 'ship' | 'other' | 'pickup';

/** What stands in the checkout form, exactly as typed. */
export interface CheckoutValues extends InvoiceValues {
  name: string;
  phone: string;
  email: string;
  way: Way;
  commune: string;
  /** The commune the buyer picked among several of the same old name. */
  communeCode: string;
  line: string;
  province: string;
  ward: string;
  otherLine: string;
  point: string;
  note: string;
  /** A voucher’s code. */
  voucher: string;
  adult: boolean;
  /** By seller's slug. */
  shipping: Record<string, string>;
  payment: Record<string, PaymentMethod>;
  /** What the page said is paid first where that seller is paid on delivery, in đồng. */
  deposit: Record<string, number>;
}

/** Field name → what to say beside it. */
export type FieldErrors = Partial<Record<keyof CheckoutValues | 'choices', string>>;

/** The API takes up to 1,000 letters; more than half of that is no message but a letter. */
const LONGEST_NOTE = 500;
const METHODS: ReadonlySet<string> = new Set(['cod', 'bank_transfer', 'card', 'wallet']);

export function emptyCheckout(): CheckoutValues {
  return {
    name: '',
    phone: '',
    email: '',
    way: 'ship',
    commune: '',
    communeCode: '',
    line: '',
    province: '',
    ward: '',
    otherLine: '',
    point: '',
    note: '',
    voucher: '',
    ...emptyInvoice(),
    adult: false,
    shipping: {},
    payment: {},
    deposit: {},
  };
}

/** Reads the form without judging it. */
export function readCheckoutForm(form: FormData): CheckoutValues {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const way = text('way');
  const shipping: CheckoutValues['shipping'] = {};
  const payment: CheckoutValues['payment'] = {};
  const deposit: CheckoutValues['deposit'] = {};
  for (const [name, value] of form) {
    const [, kind, slug] = /^(shipping|payment|deposit)-([a-z0-9-]{1,120})$/.exec(name) ?? [];
    if (!slug || typeof value !== 'string') continue;
    if (kind === 'shipping') shipping[slug] = value.slice(0, 100);
    else if (kind === 'deposit') {
      if (/^[1-9]\d{0,11}$/.test(value)) deposit[slug] = Number(value);
    } else if (METHODS.has(value)) payment[slug] = value as PaymentMethod;
  }
  // A commune picked from several counts only while the text it was picked for still stands.
  const communeCode = text('communeFor') === text('commune') ? text('communeCode') : '';
  return {
    name: text('name'),
    phone: text('phone'),
    email: text('email'),
    way: way === 'other' || way === 'pickup' ? way : 'ship',
    commune: text('commune'),
    communeCode: /^\d{5}$/.test(communeCode) ? communeCode : '',
    line: text('line'),
    province: text('province'),
    ward: text('ward'),
    otherLine: text('otherLine'),
    point: text('point'),
    note: text('note').replaceAll('\r\n', '\n'),
    voucher: text('voucher').slice(0, 60),
    ...readInvoice(form),
    adult: form.get('adult') === 'yes',
    shipping,
    payment,
    deposit,
  };
}

/** What is missing before the goods can be sent to anybody; delivery is judged where it is resolved. */
export function contactErrors(values: CheckoutValues, t: Words): FieldErrors {
  const words = t.checkout.fields;
  const errors: FieldErrors = wantsInvoice(values) ? invoiceErrors(values, t) : {};
  if (values.name === '' || values.name.length > 120 || !isPlainText(values.name)) errors.name = words.name;
  if (!parsePhone(values.phone)?.vietnamese) errors.phone = words.phone;
  if (values.email !== '' && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}$/.test(values.email))
    errors.email = words.email;
  if ([...values.note].length > LONGEST_NOTE || !isPlainText(values.note, { multiline: true }))
    errors.note = words.note;
  const addressLine = values.way === 'ship' ? values.line : values.otherLine;
  if (
    values.way !== 'pickup' &&
    (addressLine === '' || addressLine.length > 300 || !isPlainText(addressLine))
  ) {
    errors[values.way === 'ship' ? 'line' : 'otherLine'] = words.line;
  }
  return errors;
}

/**
 * The delivery of these values, or what is missing of it. The house number is not needed for the fees, so
 * that they can be seen first; `contactErrors` asks for it before the order.
 */
export function deliveryOf(
  values: CheckoutValues,
  communeCode: string | null,
  t: Words,
): Delivery | FieldErrors {
  const words = t.checkout.fields;
  // The API wants a line with every address; a quote before the line was typed goes with a dash.
  const line = (typed: string): string => (typed === '' ? '-' : typed);
  if (values.way === 'pickup') {
    return /^[a-z0-9-]{1,120}$/.test(values.point)
      ? { method: 'pickup', tourismPointSlug: values.point }
      : { point: words.point };
  }
  if (values.way === 'ship') {
    return communeCode
      ? { method: 'ship', communeCode, line: line(values.line) }
      : { commune: values.commune === '' ? words.commune : words.communeUnknown };
  }
  const errors: FieldErrors = {};
  if (!/^\d{2}$/.test(values.province)) errors.province = words.province;
  if (values.ward === '' || values.ward.length > 120 || !isPlainText(values.ward)) errors.ward = words.ward;
  return Object.keys(errors).length > 0
    ? errors
    : { method: 'ship', provinceCode: values.province, ward: values.ward, line: line(values.otherLine) };
}

export function isDelivery(result: Delivery | FieldErrors): result is Delivery {
  return 'method' in result;
}
