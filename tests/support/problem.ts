import { Problem } from '../../apps/api/src/platform/http/problem.js';

/** What a use case refused with: its code, and for bad input the fields with theirs (`slug taken`). */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; fields: string[] }> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) throw new Error('It was not refused');
  if (!(error instanceof Problem)) throw error;
  const fields = (error.more.errors ?? []).map(({ path, code }) => `${path} ${code}`);
  return { code: error.code, fields };
}
