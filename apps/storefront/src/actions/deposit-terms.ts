import type { APIContext } from 'astro';
import { formatInteger } from '#kernel/money';
import { changeDepositTerms, type DepositTerms } from '../backend/deposits.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { dongOf, wholeOf } from './listing-numbers.js';

export type DepositField = 'rule' | 'from' | 'percent' | 'limit';

/** What the page of a shop's deposits shows. */
export interface DepositPage extends FormPage<DepositField> {
  version: number;
}

/** The form as it is now. */
export function depositForm({ version, fromVnd, percent, aboveLimit }: DepositTerms): DepositPage {
  return {
    ...emptyForm({
      rule: fromVnd === null ? '' : 'yes',
      from: fromVnd === null ? '' : formatInteger(fromVnd),
      percent: percent === null ? '' : String(percent),
      limit: aboveLimit ? 'yes' : '',
    }),
    version,
  };
}

/** Says anew what a shop asks ahead; null where it was taken, or the page to show again. */
export async function takeDepositTerms(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  now: DepositTerms,
  form: FormData,
): Promise<DepositPage | null> {
  const words = t.deposits.shop;
  const page: DepositPage = {
    ...depositForm(now),
    version: wholeOf(textOf(form, 'version', 10)) ?? now.version,
  };
  const { values, errors } = page;
  for (const name of ['from', 'percent'] as const) values[name] = textOf(form, name, 20);
  for (const name of ['rule', 'limit'] as const) values[name] = form.get(name) === 'yes' ? 'yes' : '';
  const [fromVnd, percent] = [dongOf(values.from), wholeOf(values.percent.replace(/\s*%$/, ''))];
  if (values.rule === 'yes') {
    if (fromVnd === null || fromVnd < 100_000 || fromVnd > 1_000_000_000) errors.from = words.wrongFrom;
    if (percent === null || percent < 10 || percent > 50) errors.percent = words.wrongPercent;
  }
  if (hasErrors(page)) return { ...page, ...misfilled(page), version: now.version };
  try {
    await changeDepositTerms(api, slug, {
      version: page.version,
      fromVnd: values.rule === 'yes' ? fromVnd : null,
      percent: values.rule === 'yes' ? percent : null,
      aboveLimit: values.limit === 'yes',
    });
    return null;
  } catch (error) {
    const fields = { fromVnd: 'from', percent: 'percent' } as const;
    // What was typed and ticked stays; the next press is made on what stands now.
    const sentBack = refused(page, error, t, { fields, words: { ...t.seller.refusals, ...words.refusals } });
    return { ...page, ...sentBack, version: now.version };
  }
}
