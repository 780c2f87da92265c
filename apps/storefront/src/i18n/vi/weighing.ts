export const weighing = {
  /** What buyers read of goods sold by weight. */
  byWeight: {
    title: 'Bán theo cân',
    price: (price: string) => `${price}/kg, cân khi đóng gói`,
    range: (from: string, to: string) => `Mỗi con ${from}–${to} g.`,
    most: (amount: string) => `nhiều nhất ${amount}`,
    mostOf: 'Nhiều nhất',
    mostGrams: (grams: string) => `nhiều nhất ${grams} g mỗi con`,
    weighed: (grams: string) => `cân được ${grams} g`,
    rule: 'Người bán cân khi đóng gói. Số tiền ghi ở đây là mức cao nhất: cân xong chỉ giảm, không tăng. Phí giao giữ như lúc đặt.',
    waiting: 'Chờ cân hàng',
    fell: (amount: string) => `Đã cân. Lúc đặt, đơn này nhiều nhất ${amount}.`,
    methods: {
      cod: 'Trả theo số đã cân, khi nhận hàng.',
      bank_transfer: 'Người bán cân xong mới có mã VietQR; từ lúc đó bạn có {transferHours} giờ để chuyển.',
    } as Record<string, string>,
  },
  /** What a shop reads that weighs. */
  weighing: {
    title: 'Cân hàng',
    lead: 'Bác cân khi đóng gói rồi ghi số gam của từng món. Tiền chỉ giảm, không tăng; khách chuyển khoản chỉ trả sau khi bác cân.',
    none: 'Không có đơn nào chờ cân.',
    more: 'Xem đơn sau',
    order: (code: string) => `Đơn ${code}`,
    placedAt: (time: string) => `Đặt lúc ${time}`,
    weighBy: (time: string) => `Cân trước ${time}. Quá giờ đó đơn tự hủy, hàng được mở bán lại.`,
    methods: {
      cod: 'Khách trả tiền khi nhận hàng',
      bank_transfer: 'Khách chuyển khoản sau khi bác cân',
      card: 'Khách trả bằng thẻ',
      wallet: 'Khách trả bằng ví điện tử',
    } as Record<string, string>,
    grams: (name: string) => `${name}: cân được bao nhiêu?`,
    gramsHint: (price: string, most: string) => `${price}/kg, nhiều nhất ${most} g. Ghi 850 hoặc 0,85 kg.`,
    review: 'Xem lại tiền',
    reviewTitle: 'Xem lại trước khi ghi',
    reviewText: 'Ghi rồi thì sau này chỉ sửa cho nhẹ hơn được, không sửa nặng hơn.',
    light: (name: string, grams: string, most: string) =>
      `${name}: ${grams} g là chưa tới một nửa mức khách đặt (nhiều nhất ${most} g). Bác xem lại đã gõ đủ số chưa: ghi rồi không sửa nặng lên được.`,
    line: (grams: string, amount: string) => `${grams} g, thành ${amount}`,
    total: 'Cả đơn khách phải trả',
    fee: 'gồm phí giao như lúc đặt',
    confirm: 'Đúng, ghi cân',
    again: 'Cân lại',
    done: (code: string) => `Đã ghi cân đơn ${code}. Sàn báo khách số tiền phải trả.`,
    home: (count: number) =>
      count === 1 ? 'Có một đơn chờ bác cân hàng.' : `Có ${count} đơn chờ bác cân hàng.`,
    homeMany: 'Có nhiều đơn chờ bác cân hàng.',
    homeGo: 'Cân hàng',
    wrong: 'Bác ghi số gam, ví dụ 850, hoặc số ký, ví dụ 0,85 kg.',
    refusals: {
      state_conflict: 'Đơn này đã hủy, đã trả tiền hoặc đã giao, không ghi cân được nữa.',
      idempotency_conflict: 'Lần bấm trước đã được ghi rồi. Bác tải lại trang để xem số mới nhé.',
      not_found: 'Gian hàng không có đơn này.',
    } as Record<string, string>,
  },
};
