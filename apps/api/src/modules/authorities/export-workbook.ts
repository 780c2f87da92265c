import { formatInteger } from '#kernel/money';
import { formatDateTime, formatDay } from '#kernel/time';
import { writeWorkbook, type OutCell, type SheetColumn } from '../../platform/spreadsheet/write-sheet.js';
import type { OrderContact } from '../orders/index.js';
import type { ExportFacts, ExportLine } from './export.sql.js';

interface Export {
  facts: ExportFacts;
  lines: readonly ExportLine[];
  /** Whether there are older ones than the file holds. */
  cut: boolean;
  /** By purchase; empty where the request does not ask who ordered. */
  contacts: ReadonlyMap<string, OrderContact>;
  /** Who made the file, and when. */
  by: string;
  at: string;
}

const STATUSES: Readonly<Record<string, string>> = {
  placed: 'Đã đặt',
  confirmed: 'Đã xác nhận',
  completed: 'Hoàn thành',
  cancelled: 'Đã hủy',
};

type Column = SheetColumn & { cell: (line: ExportLine, contact: OrderContact | undefined) => OutCell };
const column = (
  header: string,
  width: number,
  cell: Column['cell'],
  kind: SheetColumn['kind'] = 'text',
): Column => ({ header, width, kind, cell });

const ORDERS: readonly Column[] = [
  column('Mã đơn', 14, ({ orderCode }) => orderCode),
  column('Đặt lúc', 22, ({ placedAt }) => formatDateTime(placedAt)),
  column('Tình trạng', 16, ({ status }) => STATUSES[status] ?? status),
  column('Sản phẩm', 36, ({ productName }) => productName),
  column('Quy cách', 20, ({ variantName }) => variantName),
  column('Đơn vị', 14, ({ unit }) => unit),
  column('Số lượng', 10, ({ quantity }) => quantity, 'number'),
  column('Đơn giá (đồng)', 16, ({ unitPriceVnd }) => unitPriceVnd, 'number'),
  column('Thành tiền (đồng)', 16, ({ totalVnd }) => totalVnd, 'number'),
];
const BUYERS: readonly Column[] = [
  column('Người mua', 26, (_, contact) => contact?.name ?? null),
  column('Điện thoại', 18, (_, contact) => contact?.phone ?? null),
  column('Thư điện tử', 26, (_, contact) => contact?.email ?? null),
  column('Nơi nhận', 36, (_, contact) =>
    contact === undefined ? null : [contact.line, contact.ward].filter((part) => part !== null).join(', '),
  ),
];

/** The orders on the first sheet; on the second the request, the shop and the product, and who made the file. */
export function exportWorkbook({ facts, lines, cut, contacts, by, at }: Export): Promise<Buffer> {
  const { shop, product } = facts;
  const columns = facts.personalData ? [...ORDERS, ...BUYERS] : ORDERS;
  const notes: (readonly [string, string])[] = [
    ['Yêu cầu số', String(facts.no)],
    ['Cơ quan yêu cầu', facts.authority],
    ['Văn bản', `số ${facts.documentNumber} ngày ${formatDay(facts.documentDate)}`],
    ['Nội dung', facts.details],
    ...(cut
      ? [
          [
            'Lưu ý',
            `Tệp chỉ có ${formatInteger(lines.length)} dòng đơn hàng mới nhất, còn những dòng cũ hơn không có trong tệp. Muốn đủ, ghi yêu cầu theo từng sản phẩm.`,
          ] as const,
        ]
      : []),
    ['Gian hàng', shop.name],
    ['Chủ thể', shop.legalName],
    ['Mã số thuế', shop.taxCode ?? ''],
    ['Địa chỉ', shop.address],
    ['Điện thoại', shop.phone],
    ...(product === null
      ? []
      : [
          ['Sản phẩm', product.name] as const,
          ...product.certificates.map((certificate) => ['Giấy chứng nhận', certificate] as const),
        ]),
    ['Người xuất', by],
    ['Xuất lúc', at],
  ];
  return writeWorkbook(
    'Đơn hàng',
    columns,
    lines.map((line) => columns.map(({ cell }) => cell(line, contacts.get(line.groupId)))),
    { name: 'Yêu cầu', lines: notes },
  );
}
