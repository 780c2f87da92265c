import { AsyncLocalStorage } from 'node:async_hooks';

/** Who and what a piece of work belongs to, for the history that is written on its way. */
export interface RequestContext {
  readonly requestId: string;
  /** The person's own address, as the storefront says; null where nobody asked from anywhere. Kept nowhere. */
  readonly address: string | null;
  /** Set by the guard once it is known. */
  accountId?: string;
  /** Words of pages of the shop that it made untrue; see platform/page-changes. */
  readonly changedPages: Set<string>;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs what follows as part of that request. */
export function inRequest<T>(requestId: string, work: () => T, address: string | null = null): T {
  return storage.run({ requestId, address, changedPages: new Set() }, work);
}

/** The request this code runs for; undefined in the worker, the command line and the seeder. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
