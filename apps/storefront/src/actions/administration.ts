import type { APIContext } from 'astro';
import { isDay } from '#kernel/time';
import {
  changeAccount,
  delegateDuty,
  endDuty,
  giveBackWork,
  grantDuty,
  handOverDuty,
  takeWork,
} from '../backend/administration.js';
import { ApiProblem } from '../backend/api.js';
import { emptyForm, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

type Context = Pick<APIContext, 'locals'>;

/** A form of several acts that was not taken: which act, and its page. */
export interface ActPage<Field extends string> extends FormPage<Field> {
  act: string;
  /** The act needs a fresh check that it is really them. */
  mustProve: boolean;
}

const SHORTEST_REASON = 10;

/** Takes a piece of work in hand, or gives it back; what was done, or what is said of it. */
export async function takeDeskAct(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ done: 'taken' | 'given' } | { message: string; status: number }> {
  const [queue, subjectId] = [textOf(form, 'queue', 60), textOf(form, 'subjectId', 40)];
  const gives = form.get('act') === 'give-back';
  try {
    await (gives ? giveBackWork : takeWork)(api, queue, subjectId);
    return { done: gives ? 'given' : 'taken' };
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
    const message =
      error.code === 'state_conflict'
        ? t.administration.desk.conflict
        : (t.administration.refusals[error.code] ?? t.errors.problem);
    return { message, status: error.status };
  }
}

export const accountActs = ['sign-out', 'block', 'unblock'] as const;
type AccountAct = (typeof accountActs)[number];

/** Blocks an account, opens it again or signs it out; the act that was done, or the page to show again. */
export async function takeAccountAct(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: AccountAct } | ActPage<'reason'>> {
  const act = accountActs.find((name) => name === form.get('act')) ?? 'sign-out';
  const page = actPage(act, { reason: textOf(form, 'reason', 500) });
  if (act !== 'sign-out' && page.values.reason.length < SHORTEST_REASON) {
    page.errors.reason = t.administration.account.reasonShort;
    return misfilled(page) as typeof page;
  }
  return attempt(page, t, { reason: 'reason' }, async () => {
    await changeAccount(api, id, act, page.values.reason);
    return { done: act };
  });
}

export type GrantField = 'phone' | 'role' | 'where' | 'communes' | 'startsOn' | 'endsOn';

export const emptyGrant = (phone = ''): ActPage<GrantField> =>
  actPage('grant', { phone, role: '', where: 'communes', communes: '', startsOn: '', endsOn: '' });

/** Gives a duty; its id, or the page to show again. `communes` holds the chosen codes with spaces between them. */
export async function takeGrant(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ id: string } | ActPage<GrantField>> {
  const words = t.administration.duties.grant.errors;
  const codes = form
    .getAll('communes')
    .flatMap((code) => (typeof code === 'string' && /^\d{5}$/.test(code) ? [code] : []));
  const page = actPage('grant', {
    phone: textOf(form, 'phone', 30),
    role: textOf(form, 'role', 30),
    where: form.get('where') === 'province' ? 'province' : 'communes',
    communes: codes.join(' '),
    startsOn: dayOf(form, 'startsOn'),
    endsOn: dayOf(form, 'endsOn'),
  });
  const { values, errors } = page;
  if (values.phone === '') errors.phone = words.phone;
  if (!(values.role in t.administration.roles)) errors.role = words.role;
  if (values.where === 'communes' && codes.length === 0) errors.communes = words.communes;
  if (Object.keys(errors).length > 0) return misfilled(page) as typeof page;
  const fields = {
    phone: 'phone',
    role: 'role',
    communes: 'communes',
    startsOn: 'startsOn',
    endsOn: 'endsOn',
  } as const;
  return attempt(page, t, fields, () =>
    grantDuty(api, {
      phone: values.phone,
      role: values.role,
      communes: values.where === 'province' ? null : codes,
      ...(values.startsOn === '' ? {} : { startsOn: values.startsOn }),
      ...(values.endsOn === '' ? {} : { endsOn: values.endsOn }),
    }),
  );
}

export const dutyActs = ['hand-over', 'delegate', 'end'] as const;
type DutyAct = (typeof dutyActs)[number];
export type DutyField = 'phone' | 'startsOn' | 'endsOn';

/** Hands a duty over, has it covered or ends it; the act and the duty to go on to, or the page to show again. */
export async function takeDutyAct(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: DutyAct; goTo: string } | ActPage<DutyField>> {
  const words = t.administration.duties;
  const act = dutyActs.find((name) => name === form.get('act')) ?? 'end';
  const page = actPage(act, {
    phone: textOf(form, 'phone', 30),
    startsOn: dayOf(form, 'startsOn'),
    endsOn: dayOf(form, 'endsOn'),
  });
  const { values, errors } = page;
  if (act !== 'end' && values.phone === '') errors.phone = words.grant.errors.phone;
  if (act === 'delegate' && values.endsOn === '') errors.endsOn = words.delegate.endsMissing;
  if (Object.keys(errors).length > 0) return misfilled(page) as typeof page;
  const fields = { phone: 'phone', startsOn: 'startsOn', endsOn: 'endsOn' } as const;
  return attempt(page, t, fields, async () => {
    const { phone, startsOn, endsOn } = values;
    if (act === 'end') {
      await endDuty(api, id);
      return { done: act, goTo: id };
    }
    const next =
      act === 'hand-over'
        ? await handOverDuty(api, id, { phone })
        : await delegateDuty(api, id, { phone, endsOn, ...(startsOn === '' ? {} : { startsOn }) });
    return { done: act, goTo: act === 'hand-over' ? next.id : id };
  });
}

function actPage<Field extends string>(act: string, values: Record<Field, string>): ActPage<Field> {
  return { ...emptyForm(values), act, mustProve: false };
}

async function attempt<Field extends string, Done>(
  page: ActPage<Field>,
  t: Context['locals']['t'],
  fields: Record<string, NoInfer<Field>>,
  work: () => Promise<Done>,
): Promise<Done | ActPage<Field>> {
  try {
    return await work();
  } catch (error) {
    refused(page, error, t, { fields, words: t.administration.refusals });
    page.mustProve = (error as ApiProblem).code === 'fresh_check_required';
    return page;
  }
}

function dayOf(form: FormData, name: string): string {
  const day = textOf(form, name, 10);
  return isDay(day) ? day : '';
}
