import { readDataFile } from '../../../platform/data/data-files.js';
import { Problem } from '../../../platform/http/problem.js';

/** What a change may come back for; the list is data, the words beside it are the officer's. */
export const returnReasons: readonly { code: string; name: string }[] = readDataFile<{
  returnListing: { code: string; name: string }[];
}>('programme/decision-reasons.json').returnListing;

/** @throws Problem validation_failed (reasons.<n>) */
export function demandReasons(codes: readonly string[]): void {
  const errors = codes.flatMap((code, index) =>
    returnReasons.some((reason) => reason.code === code)
      ? []
      : [
          {
            path: `reasons.${index}`,
            code: 'not_allowed_value',
            vi: 'Mời chọn lý do trong danh sách',
            en: 'Choose a reason of the list',
          },
        ],
  );
  if (errors.length > 0) throw new Problem('validation_failed', { errors });
}
