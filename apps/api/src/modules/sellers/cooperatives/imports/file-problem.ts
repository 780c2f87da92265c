import type { Problem } from '../../../../platform/http/problem.js';
import { fieldProblem } from '../../../../platform/http/validation.js';
import type { SheetRefusal } from '../../../../platform/spreadsheet/sheet.js';
import { SHEET_REFUSALS } from '../../../../platform/spreadsheet/sheet-refusals.js';
import type { HeadingRefusal } from './columns.js';

type FileRefusal = SheetRefusal | HeadingRefusal['code'];

const WORDS: Readonly<Record<FileRefusal, readonly [vi: string, en: string]>> = {
  ...SHEET_REFUSALS,
  no_heading: [
    'Không thấy dòng tiêu đề có cột “Số đăng ký”; hãy dùng tệp mẫu',
    'No heading with the column “Số đăng ký”; use the template',
  ],
  heading_twice: ['Có hai cột cùng tên', 'Two columns have the same heading'],
  merged_cells: [
    'Danh sách có ô bị gộp; hãy bỏ gộp ô rồi gửi lại',
    'There are joined cells in the list; separate them first',
  ],
};

/** Why a file is not taken, at the field `file`; `where` names the column or range. */
export function fileProblem(code: FileRefusal, where = ''): Problem {
  const [vi, en] = WORDS[code];
  return where === ''
    ? fieldProblem('file', code, vi, en)
    : fieldProblem('file', code, `${vi} (${where})`, `${en} (${where})`);
}
