import type { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { SheetRefusal } from '../../../platform/spreadsheet/sheet.js';
import { SHEET_REFUSALS } from '../../../platform/spreadsheet/sheet-refusals.js';
import type { ListRefusal } from './find-list.js';

const WORDS: Readonly<Record<SheetRefusal | ListRefusal['code'], readonly [vi: string, en: string]>> = {
  ...SHEET_REFUSALS,
  no_heading: [
    'Không thấy dòng tiêu đề của danh sách; hãy dùng tệp mẫu',
    'No heading of a list was found; use the template',
  ],
  merged_cells: [
    'Danh sách có ô bị gộp; hãy bỏ gộp, ghi đủ từng dòng rồi gửi lại',
    'There are joined cells in the list; separate them and fill in every row',
  ],
};

/** Why a file is not taken, at the field `file`; `where` names the range. */
export function annexProblem(code: keyof typeof WORDS, where = ''): Problem {
  const [vi, en] = WORDS[code];
  return where === ''
    ? fieldProblem('file', code, vi, en)
    : fieldProblem('file', code, `${vi} (${where})`, `${en} (${where})`);
}
