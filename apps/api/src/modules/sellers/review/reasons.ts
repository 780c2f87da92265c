import { readDataFile } from '../../../platform/data/data-files.js';
import { fieldProblem } from '../../../platform/http/validation.js';

export interface Reason {
  code: string;
  name: string;
}

type Kind = 'additions' | 'refuse' | 'suspend' | 'close';

/** What a decision may be founded on; the list is data, the words beside it are the officer's. */
export const decisionReasons: Readonly<Record<Kind, readonly Reason[]>> = (() => {
  const { additions, refuse, suspend, close } = readDataFile<Record<Kind, Reason[]>>(
    'programme/decision-reasons.json',
  );
  return { additions, refuse, suspend, close };
})();

/** @throws Problem validation_failed, at that path of the body */
export function reasonName(kind: Kind, code: string, path = 'reason'): string {
  const known = decisionReasons[kind].find((reason) => reason.code === code);
  if (known === undefined)
    throw fieldProblem(
      path,
      'not_allowed_value',
      'Mời chọn lý do trong danh sách',
      'Choose a reason of the list',
    );
  return known.name;
}
