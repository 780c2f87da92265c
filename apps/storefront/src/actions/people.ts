import type { APIContext } from 'astro';
import { parsePhone } from '#kernel/phone';
import { staffPermissions } from '#kernel/permissions';
import type { ApiProblem } from '../backend/api.js';
import { changeMember, endMember, inviteMember, leaveShop, withdrawInvitation } from '../backend/shops.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

type Context = Pick<APIContext, 'locals' | 'params'>;

/** What the page of a shop's people shows again when something was not done. */
export interface PeoplePage {
  values: { phone: string; permissions: string[] };
  errors: { phone?: string; permissions?: string };
  message: string | null;
  /** The act needs a fresh check that it is really them. */
  mustProve: boolean;
  status: number;
}

export const emptyPeople = (): PeoplePage => ({
  values: { phone: '', permissions: [] },
  errors: {},
  message: null,
  mustProve: false,
  status: 200,
});

const INTENTS = ['add', 'change', 'end', 'uninvite', 'leave'] as const;
export type PeopleAct = (typeof INTENTS)[number];

/** Invites, changes or ends what somebody does in a shop; what was done, or the page to show again. */
export async function takePeople(
  { locals, params }: Context,
  form: FormData,
): Promise<PeopleAct | PeoplePage> {
  const { api, t } = locals;
  const words = t.seller.people;
  const slug = params['slug'] ?? '';
  const intent = INTENTS.find((name) => name === form.get('intent')) ?? 'add';
  const permissions = staffPermissions.filter((name) => form.getAll('permissions').includes(name));
  const page = emptyPeople();
  if (intent === 'add') page.values = { phone: textOf(form, 'phone', 30), permissions };
  if (intent === 'add' && !parsePhone(page.values.phone)?.vietnamese)
    page.errors.phone = words.errors['phone'] ?? '';
  if ((intent === 'add' || intent === 'change') && permissions.length === 0) {
    if (intent === 'add') page.errors.permissions = words.errors['permissions'] ?? '';
    else page.message = words.errors['permissions'] ?? '';
  }
  if (Object.keys(page.errors).length > 0 || page.message !== null) return { ...page, status: 422 };
  const member = textOf(form, 'member', 40);
  try {
    if (intent === 'change') await changeMember(api, slug, member, { role: 'staff', permissions });
    else if (intent === 'end') await endMember(api, slug, member);
    else if (intent === 'leave') await leaveShop(api, slug);
    else if (intent === 'uninvite') await withdrawInvitation(api, slug, textOf(form, 'invitation', 40));
    else await inviteMember(api, slug, { ...page.values, role: 'staff' });
    return intent;
  } catch (error) {
    page.message =
      refusalIn(error, { last_owner: words.lastOwner }, words.refusals, t.seller.refusals) ??
      t.seller.refused;
    page.mustProve = (error as ApiProblem).code === 'fresh_check_required';
    page.status = (error as ApiProblem).status;
    return page;
  }
}
