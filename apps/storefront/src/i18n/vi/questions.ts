import { formatInteger } from '#kernel/money';

export const questions = {
  /** What buyers ask a shop for all to read. */
  questions: {
    title: 'Hỏi đáp',
    titleOf: (name: string) => `Hỏi người bán: ${name}`,
    none: 'Chưa có câu hỏi nào được trả lời.',
    ask: 'Hỏi người bán',
    askAbout: (name: string) => `Hỏi người bán về ${name}`,
    all: 'Xem mọi câu hỏi',
    more: 'Xem tiếp',
    answer: (shop: string) => `${shop} trả lời`,
    report: {
      link: 'Báo câu hỏi này',
      title: 'Báo một câu hỏi',
      reason: 'Câu hỏi này sai ở đâu?',
      gone: 'Câu hỏi này không còn trên trang.',
    },
    asker: (name: string | null, day: string) => `${name ?? 'Người hỏi không hiện tên'} hỏi ngày ${day}`,
    form: {
      title: 'Câu hỏi của bạn',
      lead: (shop: string) =>
        `${shop} trả lời xong thì câu hỏi và câu trả lời hiện ở đây, ai cũng đọc được. Sàn nhắn cho bạn khi có trả lời.`,
      words: 'Bạn muốn hỏi gì?',
      hint: 'Từ 5 tới 500 chữ cái. Đừng ghi số điện thoại, địa chỉ hay đường dẫn.',
      missing: 'Viết câu hỏi, ít nhất 5 chữ cái.',
      showName: 'Hiện tên viết tắt của tôi, ví dụ “N. T. Bưởi”',
      submit: 'Gửi câu hỏi',
      signIn: 'Đăng nhập để hỏi',
      signInText:
        'Sàn cần biết nhắn cho ai khi người bán trả lời. Cần ngay thì bạn gọi hoặc nhắn Zalo cho người bán.',
      done: {
        shown: 'Đã gửi câu hỏi cho người bán.',
        held: 'Sàn đã nhận. Cán bộ đọc qua rồi chuyển cho người bán.',
      } as Record<string, string>,
      refusals: {
        not_allowed: 'Bạn làm việc cho gian hàng này nên không hỏi ở đây.',
        rate_limited: 'Hôm nay bạn hỏi nhiều rồi, mời quay lại ngày mai.',
        not_found: 'Sản phẩm này không bán nữa nên không hỏi được.',
      } as Record<string, string>,
    },
    shop: {
      title: 'Khách hỏi',
      lead: 'Bác trả lời thì ai xem sản phẩm cũng đọc được. Sàn nhắn cho người hỏi.',
      tabs: 'Chọn câu hỏi',
      shows: { unanswered: 'Chưa trả lời', answered: 'Đã trả lời' } as Record<string, string>,
      none: {
        unanswered: 'Không còn câu hỏi nào chờ bác.',
        answered: 'Bác chưa trả lời câu hỏi nào.',
      } as Record<string, string>,
      home: (count: number) => `${formatInteger(count)} câu hỏi của khách chưa có trả lời.`,
      homeGo: 'Xem và trả lời',
      gone: 'Câu hỏi này vừa được gỡ, không trả lời được nữa.',
    },
    desk: {
      title: 'Câu hỏi',
      lead: 'Câu hỏi có từ cần xem thì chờ cán bộ đọc rồi mới tới gian hàng; câu bị báo cũng chờ ở đây. Gỡ câu hỏi là gỡ cả câu trả lời, còn câu trả lời thì gỡ riêng được.',
      waiting: (count: number) => `${formatInteger(count)} câu hỏi đang chờ`,
      empty: 'Không có câu hỏi nào như vậy.',
    },
  },
};
