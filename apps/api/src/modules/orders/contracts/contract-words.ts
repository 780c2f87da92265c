import { formatInteger, formatVnd } from '#kernel/money';
import { formatDay } from '#kernel/time';
import type { AgreedAnswer, ContractLineAnswer } from './contract.dto.js';

const METHODS: Readonly<Record<string, string>> = {
  cod: 'Trả tiền mặt khi nhận hàng',
  bank_transfer: 'Chuyển khoản thẳng cho người bán',
  card: 'Thẻ, vào tài khoản của người bán tại cổng thanh toán',
  wallet: 'Ví điện tử, vào tài khoản của người bán tại cổng thanh toán',
};

/** The facts of a label that buyers read, in the order in which they read them. */
const LABEL: readonly (readonly [fact: string, words: string])[] = [
  ['netContent', 'Khối lượng, thể tích'],
  ['ingredients', 'Thành phần'],
  ['use', 'Cách dùng'],
  ['storage', 'Bảo quản'],
  ['shelfLifeDays', 'Hạn sử dụng'],
  ['alcoholPercent', 'Nồng độ cồn'],
  ['allergens', 'Có thể gây dị ứng'],
  ['warning', 'Cảnh báo'],
];

/** What stands below a line: price, origin, certificate and label. */
export function lineFacts(line: ContractLineAnswer): string[] {
  const { certificate, label, kgPriceVnd, maxGrams } = line;
  const price =
    kgPriceVnd === null
      ? `Giá ${formatVnd(line.unitPriceVnd)} một ${line.unit}`
      : `Bán theo cân: ${formatVnd(kgPriceVnd)}/kg, mỗi phần nặng nhất ${formatInteger(maxGrams ?? 0)} g; cân xong trả theo cân, không quá số tiền này`;
  const facts = LABEL.flatMap(([fact, words]) => {
    const value = label[fact];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    if (value === '') return [];
    const said =
      fact === 'shelfLifeDays'
        ? `${formatInteger(Number(value))} ngày kể từ ngày sản xuất`
        : fact === 'alcoholPercent'
          ? `${String(value).replace('.', ',')} %`
          : String(value);
    return [`${words}: ${said}`];
  });
  return [
    price,
    `Nơi sản xuất: ${line.madeIn}`,
    `OCOP ${line.stars} sao: quyết định ${certificate.decisionNumber} ngày ${formatDay(certificate.decisionDate)}, ${certificate.issuedBy}, có giá trị đến hết ${formatDay(certificate.validUntil)}`,
    ...facts,
  ];
}

/** How it is paid and how it travels. */
export function wayFacts({ payment, delivery }: AgreedAnswer): string[] {
  const { min, max } = delivery.days;
  const days = min === max ? `${max} ngày` : `${min}–${max} ngày`;
  const account =
    payment.accountNumber === null
      ? []
      : [`Tài khoản nhận: ${payment.accountNumber}, ${payment.accountName ?? ''}`];
  return [
    `Cách trả tiền: ${METHODS[payment.method] ?? payment.method}`,
    ...(payment.depositVnd == null
      ? []
      : [
          `Trả trước ${formatVnd(payment.depositVnd)} bằng chuyển khoản, phần còn lại trả khi nhận hàng. Không nhận hàng thì người bán trả lại hết phần trả trước.`,
        ]),
    ...account,
    delivery.point === null
      ? `Cách giao: ${delivery.label}, ${days} kể từ khi người bán nhận đơn`
      : `Nhận tại: ${delivery.point}, ${days} kể từ khi người bán nhận đơn`,
  ];
}
