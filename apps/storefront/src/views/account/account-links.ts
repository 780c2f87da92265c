import type { Words } from '../../i18n/vi.js';
import type { Paths } from '../../paths.js';

/** The pages of an account, in the order in which people look for them. */
export function accountLinks(t: Words, paths: Paths): { href: string; label: string; hint: string }[] {
  const { pages } = t.account;
  return [
    { href: paths.addresses, ...pages.addresses },
    { href: paths.security, ...pages.security },
    { href: paths.devices, ...pages.devices },
    { href: paths.consents, ...pages.consents },
    { href: paths.ownData, ...pages.ownData },
    { href: paths.tokens, ...pages.tokens },
  ];
}
