/** Words of the list that officers keep for the search. */
export const searchDesk = {
  searchDesk: {
    title: 'Từ khóa tìm kiếm',
    lead: 'Người mua gõ “dây nịt”, danh mục ghi “thắt lưng”. Ở đây bạn chỉ cho ô tìm kiếm biết từ miền, từ cùng nghĩa, chữ viết tắt và tên gọi quen của các loại sản phẩm. Sửa xong là có hiệu lực từ lần tìm kế tiếp.',
    filter: { label: 'Lọc danh sách từ khóa', q: 'Có chữ', submit: 'Lọc', clear: 'Bỏ lọc' },
    add: 'Thêm từ khóa',
    none: 'Chưa có từ khóa nào khớp.',
    table: 'Danh sách từ khóa',
    columns: { words: 'Người mua gõ', means: 'Được tìm cả theo', suggested: 'Gợi ý khi gõ', edit: 'Sửa' },
    suggested: 'có',
    notSuggested: 'không',
    edit: 'Sửa',
    editOf: (words: string) => `Sửa từ khóa ${words}`,
    next: 'Trang sau',
    saved: 'Đã lưu. Lần tìm kế tiếp theo từ khóa này.',
    removed: 'Đã bỏ từ khóa.',
    try: 'Thử tìm từ này',
    form: {
      newTitle: 'Thêm từ khóa',
      title: (words: string) => `Từ khóa “${words}”`,
      text: 'Ô tìm kiếm không phân biệt dấu: “bóp” và “bọp” là một. Tránh từ ngắn mà bỏ dấu ra thì trùng từ khác, ví dụ “đế” trùng “dê”.',
      words: 'Người mua gõ',
      wordsHint: 'Từ một đến bốn chữ, ví dụ: dây nịt.',
      means: 'Được tìm cả theo những từ',
      meansHint: 'Mỗi dòng một từ như trong tên sản phẩm, nhiều nhất 8 dòng. Ví dụ: thắt lưng.',
      sets: 'Gồm cả loại sản phẩm',
      groups: 'Gồm cả nhóm hàng',
      groupsHint:
        'Chọn đủ sáu nhóm cho từ không chỉ riêng mặt hàng nào, ví dụ “đặc sản”: ô tìm kiếm bỏ qua từ ấy.',
      suggested: 'Gợi ý từ này khi người mua đang gõ',
      submit: 'Lưu',
      noMeaning: 'Bạn ghi ít nhất một từ, chọn một loại sản phẩm, hoặc đánh dấu gợi ý.',
      remove: {
        open: 'Bỏ từ khóa này',
        text: 'Ô tìm kiếm không còn hiểu từ này nữa. Nhật ký vẫn giữ lại từ đã bỏ.',
        confirm: 'Bỏ từ khóa',
      },
      history: 'Xem nhật ký của từ khóa này',
    },
    refusals: {
      stale_version: 'Có người vừa sửa từ khóa này. Bạn xem lại bản mới bên dưới rồi sửa tiếp nhé.',
      not_allowed: 'Từ khóa dùng cho cả tỉnh, nên chỉ cán bộ phụ trách toàn tỉnh sửa được.',
      not_found: 'Từ khóa này đã bị bỏ.',
    } as Record<string, string>,
  },
};

/** The same in the history. */
export const searchHistory = {
  actions: {
    'search_term.added': 'thêm từ khóa tìm kiếm',
    'search_term.changed': 'sửa từ khóa tìm kiếm',
    'search_term.removed': 'bỏ từ khóa tìm kiếm',
  } as Record<string, string>,
  fields: {
    term: 'Người mua gõ',
    means: 'Được tìm cả theo',
    sets: 'Loại sản phẩm',
    groups: 'Nhóm hàng',
    suggested: 'Gợi ý khi gõ',
  } as Record<string, string>,
};
