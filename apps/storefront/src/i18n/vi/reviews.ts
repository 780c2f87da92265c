import { formatInteger } from '#kernel/money';

const points = (average: number): string =>
  average.toLocaleString('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const reviews = {
  /** What buyers say of goods. Never "sao": stars are the OCOP rank. */
  reviews: {
    title: 'Đánh giá của người mua',
    /** On a card and under a product's name. */
    short: (average: number, count: number) =>
      `${points(average)}/5 · ${formatInteger(count)} đánh giá của người mua`,
    lead: 'Chỉ người đã nhận hàng mới đánh giá được. Điểm này của người mua, không phải hạng sao OCOP.',
    none: 'Chưa có đánh giá nào. Ai đã nhận hàng thì đánh giá được ở trang đơn hàng.',
    noneSo: 'Không có đánh giá nào như vậy.',
    points: (rating: number) => `${rating}/5`,
    pointsOf: (rating: number) => `${rating} điểm`,
    pointsHead: 'Điểm',
    histogram: 'Số đánh giá theo điểm',
    count: 'Số đánh giá',
    onlyThese: (rating: number, count: number) => `${rating} điểm: ${formatInteger(count)} đánh giá`,
    all: (count: number) => `Xem tất cả ${formatInteger(count)} đánh giá`,
    allOf: (name: string) => `Đánh giá của người mua: ${name}`,
    showAll: 'Mọi điểm',
    sort: 'Xếp theo',
    sorts: {
      newest: 'Mới nhất',
      helpful: 'Hữu ích nhất',
      highest: 'Điểm cao',
      lowest: 'Điểm thấp',
    } as Record<string, string>,
    more: 'Xem tiếp',
    unnamed: 'Người mua không hiện tên',
    bought: (variant: string) => `Đã mua: ${variant}`,
    edited: 'đã sửa',
    givenBack: 'Người mua đã trả hàng hoặc được hoàn tiền.',
    answer: (shop: string) => `${shop} trả lời`,
    photo: (number: number) => `Ảnh của người mua, số ${number}`,
    write: {
      link: 'Đánh giá hàng đã nhận',
      title: 'Đánh giá hàng đã nhận',
      lead: (shop: string) =>
        `Lời bạn viết hiện ở trang sản phẩm, ai cũng đọc được, kể cả ${shop}. Mỗi món trong đơn đánh giá một lần.`,
      back: 'Về trang đơn hàng',
      none: 'Đơn này chưa có món nào đánh giá được',
      noneText: 'Hàng tới tay bạn rồi mới đánh giá được, trong vòng 180 ngày.',
      notYet: 'Chưa đánh giá được: món này chưa tới tay bạn, hoặc đã quá hạn.',
      rating: 'Bạn chấm mấy điểm?',
      ratings: {
        '5': '5 – Rất hài lòng',
        '4': '4 – Hài lòng',
        '3': '3 – Tạm được',
        '2': '2 – Chưa hài lòng',
        '1': '1 – Rất không hài lòng',
      } as Record<string, string>,
      ratingMissing: 'Chọn số điểm.',
      words: 'Kể thêm cho người mua sau',
      wordsHint: 'Không bắt buộc. Đừng ghi số điện thoại, địa chỉ hay đường dẫn.',
      photos: 'Ảnh chụp hàng',
      photosHint:
        'Không bắt buộc, tối đa 5 ảnh. Sàn xóa nơi chụp và tên máy khỏi ảnh. Ảnh nặng thì bấm “Thêm ảnh” gửi từng ảnh.',
      photosAdd: 'Thêm ảnh',
      photosMany: 'Tối đa 5 ảnh. Sàn giữ 5 ảnh đầu.',
      photosKept: (count: number) => `Đã nhận ${count} ảnh`,
      photoKeep: (number: number) => `Giữ ảnh số ${number}`,
      showName: 'Hiện tên viết tắt của tôi, ví dụ “N. T. Bưởi”',
      submit: 'Gửi đánh giá',
      save: 'Lưu thay đổi',
      edit: 'Sửa đánh giá này',
      editUntil: (day: string) => `Bạn sửa được tới hết ngày ${day}.`,
      yours: 'Bạn đã đánh giá',
      saved: 'Sàn đã nhận đánh giá của bạn. Cảm ơn bạn.',
      late: 'Đánh giá này không gửi được: món này đã được đánh giá, đã quá hạn, hoặc vừa được sửa ở nơi khác. Mời tải lại trang.',
      ownShop: 'Bạn làm việc cho gian hàng này nên không đánh giá hàng của gian được.',
      statuses: {
        shown: 'Đang hiện ở trang sản phẩm.',
        held: 'Đang chờ cán bộ sàn đọc trước khi hiện.',
        hidden: 'Cán bộ sàn đã gỡ khỏi trang sản phẩm.',
      } as Record<string, string>,
      hiddenBecause: (reason: string) => `Lý do: ${reason}.`,
      hiddenEdit: 'Bạn sửa lại thì cán bộ sàn đọc lại.',
    },
    reasons: {
      abuse: 'lời lẽ xúc phạm',
      personal_data: 'lộ thông tin riêng của người khác',
      advertising: 'quảng cáo',
      off_topic: 'không nói về món hàng',
      health_claim: 'nói món hàng chữa được bệnh',
      bad_picture: 'ảnh không phù hợp',
      other: 'lý do khác',
    } as Record<string, string>,
  },
};
