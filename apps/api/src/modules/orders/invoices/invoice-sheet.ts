import { formatDateTime } from '#kernel/time';
import { writeWorkbook, type OutCell, type SheetColumn } from '../../../platform/spreadsheet/write-sheet.js';
import type { InvoiceDataAnswer } from './invoice.dto.js';

const METHODS: Readonly<Record<string, string>> = {
  cod: 'Tiền mặt',
  bank_transfer: 'Chuyển khoản',
  card: 'Thẻ',
  wallet: 'Ví điện tử',
};

const text = (header: string, width: number): SheetColumn => ({ header, width, kind: 'text' });
const number = (header: string, width = 14): SheetColumn => ({ header, width, kind: 'number' });
const day = (header: string): SheetColumn => ({ header, width: 12, kind: 'day' });

const COLUMNS: readonly SheetColumn[] = [
  text('Mã đơn', 14),
  text('Giao xong lúc', 18),
  text('Hoàn thành lúc', 18),
  text('Người mua', 30),
  text('Mã số thuế', 16),
  text('Địa chỉ', 40),
  text('E-mail nhận hóa đơn', 26),
  text('Hình thức thanh toán', 18),
  number('STT', 6),
  text('Tên hàng hóa, dịch vụ', 40),
  text('Đơn vị tính', 12),
  // Kilograms have fractions, which the format of whole numbers would hide.
  text('Số lượng', 10),
  number('Đơn giá'),
  number('Thành tiền'),
  number('Gian hàng giảm'),
  number('Sàn giảm (sàn trả gian hàng)'),
  number('Khách trả'),
  number('Đã trả lại vì trả hàng'),
  number('Phí sàn'),
  text('Ký hiệu hóa đơn', 16),
  number('Số hóa đơn', 12),
  day('Ngày hóa đơn'),
];

const NOTES = (month: string): readonly (readonly [string, string])[] => [
  ['Kỳ', `Đơn có hàng giao xong trong tháng ${month.slice(5)}/${month.slice(0, 4)}`],
  [
    'Mỗi dòng',
    'một món hàng khách đã nhận; phí giao hàng là một dòng riêng. Hàng khách từ chối không có ở đây.',
  ],
  ['Tiền', 'đồng, đã gồm thuế. Tiền trả lại và phí sàn tính cho cả đơn, ghi ở dòng đầu của đơn.'],
  ['Người mua', 'theo yêu cầu hóa đơn của khách. Để trống là khách không lấy hóa đơn.'],
  ['Căn cứ', 'Nghị định 254/2026/NĐ-CP, Điều 17 khoản 1 điểm c và Điều 19 khoản 2.'],
];

/** What invoices of a month are made from, a row a line: figures as numbers, no formula anywhere. */
export function invoiceSheet(
  orders: readonly (InvoiceDataAnswer & { code: string })[],
  month: string,
): Promise<Buffer> {
  const rows = orders.flatMap((order) => {
    const [invoice] = order.invoices;
    return order.lines.map((line, index): OutCell[] => [
      order.code,
      ...[order.deliveredAt, order.completedAt].map((at) =>
        at === null ? '' : formatDateTime(new Date(at)),
      ),
      order.buyer?.name ?? '',
      order.buyer?.taxCode ?? '',
      order.buyer?.address ?? '',
      order.buyer?.email ?? '',
      METHODS[order.method] ?? order.method,
      index + 1,
      line.name,
      line.unit,
      line.quantity,
      line.unitPriceVnd,
      line.goodsVnd,
      line.shopDiscountVnd,
      line.floorDiscountVnd,
      line.payVnd,
      index === 0 ? order.returnedVnd : 0,
      index === 0 ? order.feeVnd : 0,
      invoice?.series ?? '',
      invoice?.number ?? null,
      invoice?.issuedOn ?? null,
    ]);
  });
  return writeWorkbook('Dữ liệu hóa đơn', COLUMNS, rows, { name: 'Giải thích', lines: NOTES(month) });
}
