import { formatInteger } from '#kernel/money';

export const common = {
  lang: 'vi',
  /** What sellers write is in, where it is not in the page's language: said to screen readers and translators. */
  written: undefined as string | undefined,
  site: {
    fallbackName: 'Sàn OCOP',
    skip: 'Tới nội dung chính',
    tagline: (province: string) => `Đặc sản OCOP ${province}, mua thẳng của bà con`,
    description: (province: string) =>
      `Sản phẩm OCOP từ 3 sao của ${province}: tôm khô, cua, mật ong, mắm, muối… Mua thẳng của hợp tác xã và hộ sản xuất, giao tận nhà.`,
    demoBanner:
      'Bản trình diễn: giá, tồn kho, thông tin liên hệ và giấy chứng nhận ở đây chỉ để minh họa. Đơn đặt thử không được giao.',
  },
  nav: {
    label: 'Mục chính',
    products: 'Sản phẩm',
    sellers: 'Người bán',
    tourism: 'Du lịch',
    lookup: 'Tra cứu đơn',
    cart: 'Giỏ hàng',
    cartCount: (count: string) => `${count} món trong giỏ`,
    home: 'Trang chủ',
    account: 'Tài khoản',
    accountLong: 'Tài khoản, đăng nhập',
    breadcrumb: 'Bạn đang ở',
    language: 'English',
  },
  search: {
    label: 'Tìm sản phẩm',
    again: 'Tìm món khác',
    placeholder: 'Tôm khô, Năm Căn…',
    submit: 'Tìm',
  },
  footer: {
    operator: 'Đơn vị vận hành',
    phone: 'Điện thoại',
    email: 'Thư điện tử',
    help: 'Giúp người mua',
    about: 'Giới thiệu',
    policies: 'Giao hàng và đổi trả',
    terms: 'Điều khoản sử dụng',
    privacy: 'Riêng tư',
    noMoney: 'Sàn không giữ tiền của bạn: tiền đi thẳng tới người bán.',
    ocop: 'Chỉ bày bán sản phẩm có giấy chứng nhận OCOP từ 3 sao còn hiệu lực.',
  },
  common: {
    stars: (stars: number) => `${stars} sao OCOP`,
    starsShort: (stars: number) => `${stars} sao`,
    more: 'Xem thêm',
    back: 'Quay lại',
    illustrative: 'minh họa',
    products: (count: number) => `${formatInteger(count)} sản phẩm`,
    sellerKinds: {
      cooperative: 'Hợp tác xã',
      cooperative_group: 'Tổ hợp tác',
      small_enterprise: 'Doanh nghiệp',
      farm: 'Trang trại',
      household: 'Hộ sản xuất',
      association: 'Hội, hiệp hội',
    },
    demo: 'Minh họa',
  },
  errors: {
    longForm: 'Tệp gửi lên quá lớn: mỗi lần gửi được tối đa 12 MB. Bạn quay lại và chọn tệp nhỏ hơn nhé.',
    foreignForm: 'Biểu mẫu này được gửi từ một trang khác nên không được nhận.',
    notFoundTitle: 'Không tìm thấy trang này',
    notFoundText: 'Địa chỉ có thể đã đổi hoặc bị gõ thiếu. Bạn thử tìm sản phẩm, hoặc trở về trang chủ nhé.',
    brokenTitle: 'Trang đang gặp trục trặc',
    brokenText:
      'Lỗi ở phía chúng tôi, không phải do bạn. Mời bạn tải lại trang sau ít phút; giỏ hàng vẫn còn nguyên.',
    busyTitle: 'Sàn đang đông khách',
    busyText: 'Mời bạn chờ vài giây rồi tải lại trang.',
    home: 'Về trang chủ',
    browse: 'Xem tất cả sản phẩm',
    formTitle: 'Còn vài chỗ cần xem lại',
    /** Of a page with a form that came back. */
    titleOf: (title: string) => `Cần xem lại: ${title}`,
    requestId: (id: string) => `Mã yêu cầu: ${id}`,
    problems: {
      rate_limited: 'Bạn thao tác hơi nhanh. Chờ một phút rồi thử lại nhé.',
      overloaded: 'Sàn đang đông khách. Chờ vài giây rồi bấm lại nhé, đơn của bạn chưa được ghi.',
    } as Record<string, string>,
    problem: 'Chưa làm được việc này. Mời bạn thử lại.',
  },
  home: {
    title: (province: string) => `Đặc sản ${province} có sao OCOP`,
    lead: 'Mỗi món ở đây đều có giấy chứng nhận từ 3 sao, do chính hợp tác xã và hộ sản xuất bán ra.',
    groups: 'Chọn theo nhóm hàng',
    season: 'Đang vào mùa',
    best: 'Nhiều sao nhất',
    newest: 'Mới lên sàn',
    tourismTitle: 'Sản phẩm theo điểm du lịch',
    tourismText: 'Nếm thử ngay tại chỗ rồi mới mua, hoặc đặt trước và nhận hàng khi ghé chơi.',
    tourismLink: 'Xem bản đồ và các điểm',
    stories: 'Người làm ra sản phẩm',
    storiesLink: 'Tất cả người bán',
    figures: 'Sàn hiện có',
    figureProducts: 'sản phẩm đang bán',
    figureSellers: 'người bán',
    figurePoints: 'điểm du lịch',
    figureCommunes: 'xã, phường',
    all: 'Xem tất cả',
    steps: 'Mua hàng thế nào?',
    stepList: [
      ['Chọn món', 'Không cần tài khoản. Một giỏ chọn được hàng của nhiều người bán.'],
      ['Đặt hàng', 'Thấy rõ phí giao trước khi bấm. Trả tiền khi nhận hàng hoặc chuyển khoản bằng mã QR.'],
      ['Nhận hàng', 'Giao tận nhà, hoặc nhận tại điểm du lịch khi bạn ghé chơi.'],
    ] as const,
  },
  about: {
    title: 'Giới thiệu sàn',
    paragraphs: (name: string, province: string) => [
      `${name} là nơi hợp tác xã, tổ hợp tác và hộ sản xuất của ${province} bán thẳng sản phẩm OCOP cho người tiêu dùng cả nước.`,
      'OCOP là Chương trình Mỗi xã một sản phẩm. Sản phẩm được hội đồng chấm điểm và xếp từ 1 đến 5 sao. Ở đây chỉ bày bán sản phẩm từ 3 sao có giấy chứng nhận còn hiệu lực: hết hạn hoặc bị thu hồi là ngừng bán ngay trong ngày.',
      'Mỗi giỏ hàng được tách thành từng đơn theo người bán. Tiền hàng đi thẳng tới người bán, sàn không giữ và không thu hộ.',
    ],
    orderTitle: 'Sản phẩm được xếp thứ tự thế nào?',
    orderText:
      'Khi tìm kiếm, sản phẩm khớp từ khóa hơn đứng trước. Khi xem danh mục, sản phẩm mới lên sàn đứng trước; bạn có thể xếp lại theo giá hoặc số sao. Không ai trả tiền để được đứng trên.',
    contactTitle: 'Liên hệ',
  },
  policies: {
    title: 'Giao hàng, đổi trả và riêng tư',
    sections: [
      {
        id: 'giao-hang',
        title: 'Giao hàng',
        items: [
          'Mỗi người bán tự gửi hàng của mình. Phí và số ngày giao hiện rõ cho từng người bán trước khi bạn bấm Đặt hàng.',
          'Bạn có thể nhận hàng tại điểm du lịch nếu người bán có giao tới điểm đó.',
          'Hàng trả tiền khi nhận: bạn được xem hàng trước khi trả tiền.',
        ],
      },
      {
        id: 'thanh-toan',
        title: 'Thanh toán',
        items: [
          'Trả tiền khi nhận hàng: đưa tiền mặt cho người giao.',
          'Chuyển khoản: mỗi đơn có một mã VietQR chuyển thẳng tới tài khoản của người bán. Đơn chưa chuyển khoản sau 24 giờ sẽ tự hủy.',
          'Rượu và đồ uống có cồn chỉ bán cho người từ đủ 18 tuổi và không nhận trả tiền khi giao hàng.',
        ],
      },
      {
        id: 'doi-tra',
        title: 'Hủy đơn và đổi trả',
        items: [
          'Bạn hủy được đơn trên trang đơn hàng khi người bán chưa gửi hàng.',
          'Hàng không đúng mô tả, hư hỏng hoặc quá hạn: báo trong {returnDays} ngày từ khi nhận. Người bán nhận lại hàng và hoàn tiền, muộn nhất là 30 ngày.',
        ],
      },
      {
        id: 'rieng-tu',
        title: 'Riêng tư',
        items: [
          'Tên, số điện thoại và địa chỉ của bạn chỉ được chuyển cho người bán giao đơn đó.',
          'Trang web chỉ dùng cookie cần cho giỏ hàng và trang đơn hàng, không có cookie quảng cáo hay theo dõi.',
          'Thông tin đơn hàng được giữ theo thời hạn luật định rồi xóa.',
        ],
      },
    ],
  },
};
