import type { APIContext } from 'astro';
import { parsePublicCode } from '#kernel/ids';
import type { ApiProblem } from '../backend/api.js';
import {
  changeBankSecret,
  connectBank,
  dismissReceipt,
  endBankConnection,
  matchReceipt,
  sayReceived,
  sayRefundSent,
  withdrawReceipt,
} from '../backend/money.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

const ACTS = ['received', 'match', 'dismiss', 'withdraw', 'sent', 'connect', 'secret', 'disconnect'] as const;
export type MoneyAct = (typeof ACTS)[number];

/** What the page of a shop's money shows again when something was not done. */
export interface MoneyPage {
  act: MoneyAct;
  /** Of which order, receipt, refund or connection the form was. */
  id: string;
  /** As typed, beside its sentence; a secret is never shown again. */
  typed: string;
  message: string;
  mustProve: boolean;
  status: number;
}

/** What was typed is at most so long; the API's own rules are stricter. */
const LONGEST = 250;

/**
 * Takes one act on the page of a shop's money. Where it was done, what to say, as the words after `xong`; otherwise the
 * page to show again.
 */
export async function takeMoney(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<string | MoneyPage> {
  const words = t.money;
  const act = ACTS.find((name) => name === form.get('act')) ?? 'received';
  const id = textOf(form, 'id', 40);
  const typed = textOf(form, 'typed', LONGEST);
  const again = (message: string, status: number, mustProve = false): MoneyPage => ({
    act,
    id,
    typed: act === 'connect' || act === 'secret' ? '' : typed,
    message,
    mustProve,
    status,
  });
  const missing = missingIn(act, typed);
  if (missing) return again(words.wrong[act] ?? t.errors.problem, 422);
  try {
    switch (act) {
      case 'received': {
        const amountVnd = amountOf(typed);
        const { outcome } = await sayReceived(api, slug, {
          orderCode: id,
          amountVnd,
          key: textOf(form, 'key', 64),
        });
        return `${act}-${outcome}`;
      }
      case 'match':
        return `${act}-${(await matchReceipt(api, slug, id, typed)).outcome}`;
      case 'dismiss':
        await dismissReceipt(api, slug, id);
        return act;
      case 'withdraw':
        await withdrawReceipt(api, slug, id);
        return act;
      case 'sent':
        await sayRefundSent(api, slug, id, typed);
        return act;
      case 'connect':
        await connectBank(api, slug, { provider: 'sepay', secret: typed });
        return act;
      case 'secret':
        await changeBankSecret(api, slug, id, typed);
        return act;
      case 'disconnect':
        await endBankConnection(api, slug, id);
        return act;
    }
  } catch (error) {
    const sentence =
      refusalIn(
        error,
        words.refusals[act] ?? {},
        { validation_failed: words.wrong[act] ?? '' },
        t.seller.refusals,
      ) ?? t.seller.refused;
    const { status, code } = error as ApiProblem;
    return again(sentence, status, code === 'fresh_check_required');
  }
}

/** `185.000 đ` → 185000; 0 for what is no amount. */
const amountOf = (typed: string): number => {
  const digits = typed.replace(/[\s.,đ₫]|VND/gi, '');
  return /^\d{1,13}$/.test(digits) ? Number(digits) : 0;
};

/** Whether what the act needs was not typed, or cannot be it. */
function missingIn(act: MoneyAct, typed: string): boolean {
  if (act === 'received') return amountOf(typed) < 1;
  if (act === 'match') return parsePublicCode(typed) === null;
  if (act === 'sent') return typed.length < 3;
  if (act === 'connect' || act === 'secret') return typed.length < 16;
  return false;
}
