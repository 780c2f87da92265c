import type { ShopActivity } from '../../backend/shops.types.js';
import type { Words } from '../../i18n/vi.js';

const textIn = (details: ShopActivity['after'], name: string): string | undefined => {
  const value = details?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What one act in a shop was about, in a few words; null where the name of the act says it all. */
export function aboutAct({ action, before, after }: ShopActivity, t: Words): string | null {
  const { onboarding, seller } = t;
  const details = after ?? before;
  const kind = textIn(details, 'kind');
  const step = textIn(details, 'step');
  const number = textIn(details, 'number');
  const permissions = details?.['permissions'];
  const parts = [
    step && onboarding.steps[step as keyof typeof onboarding.steps]?.short,
    action.startsWith('document.') && kind && onboarding.documents.kinds[kind]?.label,
    action === 'letter.issued' && kind && seller.letters.kinds[kind],
    number && seller.letters.number(number),
    Array.isArray(permissions) &&
      permissions.map((name) => seller.people.permissions[String(name)] ?? '').join(' · '),
    textIn(details, 'reason'),
  ];
  const said = parts.filter((part) => typeof part === 'string' && part !== '');
  return said.length === 0 ? null : said.join('. ');
}
