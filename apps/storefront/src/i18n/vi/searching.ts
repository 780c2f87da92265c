import { formatInteger } from '#kernel/money';

/** Words around the search: what it understood, what it offers, by what its answers are ordered. */
export const searching = {
  understood: {
    shownFor: (words: string) => `Hiện kết quả cho “${words}”`,
    typed: (words: string) => `Bạn gõ “${words}”.`,
    leftOut: (words: readonly string[]) =>
      `Sàn chưa biết ${words.map((word) => `“${word}”`).join(', ')} nên tìm theo những chữ còn lại.`,
    partly: 'Không sản phẩm nào có đủ các chữ bạn gõ. Đây là những sản phẩm gần nhất.',
    also: (words: string, means: readonly string[]) => `“${words}” được tìm cả theo: ${means.join(', ')}.`,
  },
  nothing: {
    filtered: 'Có sản phẩm khớp, nhưng không sản phẩm nào qua được các bộ lọc đang chọn.',
    unfilter: 'Bỏ bộ lọc, giữ từ khóa',
    related: 'Có thể bạn muốn xem',
    ask: 'Vẫn chưa thấy?',
    askText: (phone: string, email: string) =>
      `Bạn gọi ${phone} hoặc viết thư tới ${email}, nói món cần tìm. Đơn vị vận hành hỏi giúp bà con và thêm từ bạn gõ vào ô tìm kiếm nếu sàn còn thiếu.`,
    sellers: 'Hỏi thẳng người bán',
  },
  suggest: {
    label: 'Gợi ý khi gõ',
    count: (count: string) => `${count} gợi ý, bấm mũi tên xuống để chọn`,
    none: 'Không có gợi ý',
    kinds: {
      search: 'Từ khóa',
      product: 'Sản phẩm',
      set: 'Loại sản phẩm',
      seller: 'Người bán',
      commune: 'Nơi làm ra',
      point: 'Điểm du lịch',
    } as Record<string, string>,
  },
  ranking: {
    link: 'Vì sao theo thứ tự này?',
    title: 'Vì sao theo thứ tự này?',
    lead: 'Sàn xếp sản phẩm theo đúng những điều ghi ở đây, không theo điều nào khác. Trang này lấy số từ chính chương trình xếp thứ tự, nên trang nói sao thì sàn xếp vậy.',
    paidTitle: 'Không ai mua được chỗ đứng trên',
    paidText:
      'Sàn không bán vị trí, không có sản phẩm “tài trợ”. Phí sàn, doanh thu của gian hàng hay việc bạn từng xem gì đều không làm đổi thứ tự khi xếp theo từ khóa. Mọi người gõ cùng một từ thì thấy cùng một thứ tự.',
    searchTitle: 'Khi bạn tìm bằng từ khóa',
    searchText:
      'Mỗi sản phẩm tìm thấy được cộng điểm theo bảng dưới đây, nhiều điểm hơn đứng trước. Dấu và chữ hoa không tính; chữ gõ sai được hiểu là từ gần nhất có trên sàn.',
    criterion: 'Tính điểm khi',
    points: 'Điểm',
    counted: {
      once: (points: number) => formatInteger(points),
      word: (points: number) => `${formatInteger(points)} mỗi từ`,
      star: (points: number) => `${formatInteger(points)} mỗi sao`,
      share: (points: number) => `nhiều nhất ${formatInteger(points)}`,
    } as Record<string, (points: number) => string>,
    criteria: {
      wholeName: 'Tên sản phẩm có đủ các từ bạn gõ',
      wholeNameByMeaning: 'Tên sản phẩm có đủ các từ, kể cả từ cùng nghĩa (như “tép” và “tôm”)',
      inOrder: 'Các từ đứng liền nhau trong tên, đúng thứ tự bạn gõ',
      fillsName: 'Các từ bạn gõ chiếm càng nhiều phần của tên càng được nhiều điểm',
      wordInName: 'Từ có trong tên sản phẩm',
      meaningInName: 'Từ cùng nghĩa có trong tên sản phẩm',
      wordOfMaker: 'Từ có trong tên người bán, chủ thể',
      wordOfPlace: 'Từ có trong tên xã, phường, cả tên cũ và huyện cũ',
      wordOfKind: 'Từ có trong tên bộ hoặc nhóm sản phẩm',
      star: 'Hạng sao OCOP, để phân định khi điểm chữ bằng nhau',
    } as Record<string, string>,
    once: 'Một từ chỉ tính ở chỗ được nhiều điểm nhất.',
    listTitle: 'Khi bạn chọn cách xếp',
    sort: 'Cách xếp',
    by: 'Xếp theo',
    keys: {
      relevance: 'điểm khớp từ khóa ở bảng trên',
      published_at: 'ngày lên sàn, mới trước',
      stars: 'hạng sao trên giấy chứng nhận OCOP đang có hiệu lực, cao trước',
      rating_rank: 'điểm trung bình người mua chấm, rồi số lượt chấm, cao trước',
      sold_quantity: 'số lượng đã bán, không kể đơn hủy, nhiều trước',
      'price_vnd rising': 'giá của quy cách rẻ nhất, thấp trước',
      'price_vnd falling': 'giá của quy cách rẻ nhất, cao trước',
    } as Record<string, string>,
    rating: 'Người mua chấm cao',
    ties: {
      newer: 'Bằng nhau thì sản phẩm đưa lên sàn sau đứng trước.',
      older: 'Xếp giá thấp trước mà bằng giá thì sản phẩm đưa lên sàn trước đứng trước.',
    } as Record<string, string>,
    gateTitle: 'Sản phẩm nào được vào danh sách',
    gateText:
      'Chỉ sản phẩm có giấy chứng nhận OCOP từ 3 sao còn hiệu lực, của gian hàng đang hoạt động. Chứng nhận hết hạn hay bị thu hồi thì sản phẩm rời danh sách ngay trong ngày.',
    termsTitle: 'Từ miền nào cũng tìm được',
    termsText:
      'Danh sách từ địa phương và từ cùng nghĩa do cán bộ của sàn giữ, ai sửa cũng được ghi lại. Bạn thấy thiếu từ nào thì báo đơn vị vận hành, địa chỉ ở cuối trang.',
    law: 'Căn cứ: Luật Thương mại điện tử 122/2025/QH15 và Nghị định 248/2026/NĐ-CP về công khai tiêu chí xếp hạng kết quả.',
  },
};
