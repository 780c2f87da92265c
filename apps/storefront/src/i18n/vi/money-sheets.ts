/** Words of files of money that a shop sends: statements of its bank, and what carriers say they handed on. */
export const moneySheets = {
  moneySheets: {
    kinds: {
      bank_statement: {
        title: 'Sao kê ngân hàng',
        lead: 'Bác tải sao kê từ ngân hàng rồi gửi lên đây. Sàn đọc từng khoản tiền vào, tìm đơn theo nội dung chuyển khoản, cho bác xem trước rồi mới ghi.',
        fileHint:
          'Tệp Excel (.xlsx) hoặc CSV, nhiều nhất 1.000 dòng, 4 MB. Sao kê gối ngày lên nhau cũng được: khoản nào cũng chỉ ghi một lần.',
        link: 'Gửi sao kê ngân hàng',
        linkText: 'Ngân hàng không tự báo được thì bác gửi sao kê: sàn tìm đơn cho từng khoản.',
        all: (count: string) => `Ghi cả ${count} khoản không rõ của đơn nào, để bác chọn đơn sau`,
        allHint: 'Tiền lương, tiền nhà thì bác đừng chọn ô này.',
        confirm: 'Ghi những khoản này',
        confirming: 'Lần ghi trước bị dở. Bác bấm ghi tiếp; khoản nào ghi rồi thì không ghi lại.',
        nothing: 'Không có khoản nào mới để ghi.',
        done: 'Đã ghi xong. Sàn báo cho khách của từng đơn.',
        everything: 'Xem cả tiền ra và khoản đã biết',
      },
      cod_remittance: {
        title: 'Tiền thu hộ của hãng chuyển phát',
        lead: 'Bác tải bảng đối soát của hãng rồi gửi lên đây. Sàn so từng mã vận đơn với kiện bác đã gửi, cho bác xem trước rồi mới ghi.',
        fileHint:
          'Tệp Excel (.xlsx) hoặc CSV, nhiều nhất 1.000 dòng, 4 MB. Gửi lại cũng được: mỗi kiện chỉ ghi một lần.',
        link: 'Gửi bảng đối soát của hãng',
        linkText:
          'Hãng chuyển tiền thu hộ rồi thì bác gửi bảng đối soát, để biết kiện nào đã trả, kiện nào còn.',
        all: (count: string) => `Ghi cả ${count} kiện hãng trả lệch tiền`,
        allHint: 'Bác hỏi lại hãng trước khi ghi.',
        confirm: 'Ghi những kiện này',
        confirming: 'Lần ghi trước bị dở. Bác bấm ghi tiếp; kiện nào ghi rồi thì không ghi lại.',
        nothing: 'Không có kiện nào mới để ghi.',
        done: 'Đã ghi xong.',
        everything: 'Xem cả kiện đã ghi và kiện không thu hộ',
      },
    } as Record<string, SheetKindWords>,
    up: 'Tiền hàng',
    file: 'Tệp',
    send: 'Gửi và xem trước',
    past: 'Đã gửi',
    pastNone: 'Bác chưa gửi tệp nào.',
    kept: 'Nội dung tệp được khóa kín, sau 30 ngày sàn xóa.',
    forgotten: 'Nội dung tệp đã được xóa. Những khoản đã ghi vẫn còn nguyên.',
    statuses: {
      uploaded: 'Chờ chọn cột',
      previewed: 'Chờ bác xem',
      confirming: 'Đang ghi dở',
      confirmed: 'Đã ghi',
    } as Record<string, string>,
    columns: 'Cột nào là gì',
    columnsText: 'Sàn chưa hiểu tệp này. Bác chỉ giúp cột nào là gì; lần sau tệp giống vậy sàn tự nhớ.',
    columnsAgain: 'Sàn đọc nhầm cột? Chỉ lại',
    columnsSend: 'Xem lại với các cột này',
    noColumn: 'Không có',
    column: (name: string, heading: string | null, sample: string | null) =>
      [`Cột ${name}`, heading, sample && `ví dụ ${sample}`].filter(Boolean).join(' · '),
    fields: {
      date: 'Ngày giao dịch',
      amount: 'Số tiền vào',
      remark: 'Nội dung chuyển khoản',
      reference: 'Mã giao dịch của ngân hàng',
      direction: 'Loại: tiền vào hay tiền ra',
      tracking: 'Mã vận đơn',
      fee: 'Phí hãng giữ lại',
      paidOn: 'Ngày hãng chuyển tiền',
    } as Record<string, string>,
    fieldHints: {
      amount: 'Cột ghi có. Một cột chung cho cả vào và ra thì tiền ra phải có dấu trừ, hoặc có cột Loại.',
      reference: 'Nhờ mã này, cùng một khoản trong hai tệp chỉ ghi một lần.',
    } as Record<string, string>,
    summary: 'Sàn đọc được',
    lines: (count: string) => `${count} dòng`,
    list: 'Từng dòng',
    row: (no: number) => `Dòng ${no}`,
    more: 'Xem tiếp',
    less: 'Chỉ xem khoản mới',
    noLines: 'Không có dòng nào.',
    reference: (text: string) => `Mã giao dịch ${text}`,
    outcomes: {
      settled: 'Đủ tiền đơn',
      over: 'Thừa tiền, phải trả lại khách phần thừa',
      under: 'Chưa đủ tiền đơn',
      deposit: 'Đủ phần trả trước của đơn',
      early: 'Đơn còn chờ cân hàng',
      double: 'Đơn đã trả đủ từ trước, phải trả lại khách',
      late: 'Đơn tự hủy nhưng hàng còn, đơn được tiếp tục',
      too_late: 'Đơn đã hủy, phải trả lại khách',
      fits: 'Không ghi mã đơn, đúng số một đơn đang thiếu',
      unmatched: 'Không rõ của đơn nào',
      left_out: 'Không ghi',
      same: 'Ngân hàng đã báo hoặc bác đã ghi, không tính thêm',
      known: 'Đã ghi từ tệp trước',
      matched: 'Đúng tiền thu hộ',
      differs: 'Hãng trả lệch tiền',
      not_delivered: 'Sàn chưa ghi là đã giao',
      unclear: 'Hai kiện cùng mã vận đơn',
      unknown: 'Không có kiện thu hộ mang mã này',
      prepaid: 'Kiện không thu hộ',
      outgoing: 'Không phải tiền vào',
      unreadable: 'Không đọc được',
    } as Record<string, string>,
    advice: {
      not_delivered: 'Bác bấm đã giao ở đơn hàng, rồi gửi lại tệp.',
      unclear: 'Không rõ là kiện nào, nên sàn không ghi.',
    } as Record<string, string>,
    why: {
      day: 'Ngày không có thật. Ngày phải ghi như 23/11/2026.',
      future: 'Ngày này chưa tới.',
      amount: 'Số tiền không đọc được. Số tiền phải ghi như 185.000.',
      formula: 'Ô là công thức. Bác dán lại dưới dạng giá trị rồi gửi lại.',
    } as Record<string, string>,
    parcel: (code: string) => `Mã vận đơn ${code}`,
    expected: (amount: string) => `Hãng phải thu ${amount}`,
    fee: (amount: string) => `Hãng giữ phí ${amount}`,
    order: (code: string) => `Đơn ${code}`,
    suggestions: (codes: string) => `Có thể là đơn ${codes}. Ghi xong, bác chọn đơn ở trang Tiền hàng.`,
    held: {
      title: 'Hãng chuyển phát đang giữ',
      sum: (amount: string, count: string) => `${amount} của ${count} kiện đã giao, hãng chưa báo trả.`,
      none: 'Hãng không còn giữ tiền thu hộ nào.',
      late: (count: string, days: number) => `${count} kiện đã quá ${days} ngày. Bác gọi hỏi hãng.`,
      at: (day: string) => `Giao ngày ${day}`,
      isLate: 'quá lâu',
    },
    discard: 'Bỏ tệp này',
    discardText: 'Tệp và nội dung của nó được xóa ngay. Chưa có gì được ghi.',
    discardConfirm: 'Đúng, bỏ tệp',
    notices: {
      'da-ghi': 'Đã ghi xong.',
      'da-bo': 'Đã bỏ tệp.',
      'da-doi': 'Đã đọc lại theo cột bác chọn.',
    } as Record<string, string>,
    noFile: 'Bác chọn tệp trước đã.',
    columnsWrong: 'Mỗi mục cần một cột riêng. Bác xem lại các cột.',
    refusals: {
      too_large: 'Tệp lớn quá 4 MB. Bác tải sao kê ngắn ngày hơn.',
      state_conflict: 'Tệp này vừa được ghi hoặc đã xóa. Bác tải lại trang.',
    } as Record<string, string>,
  },
};

interface SheetKindWords {
  title: string;
  lead: string;
  fileHint: string;
  link: string;
  linkText: string;
  all: (count: string) => string;
  allHint: string;
  confirm: string;
  confirming: string;
  nothing: string;
  done: string;
  everything: string;
}
