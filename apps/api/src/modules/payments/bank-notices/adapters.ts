import type { BankNoticeAdapter } from './bank-notice.js';
import { sepay } from './sepay.js';

/** The services a shop can connect, by the name that stands in the address they call. */
export const bankProviders = ['sepay'] as const;
export type BankProvider = (typeof bankProviders)[number];

const ADAPTERS: Readonly<Record<BankProvider, BankNoticeAdapter>> = { sepay };

/** Null for a service the floor does not know. */
export function bankNoticeAdapter(provider: string): BankNoticeAdapter | null {
  return (bankProviders as readonly string[]).includes(provider) ? ADAPTERS[provider as BankProvider] : null;
}
