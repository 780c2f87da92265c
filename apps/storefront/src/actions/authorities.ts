import type { APIContext } from 'astro';
import {
  actOnAuthorityRequest,
  enterAuthorityRequest,
  exportAuthorityRequest,
  reachBuyer,
  type BuyerContact,
} from '../backend/authorities.js';
import type { PaperFile } from '../backend/desk.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { vietnamInstant } from './vietnam-instant.js';

type Context = Pick<APIContext, 'locals'>;

const FIELDS = [
  'authority',
  'documentNumber',
  'documentDate',
  'receivedAt',
  'kind',
  'subject',
  'details',
  'personalData',
  'actNow',
] as const;
export type AuthorityField = (typeof FIELDS)[number];
export type AuthorityActField = 'words' | 'outcome' | 'answer' | 'certificateId';

const ACTS = ['execution', 'answer', 'lifting'] as const;
export type AuthorityAct = (typeof ACTS)[number];
export type AuthorityActPage = FormPage<AuthorityActField> & { act: AuthorityAct };

export const emptyAuthorityRequest = (): FormPage<AuthorityField> =>
  emptyForm(Object.fromEntries(FIELDS.map((name) => [name, ''])) as Record<AuthorityField, string>);

/** Enters an authority's request, where it says so with the act it asks for; its id, or the form to show again. */
export async function takeAuthorityRequest(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ id: string; done: 'entered' | 'entered_and_done' } | FormPage<AuthorityField>> {
  const words = t.authorities.errors;
  const page = emptyAuthorityRequest();
  for (const name of FIELDS) page.values[name] = textOf(form, name, name === 'details' ? 4_000 : 300);
  const { values, errors } = page;
  const receivedAt = vietnamInstant(values.receivedAt);
  for (const name of ['authority', 'documentNumber', 'documentDate', 'kind', 'subject', 'details'] as const)
    if (values[name] === '') errors[name] = words[name];
  if (receivedAt === null) errors.receivedAt = words.receivedAt;
  if (hasErrors(page)) return misfilled(page);
  const { authority, documentNumber, documentDate, kind, details } = values;
  const actNow = values.actNow === 'yes' && kind !== 'information';
  try {
    const { id } = await enterAuthorityRequest(api, {
      authority,
      documentNumber,
      documentDate,
      receivedAt,
      kind,
      details,
      ...subjectOf(kind, values.subject),
      ...(values.personalData === 'yes' ? { personalData: true } : {}),
      ...(actNow ? { actNow } : {}),
    });
    return { id, done: actNow ? 'entered_and_done' : 'entered' };
  } catch (error) {
    const fields: Record<string, AuthorityField> = {
      ...Object.fromEntries(FIELDS.map((name) => [name, name])),
      productSlug: 'subject',
      sellerSlug: 'subject',
      orderCode: 'subject',
    };
    return refused(page, error, t, { fields, words: t.authorities.refusals });
  }
}

/** Carries the request out, answers it, or lets the product back. What was done, or the form to show again. */
export async function takeAuthorityAct(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: AuthorityAct } | { file: PaperFile } | AuthorityActPage> {
  const words = t.authorities.errors;
  const act = ACTS.find((name) => name === form.get('act')) ?? 'answer';
  const values = {
    words: textOf(form, 'words', 2_000),
    outcome: textOf(form, 'outcome', 10),
    answer: textOf(form, 'answer', 4_000),
    certificateId: textOf(form, 'certificateId', 40),
  };
  const page: AuthorityActPage = { ...emptyForm<AuthorityActField>(values), act };
  const answering = form.get('act') === 'answer';
  if (!answering && act !== 'answer' && values.words === '') page.errors.words = words.words;
  if (answering && values.outcome === '') page.errors.outcome = words.outcome;
  if (answering && values.answer === '') page.errors.answer = words.answer;
  if (hasErrors(page)) return { ...misfilled(page), act };
  const { outcome, answer, certificateId } = values;
  try {
    if (form.get('act') === 'export') return { file: await exportAuthorityRequest(api, id) };
    await actOnAuthorityRequest(
      api,
      id,
      act,
      act === 'answer'
        ? { outcome, answer, ...(certificateId === '' ? {} : { certificateId }) }
        : { words: values.words },
    );
    return { done: act };
  } catch (error) {
    const fields = Object.fromEntries(
      (Object.keys(values) as AuthorityActField[]).map((name) => [name, name]),
    );
    return { ...refused(page, error, t, { fields, words: t.authorities.refusals }), act };
  }
}

/** What came of asking whom to call about an order. */
export interface ReachPage {
  orderCode: string;
  contact: BuyerContact | null;
  reason: string;
  error: string | null;
  status: number;
}

export async function takeReach({ locals: { api, t } }: Context, form: FormData): Promise<ReachPage> {
  const orderCode = textOf(form, 'order', 12);
  const reason = textOf(form, 'reason', 500);
  const page: ReachPage = { orderCode, contact: null, reason, error: null, status: 200 };
  if (reason === '') return { ...page, error: t.authorities.flagged.needsReason, status: 422 };
  try {
    return { ...page, contact: await reachBuyer(api, orderCode, reason) };
  } catch (error) {
    const { status, message } = refused(emptyForm({}), error, t, { words: t.authorities.flagged.refusals });
    return { ...page, error: message, status };
  }
}

/** What is typed is a slug or a code; which, the kind says, and for information its form. */
function subjectOf(kind: string, typed: string): object {
  const product = /\/san-pham\/([^/?#]+)/.exec(typed)?.[1];
  const seller = /\/nguoi-ban\/([^/?#]+)/.exec(typed)?.[1];
  if (kind === 'take_down') return { productSlug: product ?? typed };
  if (kind === 'suspend') return { sellerSlug: seller ?? typed };
  if (product !== undefined) return { productSlug: product };
  if (seller !== undefined) return { sellerSlug: seller };
  return /^[A-Z2-9]{8,12}$/.test(typed) ? { orderCode: typed } : { sellerSlug: typed };
}
