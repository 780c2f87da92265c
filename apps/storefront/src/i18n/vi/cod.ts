/** Words of paying on delivery, as administrators set it. */
export const cod = {
  cod: {
    title: 'Trả tiền khi nhận',
    lead: 'Đơn trả tiền khi nhận mà bị trả lại thì người bán chịu tiền gửi. Ở đây đặt mức cho số điện thoại sàn chưa biết và cho người hay trả hàng. Đổi mức thì đơn đặt sau theo mức mới.',
    smallVnd: 'Đơn nhỏ, lúc nào cũng đặt được (đồng)',
    smallVndHint: 'Người đã trả hàng nhiều lần vẫn đặt được một đơn như vậy, mỗi lúc một đơn.',
    unknownVnd: 'Nhiều nhất cho số điện thoại chưa nhận đơn nào (đồng)',
    unknownVndHint: 'Nhiều hơn thì sàn mời trả trước. Ai từng trả lại hàng cũng theo mức này.',
    refusalsAllowed: 'Trả lại mấy lần thì chỉ còn được đặt đơn nhỏ',
    refusalsAllowedHint: 'Đếm số đơn bị trả lại trong 180 ngày.',
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
      reason: 'Lý do',
    },
    times: (count: number) => `${count} lần`,
    refusals: {
      stale_version:
        'Có người vừa đổi mức. Những ô bạn ghi còn nguyên; bảng bên dưới có mức đang dùng. Bạn bấm lưu lần nữa nếu vẫn muốn đổi.',
      not_allowed: 'Mức này dùng cho cả tỉnh, nên chỉ quản trị viên phụ trách toàn tỉnh đổi được.',
    } as Record<string, string>,
  },
};
