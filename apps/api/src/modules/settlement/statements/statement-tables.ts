import { formatInteger } from '#kernel/money';
import { monthWords, type FirstForm, type StatementContent } from './statement-content.js';

type Content = StatementContent | FirstForm;
type Cell = string | number;

interface Rows {
  rows: Cell[][];
  /** The last line. */
  sum: Cell[];
}

export interface Column {
  title: string;
  /** In points; those of a table together are the width between the margins. */
  width: number;
  right?: true;
}

export interface PaperTable extends Rows {
  columns: readonly Column[];
}

export interface SheetTable extends Rows {
  name: string;
  headings: readonly string[];
}

/** The tables of a statement on paper, as its form had them. */
export function paperTables(content: Content): { goods: PaperTable; months: PaperTable } {
  const form = content.form === 1 ? firstTables(content) : secondTables(content);
  return {
    goods: { columns: PAPER_GOODS[content.form], ...form.paperGoods },
    months: { columns: PAPER_MONTHS[content.form], ...form.paperMonths },
  };
}

/** The same in a workbook. */
export function sheetTables(content: Content): SheetTable[] {
  const form = content.form === 1 ? firstTables(content) : secondTables(content);
  return [
    { name: 'Sản phẩm theo tháng', headings: SHEET_GOODS[content.form], ...form.sheetGoods },
    { name: 'Đối chiếu đơn hàng', headings: SHEET_MONTHS[content.form], ...form.sheetMonths },
  ];
}

interface Tables {
  paperGoods: Rows;
  paperMonths: Rows;
  sheetGoods: Rows;
  sheetMonths: Rows;
}

const amount = (title: string, width: number): Column => ({ title, width, right: true });
const named = (product: number, unit: number): Column[] => [
  { title: 'Tháng', width: 46 },
  { title: 'Sản phẩm', width: product },
  { title: 'Đơn vị', width: unit },
];
const PAPER_GOODS: Record<Content['form'], readonly Column[]> = {
  1: [...named(157, 70), amount('Số lượng', 46), amount('Tiền hàng (đồng)', 74), amount('Đã hoàn thành', 74)],
  2: [
    ...named(102, 46),
    amount('Số lượng', 41),
    amount('Tiền hàng (đồng)', 58),
    amount('Trả lại (đồng)', 58),
    amount('Còn lại (đồng)', 58),
    amount('Đã hoàn thành', 58),
  ],
};
const PAPER_MONTHS: Record<Content['form'], readonly Column[]> = {
  1: [
    { title: 'Tháng', width: 46 },
    amount('Số đơn', 61),
    amount('Tiền hàng', 90),
    amount('Giảm giá', 90),
    amount('Phí giao hàng', 90),
    amount('Cộng theo đơn', 90),
  ],
  2: [
    { title: 'Tháng', width: 46 },
    amount('Số đơn', 37),
    amount('Tiền hàng', 64),
    amount('Giảm giá', 64),
    amount('Phí giao hàng', 64),
    amount('Cộng theo đơn', 64),
    amount('Tiền trả lại', 64),
    amount('Còn lại', 64),
  ],
};
const GOODS_BEFORE = ['Tháng', 'Sản phẩm', 'Đơn vị', 'Số lượng', 'Tiền hàng (đồng)'];
const SHEET_GOODS: Record<Content['form'], readonly string[]> = {
  1: [...GOODS_BEFORE, 'Đã hoàn thành (đồng)'],
  2: [
    ...GOODS_BEFORE,
    'Số lượng trả lại',
    'Tiền hàng trả lại (đồng)',
    'Tiền hàng còn lại (đồng)',
    'Đã hoàn thành (đồng)',
  ],
};
const MONTHS_BEFORE = [
  'Tháng',
  'Số đơn',
  'Đơn đã hoàn thành',
  'Tiền hàng',
  'Giảm giá',
  'Phí giao hàng',
  'Cộng theo đơn',
];
const SHEET_MONTHS: Record<Content['form'], readonly string[]> = {
  1: MONTHS_BEFORE,
  2: [...MONTHS_BEFORE, 'Tiền trả lại', 'Còn lại'],
};

type Row = Content['rows'][number];
type Orders = Omit<Content['months'][number], 'month'>;
const product = ({ month, product: name, unit }: Row): string[] => [monthWords(month), name, unit];
const ordersOn = {
  paper: ({ orders, itemsVnd, discountVnd, shippingFeeVnd, totalVnd }: Orders): number[] => [
    orders,
    itemsVnd,
    discountVnd,
    shippingFeeVnd,
    totalVnd,
  ],
  sheet: ({ orders, completedOrders, itemsVnd, discountVnd, shippingFeeVnd, totalVnd }: Orders): number[] => [
    orders,
    completedOrders,
    itemsVnd,
    discountVnd,
    shippingFeeVnd,
    totalVnd,
  ],
};

function firstTables({ rows, months, sum }: FirstForm): Tables {
  const goods = {
    rows: rows.map((row) => [...product(row), row.quantity, row.itemsVnd, row.completedVnd]),
    sum: ['Cộng', '', '', '', sum.itemsVnd, sum.completedVnd],
  };
  const monthly = (cells: (orders: Orders) => number[]): Rows => ({
    rows: months.map((month) => [monthWords(month.month), ...cells(month)]),
    sum: ['Cộng', ...cells(sum)],
  });
  return {
    paperGoods: goods,
    paperMonths: monthly(ordersOn.paper),
    sheetGoods: goods,
    sheetMonths: monthly(ordersOn.sheet),
  };
}

function secondTables({ rows, months, sum }: StatementContent): Tables {
  const goods = (came: typeof sum | StatementContent['rows'][number]): number[] => [
    came.returnedItemsVnd,
    came.netItemsVnd,
    came.completedVnd,
  ];
  const monthly = (cells: (orders: Orders) => number[]): Rows => ({
    rows: months.map((month) => [monthWords(month.month), ...cells(month), month.returnedVnd, month.netVnd]),
    sum: ['Cộng', ...cells(sum), sum.returnedVnd, sum.netVnd],
  });
  return {
    paperGoods: {
      rows: rows.map((row) => [...product(row), pieces(row), row.itemsVnd, ...goods(row)]),
      sum: ['Cộng', '', '', '', sum.itemsVnd, ...goods(sum)],
    },
    paperMonths: monthly(ordersOn.paper),
    sheetGoods: {
      rows: rows.map((row) => [
        ...product(row),
        row.quantity,
        row.itemsVnd,
        row.returnedQuantity,
        ...goods(row),
      ]),
      sum: ['Cộng', '', '', '', sum.itemsVnd, '', ...goods(sum)],
    },
    sheetMonths: monthly(ordersOn.sheet),
  };
}

/** Narrow paper has no column of its own for pieces that came back. */
const pieces = ({ quantity, returnedQuantity }: StatementContent['rows'][number]): Cell =>
  returnedQuantity === 0 ? quantity : `${formatInteger(quantity)} (trả ${formatInteger(returnedQuantity)})`;
