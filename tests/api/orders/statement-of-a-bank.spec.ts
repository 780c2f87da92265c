import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { SettlePayment } from '../../../apps/api/src/modules/orders/payment/settle-payment.js';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../../apps/api/src/platform/sealing/data-keys.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn, moneyOf, refundsOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder } from '../../support/ledger.js';
import { MoneySheets } from '../../support/money-sheets.js';
import { People, type Person } from '../../support/people.js';
import { xlsxOf } from '../../support/sheet-file.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct } from '../../support/small-floor.js';

/** As a bank lays it out: a letterhead, a heading, lines, a sum. */
const HEADING = ['STT', 'Ngày giao dịch', 'Số tham chiếu', 'Số tiền ghi nợ', 'Số tiền ghi có', 'Mô tả'];
const TODAY = '23/11/2026';

let shop: SmallShop;
let owner: Person;
let goods: SmallProduct;
let sheets: MoneySheets;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  owner = await people.person();
  await people.member(owner, shop.seller);
  await shop.app
    .get(Transactions)
    .run('officer', (tx) => shop.app.get(DataKeys).create(tx, 'seller', shop.seller.sellerId));
  goods = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller, onHand: 1_000 });
  sheets = new MoneySheets(shop, owner, 'bank_statement');
});
afterAll(() => shop.close());
beforeEach(() => shop.clock.set(SEEDED_AT));

async function order(): Promise<{ code: string; vnd: number }> {
  const placed = await shop.buyer.buy({ [goods.variantId]: 1 }, { payment: 'bank_transfer' });
  return { code: placed.orders[0]?.code ?? '', vnd: placed.orders[0]?.totalVnd ?? 0 };
}
const vietnamese = (vnd: number): string => String(vnd).replace(/\B(?=(\d{3})+$)/g, '.');
const reference = (): string => `FT26327${String((made += 1)).padStart(6, '0')}`;
/** A line of money that came in. */
const line = (vnd: number, remark: string, ref = reference(), day = TODAY): (string | number)[] => [
  1, day, ref, '', vietnamese(vnd), remark,
]; // prettier-ignore
const list = (...lines: (string | number)[][]): (string | number)[][] => [
  ['NGÂN HÀNG MẪU'],
  ['Sao kê tài khoản, chi nhánh Cà Mau'],
  HEADING,
  ...lines,
];

it('shows of each line what it would do, settles what was shown, and knows it in the next statement', async () => {
  const [exact, short, more, forgot] = [await order(), await order(), await order(), await order()];
  const lines = [
    line(exact.vnd, `MBVCB.327.${exact.code} OCOP.CT tu 0011004`),
    line(short.vnd - 5_000, `TT don ${short.code.toLowerCase()}`),
    line(more.vnd + 7_000, more.code),
    line(forgot.vnd, 'Nguyen Van Mau chuyen tien'),
    line(3_000_000, 'luong thang 11'),
    [6, TODAY, reference(), '50.000', '', 'Rut tien'],
    [7, '31/02/2026', reference(), '', '10.000', 'sai ngay'],
    [8, TODAY, reference(), '', '10.000,5', 'le dong'],
    ['', '', '', '50.000', '', 'Cộng'],
  ];
  const before = await everyRow(shop.database);
  const sent = await sheets.send(list(...lines));
  expect(sent.status).toBe(201);
  const { id } = sent.body;
  // 'fits': the order that was forgotten misses exactly that, as other open orders of that amount do.
  expect(await sheets.outcomes(id)).toEqual(
    ['settled', 'under', 'over', 'fits', 'unmatched', 'outgoing', 'day', 'amount'],
  ); // prettier-ignore
  expect(sent.body.lines[3]?.suggestions).toContain(forgot.code);
  const after = await everyRow(shop.database);
  for (const table of ['payments', 'payment_receipts', 'orders', 'order_events', 'stock_reservations'])
    expect(after[`public.${table}`], table).toBe(before[`public.${table}`]);

  expect((await sheets.confirm(id)).body.status).toBe('confirmed');
  expect(await moneyOf(shop.database, exact.code)).toMatchObject({ payment: 'paid', receivedVnd: exact.vnd });
  expect(await moneyOf(shop.database, short.code)).toMatchObject({ payment: 'pending' });
  expect(await refundsOf(shop.database, more.code)).toMatchObject([{ reason: 'surplus', amountVnd: 7_000 }]);
  // What fits an order waits for a person; a salary does not.
  expect(await unmatched()).toEqual([forgot.vnd]);
  await expectStockInOrder(shop.database, shop.app);

  // The next statement overlaps; its first new line is of the same day.
  const second = await order();
  const next = await sheets.send(list(...lines.slice(0, 4), line(second.vnd, second.code)));
  expect(await sheets.outcomes(next.body.id)).toEqual(['known', 'known', 'known', 'known', 'settled']);
  await sheets.confirm(next.body.id);
  expect(await moneyOf(shop.database, exact.code)).toMatchObject({ receivedVnd: exact.vnd, refundsVnd: 0 });
  expect(await moneyOf(shop.database, second.code)).toMatchObject({ payment: 'paid' });
});

