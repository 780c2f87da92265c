import { formatDateTime } from '#kernel/time';
import { newWorkbook } from '../../../platform/spreadsheet/new-workbook.js';
import { monthWords } from '../statements/statement-content.js';
import { addMoneyTable } from '../money-table.js';
import type { JournalDto, JournalSumDto } from './journal.dto.js';

const METHODS: Record<string, string> = {
  cod: 'Thu khi giao',
  bank_transfer: 'Chuyển khoản',
  card: 'Thẻ',
  wallet: 'Ví',
};

const amounts = (sum: JournalSumDto): number[] => [
  sum.goodsVnd,
  sum.deliveryVnd,
  sum.goodsVnd + sum.deliveryVnd,
  sum.taxVnd,
  sum.feeVnd,
  sum.collectedVnd,
  sum.bankVnd,
  sum.gatewayVnd,
  sum.wordVnd,
  sum.carrierVnd,
  sum.remittedVnd,
  sum.refundedVnd,
];

/** The journal of a month as a workbook: figures as numbers, no formula anywhere. */
export async function journalSheet({
  month,
  rows,
  sum,
  unmatched,
  carriersHoldVnd,
}: JournalDto): Promise<Buffer> {
  const workbook = await newWorkbook();
  addMoneyTable(
    workbook,
    `Sổ bán hàng ${monthWords(month).replace('/', '-')}`,
    [
      'Mã đơn',
      'Ghi sổ lần đầu',
      'Cách trả tiền',
      'Tiền hàng',
      'Phí giao hàng',
      'Cộng bán ra',
      'Thuế khấu trừ',
      'Phí sàn',
      'Đã thu',
      'Ngân hàng báo',
      'Cổng thanh toán báo',
      'Gian hàng xác nhận',
      'Hãng vận chuyển thu hộ',
      'Hãng đã chuyển về',
      'Đã hoàn tiền',
    ],
    [
      ...rows.map((row) => [
        row.code,
        formatDateTime(new Date(row.at)),
        METHODS[row.method] ?? row.method,
        ...amounts(row),
      ]),
      ['Cộng', '', '', ...amounts(sum)],
      ['Hãng vận chuyển còn giữ', '', '', '', '', '', '', '', '', '', '', '', carriersHoldVnd],
      ['Tiền vào chưa rõ của đơn nào', '', `${unmatched.count} khoản`, '', '', '', '', '', '', unmatched.vnd],
    ],
  );
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
