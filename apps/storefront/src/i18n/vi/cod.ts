/** Words of paying on delivery, as administrators set it. */
export const cod = {
  cod: {
    title: 'Trả tiền khi nhận',
    lead: 'Đơn trả tiền khi nhận mà bị trả lại thì người bán chịu tiền gửi. Ở đây đặt mức cho số điện thoại sàn chưa biết và cho người hay trả hàng. Đổi mức thì đơn đặt sau theo mức mới.',
    smallVnd: 'Đơn nhỏ, lúc nào cũng đặt được (đồng)',
    smallVndHint: 'Người đã trả hàng nhiều lần vẫn đặt được một đơn như vậy, mỗi lúc một đơn.',
    unknownVnd: 'Nhiều nhất cho số điện thoại chưa nhận đơn nào (đồng)',
    unknownVndHint:
      'Tính cả các đơn đang chờ giao. Nhiều hơn thì sàn mời trả trước. Ai từng trả lại hàng cũng theo mức này.',
    refusalsAllowed: 'Trả lại mấy lần thì chỉ còn được đặt đơn nhỏ',
    refusalsAllowedHint: 'Đếm số đơn bị trả lại trong 180 ngày.',
    askFromVnd: 'Từ bao nhiêu tiền thì đơn nào cũng hỏi khách lần nữa (đồng)',
    askFromVndHint:
      'Khách bấm xác nhận trong tin nhắn, hoặc người bán gọi. Chưa có lời của khách thì chưa gửi hàng.',
    askUnknownFromVnd: 'Từ bao nhiêu tiền thì hỏi số điện thoại chưa nhận đơn nào (đồng)',
    askUnknownFromVndHint:
      'Đơn nhỏ hơn và đơn của khách quen thì không hỏi, gửi luôn. Từ mức này sàn cũng cộng các đơn chưa giao của số ấy.',
    askRefusals: 'Trả lại mấy lần thì đơn nào cũng hỏi',
    askRefusalsHint: 'Đếm số đơn bị trả lại trong 180 ngày.',
    reason: 'Lý do đổi',
    reasonHint: 'Quản trị viên sau đọc để biết vì sao, ví dụ: tháng 10 nhiều đơn bị trả.',
    submit: 'Lưu mức mới',
    saved: 'Đã lưu. Đơn đặt từ giờ theo mức này.',
    wrongMoney: 'Bạn ghi số tiền, ví dụ 300.000.',
    wrongCount: 'Bạn ghi số lần, từ 1 đến 20.',
    wrongReason: 'Bạn ghi lý do, ít nhất 5 chữ cái.',
    now: 'đang dùng',
    history: 'Đã đổi những lần nào',
    never: 'Chưa ai đổi. Sàn đang theo mức thường dùng.',
    columns: {
      at: 'Lúc',
      small: 'Đơn nhỏ',
      unknown: 'Số chưa biết',
      refusals: 'Trả lại',
      ask: 'Hỏi trước khi gửi',
      reason: 'Lý do',
    },
    times: (count: number) => `${count} lần`,
    asks: (all: string, unknown: string, refusals: number) =>
      `từ ${all}; số chưa biết từ ${unknown}; trả lại ${refusals} lần`,
    refusals: {
      stale_version:
        'Có người vừa đổi mức. Những ô bạn ghi còn nguyên; bảng bên dưới có mức đang dùng. Bạn bấm lưu lần nữa nếu vẫn muốn đổi.',
      not_allowed: 'Mức này dùng cho cả tỉnh, nên chỉ quản trị viên phụ trách toàn tỉnh đổi được.',
    } as Record<string, string>,
  },
  /** The buyer's word before an order to be paid on delivery is sent. */
  goAhead: {
    title: (code: string) => `Xác nhận đơn ${code}`,
    lead: (shop: string) =>
      `${shop} sắp gửi hàng, bạn trả tiền khi nhận. Bạn xem lại rồi bấm xác nhận; không cần đăng nhập.`,
    goods: 'Bạn đã đặt',
    toPay: 'Trả khi nhận hàng',
    give: 'Đúng, gửi hàng cho tôi',
    change: 'Muốn đổi hoặc không lấy nữa, bạn gọi người bán:',
    given: 'Bạn đã xác nhận đơn này.',
    givenText: 'Người bán được báo và sẽ gửi hàng cho bạn. Bạn chuẩn bị sẵn tiền khi nhận nhé.',
    waived: 'Người bán đã quyết định gửi hàng, bạn không cần xác nhận nữa.',
    waivedText: 'Bạn chuẩn bị sẵn tiền khi nhận nhé.',
    missingTitle: 'Liên kết này không mở được',
    missingText:
      'Liên kết chép chưa đủ, hoặc đơn đã giao xong hay đã hủy. Bạn tra cứu đơn bằng số điện thoại và mã đơn nhé.',
    missingGo: 'Tra cứu đơn hàng',
    /** On the buyer's order. */
    ask: 'Người bán chờ bạn xác nhận rồi mới gửi hàng',
    askText: 'Đơn này trả tiền khi nhận. Bạn còn muốn lấy thì bấm xác nhận.',
    late: 'Đơn này không còn chờ xác nhận nữa.',
    /** On the shop's order. */
    shop: {
      title: 'Gọi xác nhận với khách',
      text: 'Đơn này trả tiền khi nhận. Khách xác nhận rồi bác hãy gửi; sàn đã nhắn khách một liên kết để bấm.',
      overdue: 'Chờ đã lâu mà khách chưa xác nhận. Bác gọi lần nữa, hoặc hủy đơn.',
      tried: (tries: number, at: string) => `Đã gọi ${tries} lần không ai nghe, lần cuối ${at}.`,
      call: (phone: string) => `Gọi ${phone}`,
      given: 'Khách đồng ý, gửi hàng',
      unanswered: 'Không nghe máy',
      refused: 'Khách không lấy nữa',
      refusedAsk: 'Khách nói không lấy nữa?',
      refusedText: 'Đơn bị hủy theo lời khách và hàng được mở bán lại ngay. Việc này không làm lại được.',
      refusedConfirm: 'Đúng, hủy đơn',
      unreachable: 'Hủy vì không gọi được khách',
      unreachableText: 'Khách được báo là bác không liên lạc được. Hàng được mở bán lại ngay.',
      waive: 'Vẫn gửi dù khách chưa xác nhận',
      waiveText: 'Bác ghi vì sao vẫn gửi. Lời này được giữ lại cùng đơn.',
      waiveWords: 'Vì sao vẫn gửi',
      waiveSubmit: 'Ghi lại và cho gửi',
      done: {
        link: 'Khách đã bấm xác nhận trong tin nhắn.',
        page: 'Khách đã xác nhận trên trang đơn hàng.',
        call: 'Bác đã gọi, khách đồng ý.',
      } as Record<string, string>,
      waived: (words: string) => `Gửi khi khách chưa xác nhận, vì: “${words}”`,
      waits: 'Chờ khách xác nhận trước khi gửi',
    },
  },
};

/** The same in the history: what was done, and the fields of a decision. */
export const codHistory = {
  actions: {
    'go_ahead.unanswered': 'gọi xác nhận, không ai nghe máy',
    'go_ahead.reminded': 'nhắc khách xác nhận',
    'go_ahead.overdue': 'báo gian hàng chưa có lời xác nhận',
    'go_ahead.given': 'khách xác nhận trước khi gửi',
    'go_ahead.waived': 'gửi khi khách chưa xác nhận',
    'go_ahead.refused': 'khách không lấy nữa',
    'cod_terms.decided': 'đặt mức trả tiền khi nhận',
  } as Record<string, string>,
  fields: {
    smallVnd: 'Đơn nhỏ (đồng)',
    unknownVnd: 'Nhiều nhất cho số chưa biết (đồng)',
    refusalsAllowed: 'Số lần trả lại',
    askFromVnd: 'Hỏi trước khi gửi, từ (đồng)',
    askUnknownFromVnd: 'Hỏi số chưa biết, từ (đồng)',
    askRefusals: 'Hỏi khi đã trả lại (lần)',
  } as Record<string, string>,
};
