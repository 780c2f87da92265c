/** Words of what is paid before an order to be paid on delivery is sent. */
export const deposits = {
  deposits: {
    /** At the checkout. */
    hint: (deposit: string, door: string) =>
      `Trả trước ${deposit} bằng mã VietQR trong {transferHours} giờ, còn ${door} đưa cho người giao. Bạn không nhận hàng thì người bán trả lại hết phần trả trước.`,
    ahead: 'Trả trước, chuyển khoản',
    door: 'Trả khi nhận hàng',
    /** Why something is to be paid first; `amounts` names shops and amounts. */
    asked: {
      shop: (amounts: string) =>
        `Người bán cần bạn trả trước một phần: ${amounts}. Mời bạn xem lại rồi bấm Đặt hàng, hoặc chọn chuyển khoản cả đơn.`,
      unknown_phone: (amounts: string) =>
        `Số điện thoại này chưa nhận đơn nào qua sàn, nên đơn lớn cần trả trước một phần: ${amounts}. Mời bạn xem lại rồi bấm Đặt hàng, hoặc chọn chuyển khoản cả đơn.`,
      refused_parcels: (amounts: string) =>
        `Vài đơn gần đây gửi tới số này không có người nhận, nên đơn này cần trả trước một phần: ${amounts}. Mời bạn xem lại rồi bấm Đặt hàng, hoặc chọn chuyển khoản cả đơn.`,
    } as Record<string, (amounts: string) => string>,
    amount: (deposit: string, seller: string) => `${deposit} cho ${seller}`,
    /** On the order's page. */
    due: (deposit: string, door: string) =>
      `Bạn trả trước ${deposit} bằng chuyển khoản, còn ${door} trả khi nhận hàng. Không nhận hàng thì người bán trả lại hết phần trả trước.`,
    came: (deposit: string, door: string) =>
      `Đã trả trước ${deposit}. Khi nhận hàng, bạn trả ${door}. Không nhận hàng thì người bán trả lại hết phần trả trước.`,
    ofContract: (deposit: string) =>
      `Trả trước ${deposit} bằng chuyển khoản, phần còn lại trả khi nhận hàng. Không nhận hàng thì người bán trả lại hết phần trả trước.`,
    /** What a shop reads. */
    shop: {
      title: 'Trả trước một phần',
      lead: 'Đơn trả tiền khi nhận hàng mà lớn, bác có thể nhờ khách chuyển khoản trước một phần. Đổi ở đây là đơn sau theo ngay; đơn đã đặt giữ như lúc đặt.',
      link: 'Nhờ khách trả trước một phần đơn lớn',
      saved: 'Đã lưu.',
      impossible:
        'Gian hàng phải nhận cả tiền mặt khi giao lẫn chuyển khoản thì khách mới trả trước được. Lúc này sàn không hỏi khách.',
      rule: 'Đơn từ một mức tiền',
      ruleYes: 'Nhờ khách trả trước một phần',
      ruleHint: 'Khách thấy số tiền trước khi bấm Đặt hàng, và vẫn được chọn chuyển khoản cả đơn.',
      from: 'Tiền hàng từ',
      fromHint: 'Chưa tính phí giao. Ít nhất 100.000 đồng.',
      percent: 'Trả trước bao nhiêu phần trăm tiền hàng',
      percentHint: 'Từ 10 đến 50.',
      limit: 'Đơn sàn chưa cho trả tiền khi nhận hàng',
      limitYes: 'Cho khách trả trước phần vượt mức',
      limitHint:
        'Số điện thoại chưa nhận đơn nào, hoặc từng bỏ hàng, chỉ được nợ đến một mức. Đánh dấu thì khách chuyển trước phần vượt mức, thay vì không đặt được.',
      rules: 'Bác nên biết',
      rulesList: [
        'Tiền trả trước vào thẳng tài khoản của bác. Tiền vào rồi bác mới nhận đơn; quá {transferHours} giờ chưa vào thì đơn tự hủy.',
        'Lúc giao chỉ thu phần còn lại. Nhãn kiện và tiền thu hộ của hãng đã trừ phần trả trước.',
        'Đơn hủy hoặc khách không nhận hàng thì bác trả lại hết phần trả trước, trong 30 ngày. Khách nhận một phần thì tính theo phần đã nhận.',
        'Hàng bán theo cân và đơn bác nhập qua điện thoại không trả trước.',
      ],
      toCollect: (door: string, deposit: string) =>
        `Thu của khách ${door} khi giao; khách đã trả trước ${deposit}`,
      waits: (deposit: string, door: string) => `Chờ khách trả trước ${deposit}; khi giao thu ${door}`,
      submit: 'Lưu',
      wrongFrom: 'Bác ghi số tiền từ 100.000 đồng, ví dụ 1.000.000.',
      wrongPercent: 'Bác ghi một số từ 10 đến 50.',
      refusals: {
        stale_version:
          'Có người vừa đổi trang này. Những ô bác ghi còn nguyên; bác xem lại rồi bấm lưu lần nữa.',
      } as Record<string, string>,
    },
  },
};
