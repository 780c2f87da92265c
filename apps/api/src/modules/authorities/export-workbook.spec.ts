import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { exportWorkbook } from './export-workbook.js';

const facts = {
  no: 7,
  authority: 'Chi cục mẫu',
  documentNumber: '7/CV-MẪU',
  documentDate: '2026-11-23',
  details: 'Danh sách đơn',
  personalData: false,
  status: 'open',
  product: null,
  shop: {
    name: 'Gian mẫu',
    legalName: 'HTX Mẫu',
    kind: 'cooperative',
    taxCode: null,
    address: 'Xã Mẫu',
    phone: '0',
  },
};
const line = {
  groupId: '1',
  orderCode: 'MAU22222',
  placedAt: new Date('2026-11-23T03:00:00Z'),
  status: 'placed',
  productName: 'Mắm mẫu',
  variantName: 'Hũ',
  unit: 'hũ',
  quantity: 1,
  unitPriceVnd: 50_000,
  totalVnd: 50_000,
};

it.each([true, false])('a file that does not hold every line says so: %s', async (cut) => {
  const bytes = await exportWorkbook({
    facts,
    lines: [line],
    cut,
    contacts: new Map(),
    by: 'Cán bộ Mẫu',
    at: 'nay',
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const said = JSON.stringify(workbook.getWorksheet('Yêu cầu')?.getSheetValues());
  expect(said.includes('Tệp chỉ có 1 dòng đơn hàng mới nhất')).toBe(cut);
});
