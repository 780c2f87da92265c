/** The page for whoever writes about the floor. */
export const press = {
  press: {
    title: 'Dành cho báo chí',
    lead: (name: string) =>
      `Số liệu hôm nay của ${name}, cách gọi tên cho đúng và nơi liên hệ. Bạn dùng lại số liệu thì ghi nguồn và ngày.`,
    today: (day: string) => `Số liệu tính đến ngày ${day}`,
    totals: {
      products: 'sản phẩm đang bán',
      sellers: 'gian hàng trên sàn',
      tourismPoints: 'điểm du lịch trưng bày',
      communes: 'xã, phường trong tỉnh',
    },
    parts: { stars: 'Hạng sao OCOP', group: 'Nhóm sản phẩm', commune: 'Xã, phường' },
    columns: { part: 'Mục', value: 'Tên', count: 'Số sản phẩm' },
    download: 'Tải số liệu (CSV)',
    wordsTitle: 'Gọi tên cho đúng',
    words: [
      'OCOP là Chương trình Mỗi xã một sản phẩm. Sao OCOP là hạng do hội đồng chấm, có giấy chứng nhận và thời hạn; khác với điểm đánh giá của người mua.',
      'Sàn chỉ bày bán sản phẩm từ 3 sao có giấy chứng nhận còn hiệu lực, nên số sản phẩm thay đổi từng ngày.',
      'Sàn không mua và không bán: hợp đồng là giữa người mua và người bán, tiền hàng đi thẳng tới người bán.',
    ],
    contactTitle: 'Liên hệ',
    demo: 'Đây là sàn mẫu: sản phẩm, giấy chứng nhận và số liệu chỉ để minh họa, không phải số liệu của tỉnh.',
  },
};
