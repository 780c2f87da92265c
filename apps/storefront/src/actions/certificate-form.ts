import type { APIContext } from 'astro';
import { certificateExpiry } from '#kernel/certificate-rules';
import { isDay } from '#kernel/time';
import { correctCertificate, followCertificate, recordCertificate } from '../backend/certificates.js';
import type { CertificateEntry } from '../backend/certificates.types.js';
import type { Words } from '../i18n/vi.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

export const SUBJECT = [
  'productSlug',
  'productName',
  'setNo',
  'holderName',
  'holderKind',
  'communeCode',
  'registerNumber',
] as const;
const DECISION = [
  'decisionNumber',
  'decisionDate',
  'issuedBy',
  'productCode',
  'certificateNumber',
  'stars',
  'score',
  'issuedOn',
  'expiresOn',
  'filedOn',
] as const;
/** Why a correction is made; of no other form. */
const FIELDS = [...SUBJECT, ...DECISION, 'reason'] as const;
export const NEEDED_SUBJECT = ['productName', 'setNo', 'holderName', 'holderKind', 'communeCode'] as const;
const NEEDED_DECISION = ['decisionNumber', 'decisionDate', 'issuedBy', 'productCode', 'stars'] as const;
const DAYS = ['decisionDate', 'issuedOn', 'expiresOn', 'filedOn'] as const;

export type SubjectField = (typeof SUBJECT)[number];
export type CertificateField = (typeof FIELDS)[number];
export type CertificateForm = FormPage<CertificateField>;

export const certificateForm = (): CertificateForm =>
  emptyForm(Object.fromEntries(FIELDS.map((name) => [name, ''])) as Record<CertificateField, string>);

/** The certificate that is followed, and how. */
export interface Following {
  id: string;
  how: 'renewals' | 'upgrades';
}

/** Records a first recognition, or what follows a certificate; the form again where it was not taken. */
export async function takeCertificate(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
  following?: Following,
): Promise<{ id: string } | CertificateForm> {
  const page = readForm(form, t);
  const { values, errors } = page;
  const isNamed = following === undefined && values.productSlug === '';
  for (const name of [...(isNamed ? NEEDED_SUBJECT : []), ...NEEDED_DECISION])
    if (values[name] === '') errors[name] = t.certificates.form.missing;
  if (hasErrors(page)) return misfilled(page);
  try {
    const decision = decisionOf(values);
    if (following !== undefined) return await followCertificate(api, following.id, following.how, decision);
    return await recordCertificate(api, { ...decision, ...subjectOf(values) });
  } catch (error) {
    return refused<CertificateField>(page, error, t, { fields: ALL, words: t.certificates.entry.refusals });
  }
}

/** The form of a correction, with what stands in the register. */
export function correctionForm(entry: CertificateEntry): CertificateForm {
  const page = certificateForm();
  for (const name of DECISION)
    page.values[name] = String(entry[name] ?? '').replace('.', name === 'score' ? ',' : '.');
  return page;
}

/** Puts the facts of a certificate right; the form again where they were not taken. */
export async function takeCorrection(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  id: string,
  form: FormData,
): Promise<{ done: true } | CertificateForm> {
  const page = readForm(form, t);
  for (const name of [...NEEDED_DECISION, 'reason'] as const)
    if (page.values[name] === '') page.errors[name] = t.certificates.form.missing;
  if (hasErrors(page)) return misfilled(page);
  try {
    await correctCertificate(api, id, { ...decisionOf(page.values), reason: page.values.reason });
    return { done: true };
  } catch (error) {
    return refused<CertificateField>(page, error, t, { fields: ALL, words: t.certificates.entry.refusals });
  }
}

const ALL = Object.fromEntries(FIELDS.map((name) => [name, name])) as Record<string, CertificateField>;

function readForm(form: FormData, t: Words): CertificateForm {
  const page = certificateForm();
  for (const name of FIELDS) page.values[name] = textOf(form, name, 500);
  const { values, errors } = page;
  for (const name of DAYS)
    if (values[name] !== '' && !isDay(values[name])) errors[name] = t.certificates.form.notDay;
  if (values.score !== '' && !/^\d{1,3}([.,]\d)?$/.test(values.score))
    errors.score = t.certificates.form.notNumber;
  return page;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What is left blank follows from the rest: issued on the day of the decision, for 36 months. */
function decisionOf(values: Record<CertificateField, string>): object {
  const issuedOn = values.issuedOn || values.decisionDate;
  return {
    decisionNumber: values.decisionNumber,
    decisionDate: values.decisionDate,
    issuedBy: values.issuedBy,
    productCode: values.productCode,
    certificateNumber: orNull(values.certificateNumber),
    stars: Number(values.stars),
    score: values.score === '' ? null : Number(values.score.replace(',', '.')),
    issuedOn,
    expiresOn: values.expiresOn || certificateExpiry(issuedOn),
    filedOn: orNull(values.filedOn),
  };
}

export function subjectOf(values: Record<SubjectField, string>): object {
  if (values.productSlug !== '') return { productSlug: values.productSlug };
  return {
    productName: values.productName,
    setNo: Number(values.setNo),
    holderName: values.holderName,
    holderKind: values.holderKind,
    communeCode: values.communeCode,
    registerNumber: orNull(values.registerNumber),
  };
}
