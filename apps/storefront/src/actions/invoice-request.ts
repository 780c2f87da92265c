import { taxCodeKind } from '#kernel/tax-code';
import { isPlainText } from '#kernel/text';
import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { askForInvoice } from '../backend/buying.js';
import type { InvoiceRequest } from '../backend/buying.types.js';
import type { Words } from '../i18n/vi.js';
import { textOf } from './form-text.js';

/** What stands in the fields of an invoice, as typed. */
export interface InvoiceValues {
  invoiceName: string;
  invoiceTaxCode: string;
  invoiceAddress: string;
  invoiceEmail: string;
}
export type InvoiceErrors = Partial<Record<keyof InvoiceValues, string>>;

export const emptyInvoice = (): InvoiceValues => ({
  invoiceName: '',
  invoiceTaxCode: '',
  invoiceAddress: '',
  invoiceEmail: '',
});

/** Reads the fields without judging them; tax codes are often typed with spaces. */
export function readInvoice(form: FormData): InvoiceValues {
  return {
    invoiceName: textOf(form, 'invoiceName', 200),
    invoiceTaxCode: textOf(form, 'invoiceTaxCode', 40).replaceAll(/[\s.]/g, ''),
    invoiceAddress: textOf(form, 'invoiceAddress', 300),
    invoiceEmail: textOf(form, 'invoiceEmail', 254),
  };
}

/** Whether an invoice is wanted: somebody wrote into one of its fields. */
export const wantsInvoice = (values: InvoiceValues): boolean =>
  [values.invoiceName, values.invoiceTaxCode, values.invoiceAddress, values.invoiceEmail].some(
    (value) => value !== '',
  );

/** What is missing or wrong of an invoice that is wanted. */
export function invoiceErrors(values: InvoiceValues, t: Words): InvoiceErrors {
  const words = t.invoice.fields;
  const errors: InvoiceErrors = {};
  const isText = (value: string): boolean => value !== '' && isPlainText(value);
  if (!isText(values.invoiceName)) errors.invoiceName = words.name;
  if (taxCodeKind(values.invoiceTaxCode) === null) errors.invoiceTaxCode = words.taxCode;
  if (!isText(values.invoiceAddress)) errors.invoiceAddress = words.address;
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}$/.test(values.invoiceEmail)) errors.invoiceEmail = words.email;
  return errors;
}

/** As the API takes it. */
export const invoiceOf = (values: InvoiceValues): InvoiceRequest => ({
  name: values.invoiceName,
  taxCode: values.invoiceTaxCode,
  address: values.invoiceAddress,
  email: values.invoiceEmail,
});

/** The field that a path of the API's body names. */
export const invoiceField = (path: string): keyof InvoiceValues | undefined =>
  (
    ({
      name: 'invoiceName',
      taxCode: 'invoiceTaxCode',
      address: 'invoiceAddress',
      email: 'invoiceEmail',
    }) as const
  )[path.replace(/^invoice\./, '')];

/** The form as it came back, and the status its page answers with. */
export interface RefusedInvoice {
  values: InvoiceValues;
  errors: InvoiceErrors;
  message: string | null;
  status: number;
}

/** Says whom the invoices of a purchase are for; null where it was taken. */
export async function takeInvoiceRequest(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  { code, token }: { code: string; token: string | undefined },
  form: FormData,
): Promise<RefusedInvoice | null> {
  const values = readInvoice(form);
  const errors = invoiceErrors(values, t);
  if (Object.keys(errors).length > 0) return { values, errors, message: null, status: 422 };
  try {
    await askForInvoice(api, code, token, invoiceOf(values));
    return null;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
    for (const { path, message } of error.problem.errors ?? []) {
      const field = invoiceField(path);
      if (field !== undefined) errors[field] = message;
    }
    const late = error.code === 'state_conflict' ? t.invoice.late : t.errors.problem;
    return {
      values,
      errors,
      message: Object.keys(errors).length > 0 ? null : late,
      status: error.status,
    };
  }
}
