import { DAY_MS } from '#kernel/time';
import type { EntityManager } from 'typeorm';

/** Time to think again; the key of the setting that changes it. */
const WAITING_DAYS = 7;
const WAITING_SETTING = 'privacy.erasure_waiting_days';
/** The law has a request to erase carried out within 20 days where others hold the data too (Decree 356/2025). */
const LAWFUL_DAYS = 20;

export interface ErasureTimes {
  dueAt: Date;
  /** When it has to be done by law. */
  lawfulUntil: Date;
}

/** A setting may shorten the wait or draw it out, but never past the law. */
export async function erasureTimes(tx: EntityManager, requestedAt: Date): Promise<ErasureTimes> {
  const [row] = await tx.query<{ value: unknown }[]>(`SELECT value FROM floor_settings WHERE key = $1`, [
    WAITING_SETTING,
  ]);
  const set = Number(row?.value ?? WAITING_DAYS);
  const days = Number.isFinite(set) ? Math.min(Math.max(set, 0), LAWFUL_DAYS) : WAITING_DAYS;
  return {
    dueAt: new Date(requestedAt.getTime() + days * DAY_MS),
    lawfulUntil: new Date(requestedAt.getTime() + LAWFUL_DAYS * DAY_MS),
  };
}

export const lawfulUntil = (requestedAt: Date): Date =>
  new Date(requestedAt.getTime() + LAWFUL_DAYS * DAY_MS);
