import { StreamableFile } from '@nestjs/common';
import { writeCsv, writeWorkbook } from '../../../platform/spreadsheet/write-sheet.js';
import { ANNEX_COLUMNS } from './annex-columns.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An empty annex, with a page that explains each column. */
export async function annexWorkbook(): Promise<StreamableFile> {
  const notes = {
    name: 'Hướng dẫn',
    lines: [
      ['Cột', 'Cách ghi'] as const,
      ...ANNEX_COLUMNS.map(({ header, hint }) => [header, hint] as const),
      ['Quyết định', 'Số, ngày và cơ quan công nhận ghi một lần khi gửi tệp; mỗi tệp là phụ lục của một quyết định.'] as const,
      ['Giới hạn', 'Mỗi tệp tối đa 10 MB và 5.000 dòng; không gộp ô trong danh sách, không dùng công thức.'] as const,
    ],
  }; // prettier-ignore
  return new StreamableFile(await writeWorkbook('Phụ lục', ANNEX_COLUMNS, [], notes), { type: XLSX });
}

/** The same as CSV: its heading. */
export function annexCsv(): StreamableFile {
  return new StreamableFile(writeCsv(ANNEX_COLUMNS, []), { type: 'text/csv; charset=utf-8' });
}
