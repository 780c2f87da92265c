import type { Problem } from '../../../../platform/http/problem.js';
import { fieldProblem } from '../../../../platform/http/validation.js';
import type { SheetRefusal } from '../../../../platform/spreadsheet/sheet.js';
import type { HeadingRefusal } from './columns.js';

type FileRefusal = SheetRefusal | HeadingRefusal['code'];

const WORDS: Readonly<Record<FileRefusal, readonly [vi: string, en: string]>> = {
  unreadable: ['Không đọc được tệp; hãy lưu lại dạng Excel (.xlsx) hoặc CSV', 'The file cannot be read'],
  old_format: [
    'Tệp Excel đời cũ (.xls) hoặc có mật khẩu; hãy lưu lại dạng .xlsx không mật khẩu',
    'An .xls file, or one with a password; save it as .xlsx without one',
  ],
  not_utf8: ['Tệp CSV không phải mã UTF-8; hãy lưu lại dạng “CSV UTF-8”', 'The CSV file is not UTF-8'],
  opens_too_large: [
    'Tệp mở ra quá lớn; mỗi lần nhập tối đa 5.000 dòng',
    'The file unpacks to too much; at most 5,000 rows at a time',
  ],
  too_many_rows: [
    'Tệp có quá nhiều dòng; mỗi lần nhập tối đa 5.000 dòng',
    'Too many rows; at most 5,000 at a time',
  ],
  too_many_columns: ['Tệp có quá nhiều cột; hãy dùng tệp mẫu', 'Too many columns; use the template'],
  empty: ['Tệp không có dòng nào để nhập', 'There is no row to import'],
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
