import type { APIContext } from 'astro';
import { actOnDataRequest, addToBreach, enterBreach, enterDataRequest } from '../backend/privacy-desk.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { vietnamInstant } from './vietnam-instant.js';

type Context = Pick<APIContext, 'locals'>;

export type DataRequestField =
  'kind' | 'channel' | 'receivedOn' | 'name' | 'reach' | 'details' | 'thirdParties';
export type RequestActField = 'reason' | 'outcome' | 'answer';
export type BreachField = 'title' | 'discoveredAt' | 'what' | 'whose' | 'peopleCount';
export type BreachEntryField = 'kind' | 'text';

/** A form of several acts that was not taken: which act, and its page. */
export interface ActForm<Field extends string> extends FormPage<Field> {
  act: string;
}

export const emptyDataRequest = (): FormPage<DataRequestField> =>
  emptyForm({
    kind: '',
    channel: '',
    receivedOn: '',
    name: '',
    reach: '',
    details: '',
    thirdParties: '',
  });

/** Enters a request that came in by letter or telephone; its id, or the form to show again. */
export async function takeDataRequest(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ id: string } | FormPage<DataRequestField>> {
  const words = t.privacyDesk.requests.errors;
  const page = emptyDataRequest();
  for (const name of Object.keys(page.values) as DataRequestField[])
    page.values[name] = textOf(form, name, 2_000);
  const { values, errors } = page;
  for (const name of ['kind', 'channel', 'receivedOn', 'name', 'reach', 'details'] as const)
    if (values[name] === '') errors[name] = words[name];
  if (hasErrors(page)) return misfilled(page);
  const { thirdParties, ...body } = values;
  try {
    return await enterDataRequest(api, { ...body, thirdParties: thirdParties === 'yes' });
  } catch (error) {
    return refused(page, error, t, { fields: fieldsOf(values) });
  }
}

/** One step of a request: the person was told, more time, the answer. What was done, or the form to show again. */
export async function takeRequestAct(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: string } | ActForm<RequestActField>> {
  const words = t.privacyDesk.requests.errors;
  const acts = ['acknowledgement', 'extension', 'answer'] as const;
  const act = acts.find((name) => name === form.get('act')) ?? 'acknowledgement';
  const values = {
    reason: textOf(form, 'reason', 1_000),
    outcome: textOf(form, 'outcome', 10),
    answer: textOf(form, 'answer', 2_000),
  };
  const page: ActForm<RequestActField> = { ...emptyForm(values), act };
  if (act === 'extension' && values.reason === '') page.errors.reason = words.reason;
  if (act === 'answer' && values.outcome === '') page.errors.outcome = words.outcome;
  if (act === 'answer' && values.answer === '') page.errors.answer = words.answer;
  if (hasErrors(page)) return misfilled(page) as typeof page;
  const body =
    act === 'extension'
      ? { reason: values.reason }
      : act === 'answer'
        ? { outcome: values.outcome, answer: values.answer }
        : {};
  try {
    await actOnDataRequest(api, id, act, body);
    return { done: act };
  } catch (error) {
    return refused(page, error, t, {
      fields: fieldsOf(values),
      words: t.administration.refusals,
    }) as typeof page;
  }
}

export const emptyBreach = (): FormPage<BreachField> =>
  emptyForm({ title: '', discoveredAt: '', what: '', whose: '', peopleCount: '' });

/** Enters a breach; its id, or the form to show again. */
export async function takeBreach(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ id: string } | FormPage<BreachField>> {
  const words = t.privacyDesk.breaches.errors;
  const page = emptyBreach();
  for (const name of Object.keys(page.values) as BreachField[]) page.values[name] = textOf(form, name);
  const { values, errors } = page;
  const discoveredAt = vietnamInstant(values.discoveredAt);
  for (const name of ['title', 'what', 'whose'] as const) if (values[name] === '') errors[name] = words[name];
  if (discoveredAt === null) errors.discoveredAt = words.discoveredAt;
  if (!/^\d{0,8}$/.test(values.peopleCount)) errors.peopleCount = words.peopleCount;
  if (hasErrors(page)) return misfilled(page);
  const { peopleCount, title, what, whose } = values;
  try {
    return await enterBreach(api, {
      title,
      what,
      whose,
      discoveredAt,
      ...(peopleCount === '' ? {} : { peopleCount: Number(peopleCount) }),
    });
  } catch (error) {
    return refused(page, error, t, { fields: fieldsOf(values) });
  }
}

/** Adds what was found or done about a breach. */
export async function takeBreachEntry(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: string } | FormPage<BreachEntryField>> {
  const words = t.privacyDesk.breaches;
  const page = emptyForm<BreachEntryField>({ kind: textOf(form, 'kind', 20), text: textOf(form, 'text') });
  const { values, errors } = page;
  if (!(values.kind in words.kinds)) errors.kind = words.errors.kind;
  if (values.text === '') errors.text = words.errors.text;
  if (hasErrors(page)) return misfilled(page);
  try {
    await addToBreach(api, id, values);
    return { done: values.kind };
  } catch (error) {
    return refused(page, error, t, { fields: fieldsOf(values), words: words.refusals });
  }
}

/** The API calls its fields as these forms do. */
const fieldsOf = <Field extends string>(values: Record<Field, string>): Record<string, Field> =>
  Object.fromEntries((Object.keys(values) as Field[]).map((name) => [name, name]));
