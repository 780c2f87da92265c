import { formatInteger, formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatDateTime } from '#kernel/time';
import { MM, paperPdf, rule } from '../parcels/papers/paper-pdf.js';
import { lineFacts, wayFacts } from './contract-words.js';
import type { ContractAnswer } from './contract.dto.js';

const SAMPLE = 'MẪU – ĐƠN CỦA BẢN TRÌNH DIỄN';

/** The contract as a paper to keep. */
export function contractPdf(contract: ContractAnswer, demo: boolean): Promise<Buffer> {
  const { agreed, terms, buyer, concludedAt, digest } = contract;
  const { seller } = agreed;
  const title = `Hợp đồng mua bán, đơn ${agreed.orderCode}`;
  const made = new Date(agreed.orderedAt);
  return paperPdf({ size: 'A4', title, author: terms.floor.name, made }, (pdf) => {
    const left = pdf.page.margins.left;
    const width = pdf.page.width - 2 * left;
    const heading = (text: string): void => {
      pdf.moveDown(0.6).font('bold').fontSize(11).text(text, left, pdf.y, { width });
      pdf.font('plain').fontSize(9.5);
    };
    const facts = (all: readonly string[]): void => {
      for (const fact of all) pdf.text(fact, left + 4 * MM, pdf.y, { width: width - 4 * MM });
    };
    pdf.font('bold').fontSize(15).text(title, left, pdf.y, { width });
    if (demo) pdf.fontSize(10).text(SAMPLE);
    pdf.font('plain').fontSize(9.5);
    pdf.text(`Đặt hàng lúc ${formatDateTime(made)} trên ${terms.floor.name}.`);
    pdf.text(
      concludedAt === null
        ? 'Người bán chưa nhận đơn, hợp đồng chưa giao kết.'
        : `Giao kết lúc ${formatDateTime(new Date(concludedAt))}, khi người bán nhận đơn.`,
    );
    heading('Người bán');
    facts([
      `${seller.legalName} (gian hàng ${seller.name})`,
      `Địa chỉ: ${seller.address}`,
      `Điện thoại: ${formatPhone(seller.phone)}`,
      ...(seller.taxCode === null ? [] : [`Mã số thuế: ${seller.taxCode}`]),
    ]);
    if (buyer !== null) {
      heading('Người mua');
      facts([`${buyer.name}, ${buyer.phone}`]);
    }
    heading('Hàng hóa');
    for (const line of agreed.lines) {
      pdf.font('bold').fontSize(9.5);
      pdf.text(
        `${formatInteger(line.quantity)} × ${line.name}, ${line.variantName}: ${formatVnd(line.totalVnd)}`,
        left,
        pdf.y,
        { width },
      );
      pdf.font('plain').fontSize(9);
      facts(lineFacts(line));
      pdf.moveDown(0.3);
    }
    heading('Số tiền (đã gồm thuế)');
    facts([
      `Tiền hàng: ${formatVnd(agreed.itemsVnd)}`,
      `Phí giao hàng: ${formatVnd(agreed.shippingFeeVnd)}`,
      ...(agreed.discountVnd === 0
        ? []
        : [
            `Giảm giá: ${formatVnd(agreed.discountVnd)}, do ${agreed.discountBy === 'floor' ? 'sàn' : 'người bán'} chịu`,
          ]),
      `Tổng cộng: ${formatVnd(agreed.totalVnd)}`,
    ]);
    heading('Thanh toán và giao hàng');
    facts(wayFacts(agreed));
    for (const section of terms.sections) {
      heading(section.title);
      facts([section.text]);
    }
    heading('Kênh tiếp nhận khiếu nại');
    const { operator, address, phone, email } = terms.floor;
    facts([
      `Người bán: ${formatPhone(seller.phone)}`,
      `${operator}, ${address}. Điện thoại ${phone}, thư ${email}`,
    ]);
    pdf.moveDown(0.6);
    rule(pdf);
    pdf.font('plain').fontSize(8);
    // Each digest on a line of its own: broken in two nobody could compare it.
    for (const line of [
      `Điều khoản bản ${terms.version}. Mã băm SHA-256 của nội dung đã thỏa thuận, không gồm tên và số của người mua:`,
      digest,
      'Mã băm SHA-256 của điều khoản:',
      contract.termsDigest,
    ])
      pdf.text(line, left, pdf.y, { width });
  });
}
