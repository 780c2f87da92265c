import ExcelJS from 'exceljs';

/** What a test puts in a cell: text, number, a day as Excel keeps it, or a formula. */
export type TestCell = string | number | Date | { formula: string } | null;

export const HEADING = [
  'Số đăng ký',
  'Tên hợp tác xã',
  'Lĩnh vực',
  'Xã, phường',
  'Ngày thành lập',
  'Tình trạng',
  'Từ ngày',
  'Số thành viên',
  'Lao động thường xuyên',
  'Ngày thống kê',
  'Có trụ sở',
];

/** A workbook of these rows, the first of them usually the heading. */
export async function xlsxOf(
  rows: readonly (readonly TestCell[])[],
  change: (sheet: ExcelJS.Worksheet) => void = () => undefined,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  for (const row of rows) sheet.addRow([...row]);
  change(sheet);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The same as CSV. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[], delimiter = ';'): Buffer {
  const text = rows.map((row) => row.map((cell) => String(cell ?? '')).join(delimiter)).join('\r\n');
  return Buffer.from(`\ufeff${text}\r\n`);
}
