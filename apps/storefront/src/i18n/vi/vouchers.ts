import { formatInteger } from '#kernel/money';

/** Words of vouchers: where they are given out, and where they are used. */
export const vouchers = {
  vouchers: {
    title: 'Mã giảm giá',
    leadOf: {
      seller: 'Mã của gian hàng chỉ giảm cho hàng của gian hàng mình, và gian hàng chịu số tiền giảm.',
      floor: 'Mã của sàn giảm cho hàng của mọi gian hàng. Sàn chịu số tiền giảm và trả lại cho người bán.',
    },
    none: 'Chưa có mã nào.',
    more: 'Xem mã cũ hơn',
    given: (code: string) => `Đã mở mã ${code}. Khách dùng được từ ngày đầu đã ghi.`,
    ended: 'Đã dừng mã. Đơn đã đặt bằng mã này vẫn giữ nguyên giá.',
    states: {
      running: 'đang dùng',
      waiting: 'chưa tới ngày',
      over: 'đã hết hạn',
      ended: 'đã dừng',
      used_up: 'hết lượt',
    },
    percent: (percent: number) => `Giảm ${percent} % tiền hàng`,
    cap: (amount: string) => `, nhiều nhất ${amount}`,
    amount: (amount: string) => `Giảm ${amount}`,
    least: (amount: string) => `cho tiền hàng từ ${amount}`,
    days: (from: string, until: string) => `Từ ${from} đến hết ${until}`,
    uses: (used: number, total: number | null) =>
      total === null
        ? `Đã dùng ${formatInteger(used)} lượt`
        : `Đã dùng ${formatInteger(used)}/${formatInteger(total)} lượt`,
    perPerson: (limit: number) => `mỗi người ${limit} lượt`,
    discounted: (amount: string) => `Đã giảm ${amount}`,
    end: 'Dừng mã này',
    endOf: (code: string) => `Dừng mã ${code}`,
    endText: 'Khách không dùng mã này được nữa. Đơn đã đặt giữ nguyên giá. Dừng rồi thì không mở lại được.',
    endConfirm: 'Dừng mã',
    add: 'Mở mã mới',
    code: 'Mã',
    codeHint:
      'Từ 4 đến 16 chữ cái và chữ số, ví dụ TETCAMAU. Khách gõ có dấu hay không, hoa hay thường đều được.',
    kind: 'Giảm thế nào?',
    kinds: { percent: 'Theo phần trăm tiền hàng', fixed: 'Một số tiền' },
    percentField: 'Giảm bao nhiêu phần trăm',
    percentHint: 'Từ 1 đến 90. Chỉ điền khi giảm theo phần trăm.',
    capField: 'Giảm nhiều nhất',
    capHint: 'Ví dụ 30.000 đồng. Chỉ dùng khi giảm theo phần trăm.',
    amountField: 'Giảm bao nhiêu tiền',
    amountHint: 'Ví dụ 20.000 đồng. Chỉ điền khi giảm một số tiền.',
    minField: 'Cho tiền hàng từ',
    minHint: 'Ví dụ 200.000 đồng. Bỏ trống là đơn nào cũng được.',
    startsOn: 'Ngày đầu',
    endsOn: 'Ngày cuối',
    startHint: 'Bỏ trống là từ hôm nay.',
    dayHint: 'Ví dụ 15/12/2026. Hết ngày cuối mã tự hết hạn.',
    totalField: 'Tổng số lượt',
    totalHint: 'Bỏ trống là không giới hạn.',
    personField: 'Mỗi người dùng mấy lượt',
    alcohol:
      'Rượu và đồ uống có cồn không được giảm giá (luật cấm khuyến mại). Mỗi đơn còn ít nhất 1.000 ₫ tiền hàng.',
    submit: 'Mở mã',
    wrong: {
      code: 'Điền mã, từ 4 đến 16 chữ cái và chữ số.',
      percent: 'Điền số phần trăm, từ 1 đến 90.',
      capVnd: 'Điền số tiền, ví dụ 30.000.',
      amountVnd: 'Điền số tiền, ví dụ 20.000.',
      minItemsVnd: 'Điền số tiền, ví dụ 200.000.',
      startsOn: 'Điền ngày, ví dụ 1/12/2026.',
      endsOn: 'Điền ngày, ví dụ 31/12/2026.',
      totalLimit: 'Điền một số, ví dụ 100.',
      personLimit: 'Điền một số, từ 1 đến 100.',
    } as Record<string, string>,
    refusals: {
      state_conflict: 'Mã này đã dừng rồi.',
      not_allowed: 'Mã của sàn dùng khắp tỉnh, chỉ cán bộ phụ trách toàn tỉnh mở được.',
      validation_failed: 'Có chỗ chưa đúng, mời xem lại.',
    } as Record<string, string>,
  },
  /** At the checkout. */
  voucherField: {
    label: 'Mã giảm giá (không bắt buộc)',
    use: 'Dùng mã',
    taken: (code: string, amount: string) => `Mã ${code}: giảm ${amount}.`,
    problems: (least: string): Record<string, string> => ({
      voucher_unknown: 'Không có mã này. Bạn xem lại giúp, hoặc bỏ trống để đặt không dùng mã.',
      voucher_not_started: 'Mã này chưa tới ngày dùng.',
      voucher_ended: 'Mã này đã hết hạn.',
      voucher_used_up: 'Mã này vừa hết lượt dùng.',
      voucher_used_by_you: 'Bạn đã dùng hết lượt của mã này.',
      voucher_minimum: `Mã này dùng cho tiền hàng từ ${least}.`,
      voucher_not_for_these: 'Mã này không áp dụng cho hàng trong giỏ.',
    }),
  },
};
