import type { APIContext } from 'astro';
import type { SendAct } from '../backend/disputes.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { fileOf, textOf } from './form-text.js';

export type DisputeField = 'kind' | 'words' | 'propose' | 'amount' | 'outcome' | 'file';

/** A form of a dispute that was not taken: which act, of which dispute. */
export interface DisputeForm extends FormPage<DisputeField> {
  act: string;
  dispute: string;
}

/** Where the API's fields stand in the forms. */
const FIELDS: Readonly<Record<string, DisputeField>> = {
  kind: 'kind',
  words: 'words',
  outcome: 'outcome',
  amountVnd: 'amount',
  'proposal.outcome': 'propose',
  'proposal.amountVnd': 'amount',
  file: 'file',
};

/**
 * Does what a form of a dispute asks for, through the door of whoever sent it: what was done, or the form to show again.
 */
export async function takeDisputeAct(
  { locals: { t } }: Pick<APIContext, 'locals'>,
  send: SendAct,
  form: FormData,
): Promise<{ done: string } | DisputeForm> {
  const act = textOf(form, 'act', 20);
  const values = {
    kind: textOf(form, 'kind', 30),
    words: textOf(form, 'words', 2_000),
    propose: textOf(form, 'propose', 10),
    amount: textOf(form, 'amount', 20),
    outcome: textOf(form, 'outcome', 12),
    file: '',
  };
  const page: DisputeForm = { ...emptyForm(values), act, dispute: textOf(form, 'dispute', 40) };
  const body = bodyOf(page, form, t.disputes);
  if (hasErrors(page) || body === null) return misfilled(page) as DisputeForm;
  const done = act === 'taking-over' ? 'taking' : act;
  try {
    await send(done, body);
    return { done };
  } catch (error) {
    return refused(page, error, t, { fields: FIELDS, words: t.disputes.refusals }) as DisputeForm;
  }
}

type Said = { errors: Record<string, string>; picture: { missing: string } };

/** The body of an act; what is missing is noted in the page. Null for an act nobody offers. */
function bodyOf({ act, values, errors }: DisputeForm, form: FormData, words: Said): object | null {
  const missing = (field: 'kind' | 'words' | 'outcome'): void => {
    if (values[field] === '') errors[field] = words.errors[field] ?? '';
  };
  switch (act) {
    case 'open':
      missing('kind');
      missing('words');
      return { kind: values.kind, words: values.words };
    case 'messages':
      missing('words');
      return { words: values.words, ...proposalOf(values, errors, words) };
    case 'pictures': {
      const file = fileOf(form);
      if (file === null) errors.file = words.picture.missing;
      return { file };
    }
    case 'acceptance':
      return { proposalId: textOf(form, 'proposal', 40) };
    case 'decision':
      missing('outcome');
      missing('words');
      return {
        outcome: values.outcome,
        words: values.words,
        ...(values.outcome === 'refund' ? { amountVnd: amountOf(values, errors, words) } : {}),
      };
    case 'taking-over':
      return { takeOver: true };
    case 'escalation':
    case 'withdrawal':
    case 'taking':
      return {};
    default:
      return null;
  }
}

function proposalOf(values: DisputeForm['values'], errors: DisputeForm['errors'], words: Said): object {
  if (values.propose === 'refund')
    return { proposal: { outcome: 'refund', amountVnd: amountOf(values, errors, words) } };
  return values.propose === 'settled' ? { proposal: { outcome: 'settled' } } : {};
}

/** `60.000`, `60 000 ₫` and `60000` are the same money. */
function amountOf({ amount }: DisputeForm['values'], errors: DisputeForm['errors'], words: Said): number {
  const digits = amount.replace(/[\s.,₫đ]/g, '');
  if (!/^[1-9]\d{0,12}$/.test(digits)) errors.amount = words.errors['amount'] ?? '';
  return Number(digits);
}
