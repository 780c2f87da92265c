import type ExcelJS from 'exceljs';

/** An empty workbook. The library is read in with the first one: few processes ever write one, and all start sooner. */
export async function newWorkbook(): Promise<ExcelJS.Workbook> {
  const { default: Excel } = await import('exceljs');
  return new Excel.Workbook();
}
