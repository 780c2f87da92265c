import type { EntityManager } from 'typeorm';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { answersOfStep, type ApplicationState } from './application-state.js';
import type { StepName } from './application.dto.js';
import { openSealedAnswers } from './sealed-answers.js';

/** Raises the number of these steps. The shop's row is held by the caller. */
export async function countSaving(
  tx: EntityManager,
  sellerId: string,
  steps: readonly StepName[],
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE seller_applications SET updated_at = $3, step_versions = step_versions || (
       SELECT jsonb_object_agg(step, coalesce((step_versions->>step)::int, 1) + 1) FROM unnest($2::text[]) AS step)
     WHERE seller_id = $1`,
    [sellerId, [...new Set(steps)], now],
  );
}

/** Whether saving these answers would change nothing. A sealed answer that is left open stays as it is. */
export async function saysTheSame(
  state: ApplicationState,
  step: StepName,
  form: Readonly<Record<string, unknown>>,
  keyOf: () => Promise<DataKey>,
): Promise<boolean> {
  const opened: Record<string, unknown> = openSealedAnswers(state, await keyOf());
  const saved = answersOfStep(state, step, (opened['position'] as string | undefined) ?? null);
  const kept = (saved['kept'] ?? []) as string[];
  return Object.entries(form).every(([name, value]) => {
    const said = value ?? null;
    if (kept.includes(name)) return said === null || said === opened[name];
    return said === (saved[name] === '' ? null : (saved[name] ?? null));
  });
}