const unmatched = async (): Promise<number[]> =>
  (
    await callAs<{ items: { amountVnd: number }[] }>(
      shop.app, owner, 'GET', `/seller/${shop.seller.slug}/receipts?which=unmatched`,
    )
  ).body.items.map(({ amountVnd }) => amountVnd); // prettier-ignore

it('counts money once that a bank’s notice or the shop told of before, and twice what was paid twice', async () => {
  const [told, said, twice] = [await order(), await order(), await order()];
  const ref = reference();
  await comesIn(shop.app, {
    pays: { sellerId: shop.seller.sellerId }, amountVnd: told.vnd, remark: told.code, reference: ref, paidAt: SEEDED_AT,
  }); // prettier-ignore
  await comesIn(shop.app, {
    pays: { orderCode: said.code },
    amountVnd: said.vnd,
    source: 'seller',
    account: said.code,
  });
  const alike = line(twice.vnd, twice.code, '');
  const file = list(
    // The notice wrote the bank's number unlike the statement.
    line(told.vnd, told.code, `${ref}\\BNK`),
    line(said.vnd, said.code),
    alike,
    alike,
  );
  const { id } = (await sheets.send(file)).body;
  expect(await sheets.outcomes(id)).toEqual(['same', 'same', 'settled', 'double']);
  await sheets.confirm(id);
  expect(await moneyOf(shop.database, told.code)).toMatchObject({ receivedVnd: told.vnd, refundsVnd: 0 });
  expect(await moneyOf(shop.database, said.code)).toMatchObject({ receivedVnd: said.vnd, refundsVnd: 0 });
  expect(await refundsOf(shop.database, twice.code)).toMatchObject([
    { reason: 'double', amountVnd: twice.vnd },
  ]);
  // Another form of the same statement has the bank's number where the first had none.
  const other = await sheets.send(list(line(twice.vnd, twice.code), line(twice.vnd, twice.code)));
  expect(await sheets.outcomes(other.body.id)).toEqual(['same', 'same']);
});

it('is one settlement when it is confirmed many times at once, against a notice and the shop’s word', async () => {
  const orders = [await order(), await order(), await order()];
  const refs = orders.map(reference);
  const { id } = (await sheets.send(list(...orders.map(({ vnd, code }, at) => line(vnd, code, refs[at])))))
    .body;
  const say = (at: number): Promise<unknown> =>
    callAs(shop.app, owner, 'POST', `/seller/${shop.seller.slug}/receipts`, {
      orderCode: orders[at]?.code, key: `mau-dua-${at}`, amountVnd: orders[at]?.vnd,
    }); // prettier-ignore
  const notice = (at: number): Promise<unknown> =>
    comesIn(shop.app, {
      pays: { sellerId: shop.seller.sellerId },
      amountVnd: orders[at]?.vnd ?? 0,
      remark: orders[at]?.code,
      reference: refs[at],
      paidAt: SEEDED_AT,
    });
  const confirmed = [sheets.confirm(id), sheets.confirm(id), sheets.confirm(id)];
  const others = [notice(0), say(1), notice(2), say(2)];
  for (const { status } of await Promise.all(confirmed)) expect(status).toBe(200);
  await Promise.all(others);
  for (const { code, vnd } of orders)
    expect(await moneyOf(shop.database, code)).toMatchObject({
      payment: 'paid',
      receivedVnd: vnd,
      refundsVnd: 0,
    });
  const audited = await shop.database.query(
    `SELECT 1 FROM audit_records WHERE subject_id = $1 AND action = 'money_sheet.confirmed'`,
    [id],
  );
  expect(audited).toHaveLength(1);
});

