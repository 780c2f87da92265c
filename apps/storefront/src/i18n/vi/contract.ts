export const contract = {
  /** What a buyer may count on, beside the button that orders; times in braces are the province's. */
  rights: {
    title: 'Quyền của bạn khi mua',
    items: [
      'Trả hàng: hàng hư, thiếu, sai loại hoặc không đúng mô tả thì báo trong {returnDays} ngày từ khi nhận. Người bán chịu phí gửi trả.',
      'Hoàn tiền: trong 30 ngày, theo đúng cách bạn đã trả.',
      'Khiếu nại: báo ở trang đơn hàng. Lần đầu được trả lời trong {firstReplyDays} ngày làm việc; không thống nhất thì sàn xem xét.',
      'Hợp đồng: đặt xong, mỗi đơn có trang hợp đồng để xem, in và tải về.',
    ],
    returns: 'Điều kiện đổi trả',
    terms: 'Điều khoản sử dụng',
  },
  /** The contract of an order, for whoever bought and for its shop. */
  contract: {
    link: 'Hợp đồng của đơn này',
    title: (code: string) => `Hợp đồng mua bán, đơn ${code}`,
    lead: 'Nội dung dưới đây được giữ nguyên từ lúc đặt hàng, dù sau này người bán đổi giá, đổi mô tả hay sàn đổi điều khoản.',
    save: 'Tải bản PDF',
    printHint: 'Muốn in: dùng lệnh In của trình duyệt.',
    back: 'Về trang đơn hàng',
    ordered: 'Đặt hàng lúc',
    concluded: 'Giao kết lúc',
    notConcluded: 'Người bán chưa nhận đơn, hợp đồng chưa giao kết.',
    seller: 'Người bán',
    legalName: 'Chủ thể',
    shop: 'Gian hàng',
    address: 'Địa chỉ',
    phone: 'Điện thoại',
    taxCode: 'Mã số thuế',
    buyer: 'Người mua',
    goods: 'Hàng hóa',
    price: 'Đơn giá',
    byWeight: (kg: string, grams: string) =>
      `${kg}/kg, mỗi phần nặng nhất ${grams} g; cân xong trả theo cân, không quá số tiền này`,
    madeIn: 'Nơi sản xuất',
    certificate: (stars: number) => `Chứng nhận OCOP ${stars} sao`,
    certified: (number: string, day: string, by: string, until: string) =>
      `Quyết định ${number} ngày ${day}, ${by}, có giá trị đến hết ${until}`,
    money: 'Số tiền (đã gồm thuế)',
    discountBy: { seller: 'Giảm giá, người bán chịu', floor: 'Giảm giá, sàn chịu' } as Record<string, string>,
    way: 'Thanh toán và giao hàng',
    account: 'Tài khoản nhận',
    delivery: 'Cách giao',
    pickup: 'Nhận tại',
    days: (days: string) => `${days} kể từ khi người bán nhận đơn`,
    complaints: 'Kênh tiếp nhận khiếu nại',
    proof: 'Bằng chứng nội dung không đổi',
    proofText: (version: string) =>
      `Điều khoản bản ${version}. Mã băm SHA-256 tính trên nội dung đã thỏa thuận, không gồm tên và số của người mua.`,
    digest: 'Nội dung',
    termsDigest: 'Điều khoản',
    missing: 'Đơn này chưa có bản hợp đồng',
    missingText:
      'Đơn đặt trước khi sàn lưu hợp đồng, hoặc trang này cần mở trên máy đã đặt. Bạn xem ở trang đơn hàng nhé.',
  },
};
