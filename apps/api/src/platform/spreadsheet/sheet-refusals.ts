import type { SheetRefusal } from './sheet.js';

/** Why a file cannot be taken as a list, for whoever sent it; every list takes 5,000 rows at a time. */
export const SHEET_REFUSALS: Readonly<Record<SheetRefusal, readonly [vi: string, en: string]>> = {
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
};
