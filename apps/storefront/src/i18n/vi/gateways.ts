export const gateways = {
  gateways: {
    title: 'Cổng thanh toán',
    lead: 'Khách trả bằng thẻ hoặc ví qua tài khoản của chính bác tại cổng thanh toán. Tiền vào thẳng tài khoản đó, sàn không giữ.',
    byWeight: 'Hàng bán theo cân vẫn chỉ trả tiền mặt hoặc chuyển khoản.',
    names: { stripe: 'Thẻ ngân hàng, qua Stripe', vnpay: 'Ví và ứng dụng ngân hàng, qua VNPAY' } as Record<
      string,
      string
    >,
    abroad:
      'Doanh nghiệp đăng ký tại Việt Nam chưa mở được Stripe. Mục này chỉ dành cho bên bán đã có tài khoản Stripe nối với sàn.',
    contract: 'Bác cần hợp đồng với VNPAY. Khi ký, đưa cho VNPAY địa chỉ nhận kết quả (IPN) này:',
    notOffered: 'Sàn chưa nối với cổng này nên chưa bật được.',
    on: (account: string, day: string) => `Đang nhận vào tài khoản ${account}, từ ngày ${day}.`,
    off: 'Chưa bật: khách chưa trả được bằng cách này.',
    ownerOnly: 'Chỉ chủ gian hàng đổi được phần này.',
    account: { stripe: 'Mã tài khoản Stripe', vnpay: 'Mã website tại VNPAY (TmnCode)' } as Record<
      string,
      string
    >,
    accountHint: {
      stripe: 'Bắt đầu bằng acct_, có trong trang quản lý Stripe.',
      vnpay: 'Gồm 8 chữ và số, có trong thư VNPAY gửi.',
    } as Record<string, string>,
    secret: 'Chuỗi bí mật (HashSecret)',
    secretHint: 'Sàn cất kín, không hiện lại ở đâu nữa.',
    enter: 'Bật cổng này',
    change: 'Đổi tài khoản',
    checked: 'Sàn hỏi cổng thanh toán xem tài khoản có nhận được tiền không, rồi mới bật.',
    leave: 'Thôi nhận qua cổng này',
    leaveText: 'Đơn đã đặt vẫn trả được như đã báo khách. Đơn mới sẽ không còn cách trả này.',
    entered: 'Đã bật. Từ giờ khách chọn được cách trả này.',
    left: 'Đã tắt cổng thanh toán.',
    wrongAccount: 'Mã tài khoản chưa đúng.',
    wrongSecret: 'Chuỗi bí mật gồm 16 đến 64 chữ và số.',
    refusals: {
      state_conflict: 'Tài khoản này đang dùng cho gian hàng khác.',
      payment_method_unavailable: 'Sàn chưa nối với cổng này nên chưa bật được.',
      overloaded: 'Cổng thanh toán chưa trả lời, bác thử lại sau ít phút.',
    } as Record<string, string>,
  },
};
