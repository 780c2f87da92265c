import { formatInteger, formatVnd } from '#kernel/money';
import { formatDay, vietnamDay } from '#kernel/time';
import type { ShopOrderAnswer, ShopParcelAnswer } from '../../shop-orders/shop-orders.dto.js';
import { MM, paperPdf, rule, SAMPLE } from './paper-pdf.js';
import { cashOfParcel } from './parcel-cash.js';
import type { Sender } from './sender.sql.js';

/** What is in the parcel, for whoever packs and for the buyer; it lies inside and names nobody's phone or address. */
export function packingSlipPdf(
  order: ShopOrderAnswer,
  parcel: ShopParcelAnswer,
  sender: Sender,
  demo: boolean,
): Promise<Buffer> {
  const title = `Phiếu đóng gói ${order.code}-${parcel.number}`;
  return paperPdf({ size: 'A5', title, author: sender.name }, (pdf) => {
    const left = pdf.page.margins.left;
    const width = pdf.page.width - 2 * left;
    pdf.font('bold').fontSize(15).text('PHIẾU ĐÓNG GÓI', left, pdf.y, { width });
    if (demo) pdf.fontSize(10).text(SAMPLE);
    pdf.font('plain').fontSize(10);
    pdf.text(`Đơn ${order.code}, kiện ${parcel.number} trong ${order.parcels.length} kiện đã gói`);
    pdf.text(`Đặt ngày ${formatDay(vietnamDay(new Date(order.placedAt)))}`);
    if (order.recipient !== null) pdf.text(`Người nhận: ${order.recipient.name}`);
    pdf.text(`Người bán: ${sender.name}, ${sender.commune}. Điện thoại ${sender.phone}`);
    rule(pdf);
    for (const { lineId, quantity } of parcel.lines) {
      const line = order.lines.find(({ id }) => id === lineId);
      if (line === undefined) continue;
      const top = pdf.y;
      const name = [line.name, line.variantName].filter(Boolean).join(', ');
      pdf
        .font('bold')
        .fontSize(11)
        .text(`${formatInteger(quantity)} ×`, left, top, { width: 16 * MM });
      pdf.font('plain').text(name, left + 16 * MM, top, { width: width - 16 * MM });
      const weighed =
        line.weighedGrams === null ? '' : `, cả món cân được ${formatInteger(line.weighedGrams)} g`;
      pdf.fontSize(9).text(`${line.unit}${weighed}`, { width: width - 16 * MM });
      pdf.y += 4;
    }
    pdf.x = left;
    rule(pdf);
    const cash = cashOfParcel(order, parcel.number);
    pdf
      .font('bold')
      .fontSize(11)
      .text(cash > 0 ? `Thu khi giao kiện này: ${formatVnd(cash)}` : 'Không thu tiền khi giao', left, pdf.y, {
        width,
      });
    pdf.font('plain').fontSize(9);
    pdf.text(
      `Tiền hàng ${formatVnd(order.itemsVnd)}, phí giao ${formatVnd(order.shippingFeeVnd)}${
        order.discountVnd > 0 ? `, giảm ${formatVnd(order.discountVnd)}` : ''
      }, cả đơn ${formatVnd(order.totalVnd)}.`,
      { width },
    );
    pdf
      .moveDown(0.5)
      .text('Thiếu hàng hoặc hàng hỏng: gọi số của người bán ở trên, hoặc mở trang đơn hàng.', { width });
  });
}
