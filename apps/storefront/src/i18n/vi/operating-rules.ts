/** The page of the floor's operating rules; their own words are data of the province. */
export const operatingRules = {
  operatingRules: {
    title: 'Quy chế hoạt động',
    lead: 'Cách sàn vận hành: ai được bán, hàng nào được bày, đơn hàng, thanh toán, đổi trả và khiếu nại được xử lý thế nào.',
    translated: 'Bản dịch chỉ để tham khảo, bản tiếng Việt có giá trị.',
    onlyVietnamese: 'Quy chế này chỉ công bố bằng tiếng Việt.',
    standings: {
      coming: (version: string, from: string) => `Bản ${version}, sẽ áp dụng từ ngày ${from}`,
      in_force: (version: string, from: string) => `Bản ${version}, áp dụng từ ngày ${from}`,
    },
    replaced: (version: string, from: string, until: string) =>
      `Bản ${version}, đã áp dụng từ ngày ${from} đến hết ngày ${until}, nay đã có bản khác thay`,
    versionTitle: (version: string) => `Quy chế hoạt động, bản ${version}`,
    toCurrent: 'Đọc bản đang áp dụng',
    versionsTitle: 'Các bản quy chế',
    changes: 'Thay đổi',
    registrationTitle: 'Đăng ký với cơ quan quản lý',
    registered: 'Đã đăng ký với',
    registration: (number: string, date: string) => `số xác nhận ${number}, ngày ${date}.`,
    registrationLink: 'Xem trên trang của cơ quan quản lý',
  },
};