it('that was stopped in the middle is finished by confirming it again, and nothing of it twice', async () => {
  const orders = [await order(), await order(), await order()];
  const { id } = (await sheets.send(list(...orders.map(({ vnd, code }) => line(vnd, code))))).body;
  const settle = shop.app.get(SettlePayment);
  const run = settle.run.bind(settle);
  let lines = 0;
  const stopped = vi.spyOn(settle, 'run').mockImplementation((tx, money) => {
    if ((lines += 1) === 3) throw new Error('The process ends here');
    return run(tx, money);
  });
  expect((await sheets.confirm(id)).status).toBe(500);
  stopped.mockRestore();
  expect((await sheets.everything(id)).body.status).toBe('confirming');
  expect((await sheets.discard(id)).code).toBe('state_conflict');
  expect((await sheets.confirm(id)).body.counts).toEqual({ known: 2, settled: 1 });
  for (const { code, vnd } of orders)
    expect(await moneyOf(shop.database, code)).toMatchObject({
      payment: 'paid',
      receivedVnd: vnd,
      refundsVnd: 0,
    });
  const rows = await everyRow(shop.database);
  expect((await sheets.confirm(id)).body.status).toBe('confirmed');
  expect((await everyRow(shop.database))['public.payment_receipts']).toBe(rows['public.payment_receipts']);
});

it('asks for the columns where nobody can tell, and remembers them for the next file like it', async () => {
  const { code, vnd } = await order();
  const rows = [
    ['A', 'B', 'C', 'D', 'E'],
    [1, `${TODAY} 08:00`, vnd, 'C', code],
    [2, `${TODAY} 09:00`, vnd, 'D', code],
  ];
  const sent = await sheets.send(rows);
  expect(sent.body).toMatchObject({ status: 'uploaded', lines: [], counts: {} });
  const { id } = sent.body;
  expect((await sheets.confirm(id)).code).toBe('state_conflict');
  expect((await sheets.nameColumns(id, { date: 1, amount: 2 })).code).toBe('validation_failed');
  expect((await sheets.nameColumns(id, { date: 1, amount: 1, remark: 4 })).code).toBe('validation_failed');
  const counting = { date: 1, amount: 2, remark: 4, reference: 0 };
  expect((await sheets.nameColumns(id, counting)).code).toBe('validation_failed');
  const named = await sheets.nameColumns(id, { date: 1, amount: 2, remark: 4, direction: 3 });
  expect(named.body).toMatchObject({ status: 'previewed', counts: { settled: 1, outgoing: 1 } });
  const next = await sheets.send(rows);
  expect(next.body).toMatchObject({ status: 'previewed', counts: { settled: 1, outgoing: 1 } });
  expect((await sheets.discard(next.body.id)).status).toBe(204);
  expect((await sheets.everything(next.body.id)).code).toBe('not_found');
});

it('takes a workbook, Windows-1258 and no formula; refuses what is no list, and forgets the file after a month', async () => {
  const { code, vnd } = await order();
  const workbook = await xlsxOf([
    HEADING,
    [1, new Date('2026-11-23'), reference(), null, vnd, `Thanh toán ${code}`],
    [2, new Date('2026-11-23'), reference(), null, { formula: '1+1' }, code],
    [3, TODAY, '=HYPERLINK("http://mau.vn")', null, -5_000, '=cmd'],
  ]);
  const sent = await sheets.send(workbook);
  expect(await sheets.outcomes(sent.body.id)).toEqual(['settled', 'formula', 'outgoing']);
  const old = Buffer.concat([
    Buffer.from('Ngày giao dịch;Ghi có;'.normalize('NFD').replace(/\p{M}/gu, '').replace('đ', 'd')),
    Buffer.from([0x4e, 0xf4, 0xf2, 0x69]),
    Buffer.from(` dung\n${TODAY};${vnd};don ${code}\n`),
  ]);
  const legacy = await sheets.send(old);
  expect(legacy.body.columns[2]?.heading).toBe('Nội dung');
  expect(await sheets.outcomes(legacy.body.id)).toEqual(['settled']);
  expect((await sheets.send(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))).code).toBe('validation_failed');
  expect((await sheets.send(Buffer.from('a;b;c\n'.repeat(1_001)))).code).toBe('validation_failed');
  expect((await sheets.send(Buffer.alloc(4 * 1024 * 1024 + 1, 'a'))).code).toBe('too_large');
  const [stored] = await shop.database.query<{ text: string }>(
    `SELECT concat(lines_sealed, judged_sealed) AS text FROM money_sheets WHERE id = $1`,
    [sent.body.id],
  );
  expect(stored?.text).not.toContain('Thanh');
  shop.clock.advance(31 * DAY_MS);
  await shop.app.get(Tidy).run();
  const kept = await shop.database.query(`SELECT 1 FROM money_sheets WHERE lines_sealed IS NOT NULL`);
  expect(kept).toEqual([]);
});
