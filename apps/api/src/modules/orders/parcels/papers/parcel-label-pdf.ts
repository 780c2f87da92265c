import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import type {
  RecipientAnswer,
  ShopOrderAnswer,
  ShopParcelAnswer,
} from '../../shop-orders/shop-orders.dto.js';
import { MM, paperPdf, rule, SAMPLE } from './paper-pdf.js';
import { cashOfParcel } from './parcel-cash.js';
import type { Sender } from './sender.sql.js';

/** How goods want to be carried, as whoever carries them reads it. */
const HANDLING: Readonly<Record<string, string>> = {
  chilled: 'GIỮ MÁT',
  frozen: 'HÀNG ĐÔNG LẠNH',
  live: 'HÀNG SỐNG, GIAO NGAY',
  fragile: 'HÀNG DỄ VỠ',
};

/**
 * What is stuck on the parcel: from whom, to whom, what to collect and how to carry it. Of the buyer it bears name, phone
 * and place, without which it cannot be brought, and never what is inside.
 */
export function parcelLabelPdf(
  order: ShopOrderAnswer,
  parcel: ShopParcelAnswer,
  to: RecipientAnswer,
  { sender, handling, demo }: { sender: Sender; handling: readonly string[]; demo: boolean },
): Promise<Buffer> {
  const title = `Nhãn kiện ${order.code}-${parcel.number}`;
  return paperPdf({ size: 'A6', title, author: sender.name }, (pdf) => {
    const { left, bottom } = pdf.page.margins;
    const width = pdf.page.width - 2 * left;
    pdf.font('plain').fontSize(8).text('Từ', left, pdf.y, { width });
    pdf.font('bold').fontSize(10).text(sender.name, { width });
    pdf.font('plain').fontSize(9).text(`${sender.commune} · ${sender.phone}`, { width });
    rule(pdf);
    pdf.fontSize(8).text(to.method === 'pickup' ? 'Người nhận, đến lấy tại điểm' : 'Đến', { width });
    pdf.font('bold').fontSize(13).text(to.name, { width });
    pdf.fontSize(13).text(formatPhone(to.phone), { width });
    // The whole address, whatever its length: it shrinks before it is cut.
    const room = pdf.page.height - bottom - pdf.y - 52 * MM;
    const size = [12, 11, 10, 9, 8, 7].find(
      (points) => pdf.font('plain').fontSize(points).heightOfString(to.place, { width }) <= room,
    );
    pdf
      .font('plain')
      .fontSize(size ?? 6)
      .text(to.place, { width });
    rule(pdf);
    const cash = cashOfParcel(order, parcel.number);
    pdf
      .font('bold')
      .fontSize(14)
      .text(cash > 0 ? `THU HỘ: ${formatVnd(cash)}` : 'KHÔNG THU TIỀN', { width });
    for (const kind of handling)
      if (HANDLING[kind] !== undefined) pdf.fontSize(11).text(HANDLING[kind], { width });
    rule(pdf);
    pdf.font('bold').fontSize(16).text(`${order.code}-${parcel.number}`, { width });
    pdf.font('plain').fontSize(8).text(order.shippingLabel, { width });
    if (parcel.carrier !== null || parcel.trackingCode !== null)
      pdf.text([parcel.carrier, parcel.trackingCode].filter(Boolean).join(' · '), { width });
    if (demo) pdf.font('bold').text(SAMPLE, { width });
  });
}
