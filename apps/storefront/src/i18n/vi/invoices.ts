export const invoices = {
  /** Whom an invoice is for, at the checkout and on the buyer's order. */
  invoice: {
    ask: 'Xuất hóa đơn điện tử (không bắt buộc)',
    askText:
      'Người bán xuất hóa đơn và gửi vào thư điện tử bạn ghi ở đây. Thông tin này được mã hóa, chỉ người bán của đơn xem được.',
    name: 'Tên người mua hoặc đơn vị',
    taxCode: 'Mã số thuế',
    taxCodeHint: '10 số, hoặc 12 số căn cước của hộ kinh doanh, cá nhân.',
    address: 'Địa chỉ trên hóa đơn',
    email: 'Thư điện tử nhận hóa đơn',
    fields: {
      name: 'Bạn cho biết tên ghi trên hóa đơn.',
      taxCode: 'Mã số thuế chưa đúng, bạn xem lại từng số nhé.',
      address: 'Bạn cho biết địa chỉ ghi trên hóa đơn.',
      email: 'Địa chỉ thư chưa đúng, bạn xem lại nhé.',
    },
    title: 'Hóa đơn',
    requested: (name: string, taxCode: string) =>
      `Người bán xuất hóa đơn cho ${name}, mã số thuế ${taxCode}.`,
    notRequested: 'Bạn chưa xin hóa đơn cho lần đặt này.',
    askLater: 'Xin hóa đơn',
    askAgain: 'Sửa thông tin hóa đơn',
    askAgainText: 'Mời bạn ghi lại đủ cả bốn mục. Hóa đơn đã xuất thì người bán lập hóa đơn thay thế.',
    submit: 'Gửi cho người bán',
    saved: 'Đã gửi thông tin hóa đơn cho người bán.',
    late: 'Đã quá thời hạn xin hóa đơn. Bạn gọi người bán nhé.',
    issued: (series: string, number: number, day: string) =>
      `Hóa đơn ký hiệu ${series}, số ${number}, ngày ${day}`,
    lookup: 'Tra cứu hóa đơn',
    lookupCode: (code: string) => `Mã tra cứu: ${code}`,
    before: (series: string, number: number) => `Trước đó ghi: ${series}, số ${number}`,
    corrections: {
      mistyped: 'Số trước ghi nhầm, đây là số đúng.',
      replaced: 'Hóa đơn này thay thế hóa đơn trước.',
      adjusted: 'Hóa đơn này điều chỉnh hóa đơn trước.',
    } as Record<string, string>,
  },
  /** The same as its shop works with it. */
  shopInvoice: {
    title: 'Hóa đơn điện tử',
    buyer: 'Xuất cho',
    noBuyer: 'Khách không xin hóa đơn. Bác ghi người mua là “Người mua không lấy hóa đơn”.',
    delivered: (time: string) => `Khách nhận đủ hàng lúc ${time}.`,
    notDelivered: 'Khách chưa nhận đủ hàng. Chậm nhất lúc giao hàng, bác phải lập hóa đơn.',
    completed: (time: string) => `Đơn hoàn tất lúc ${time}.`,
    lines: 'Ghi trên hóa đơn (giá đã gồm thuế)',
    shopOff: (amount: string) => `gian hàng giảm ${amount}`,
    floorOff: (amount: string) => `sàn giảm ${amount}, sàn trả lại bác`,
    pay: 'Khách trả',
    returned: (amount: string) =>
      `Đã trả lại khách ${amount} vì trả hàng: bác lập hóa đơn điều chỉnh hoặc thay thế.`,
    fee: (amount: string) => `Phí sàn của đơn: ${amount}. Sàn xuất hóa đơn phí cho bác.`,
    series: 'Ký hiệu hóa đơn',
    seriesHint: 'Gồm cả mẫu số, ví dụ 1C26TAA.',
    number: 'Số hóa đơn',
    issuedOn: 'Ngày hóa đơn',
    lookupUrl: 'Trang tra cứu (nếu có)',
    lookupCode: 'Mã tra cứu (nếu có)',
    correction: 'Vì sao ghi lại?',
    correctionEmpty: 'Chọn lý do',
    corrections: {
      mistyped: 'Lần trước ghi nhầm số',
      replaced: 'Đã lập hóa đơn thay thế',
      adjusted: 'Đã lập hóa đơn điều chỉnh',
    } as Record<string, string>,
    write: 'Ghi số hóa đơn đã xuất',
    rewrite: 'Ghi lại số hóa đơn',
    submit: 'Lưu và báo khách',
    tells: 'Lưu xong, sàn báo số hóa đơn cho khách.',
    written: (series: string, number: number, day: string) =>
      `Đã xuất: ký hiệu ${series}, số ${number}, ngày ${day}`,
    earlier: (series: string, number: number, day: string) =>
      `Ghi trước đó: ${series}, số ${number}, ngày ${day}`,
    wrong: {
      series: 'Ký hiệu gồm 7 ký tự, như 1C26TAA.',
      number: 'Số hóa đơn là một số, tối đa 8 chữ số.',
      issuedOn: 'Bác chọn ngày ghi trên hóa đơn.',
      correction: 'Bác chọn lý do ghi lại.',
    },
    refusals: {
      state_conflict: 'Đơn vừa thay đổi: bác xem lại hóa đơn đã ghi rồi thử lại.',
    } as Record<string, string>,
    excel: 'Dữ liệu hóa đơn của tháng (Excel)',
    excelText: 'Mỗi dòng là một món khách đã nhận trong tháng, để nhập vào phần mềm hóa đơn điện tử.',
  },
};
