import { formatDay, type Day } from '#kernel/time';
import { groundsOf } from './letter-grounds.js';
import type { LetterKind } from './letter.entity.js';

/** What a letter says, as it is kept. */
export interface LetterContent {
  to: string;
  address: string;
  subject: string;
  /** Laws, decisions and papers it is founded on; letters from before they were named have none. */
  grounds?: string[];
  paragraphs: string[];
  /** Points of a list, such as what is to be added. */
  points: string[];
  closing: string;
}

/** What identifies a letter among others. */
export interface LetterNumber {
  year: number;
  number: number;
  sign: string;
}

/** How a number is printed: 12/2026/TB-DMGH. */
export const letterNumber = ({ year, number, sign }: LetterNumber): string =>
  `${String(number).padStart(2, '0')}/${year}/${sign}`;

/** Thông báo (TB), and of what: duyệt mở, bổ sung, trả lại, tạm ngưng, mở lại, chấm dứt, gỡ sản phẩm, bán lại sản phẩm, nhắc nhở gian hàng. Each kind counts by itself. */
export const letterSigns: Readonly<Record<LetterKind, string>> = {
  approval: 'TB-DMGH',
  additions: 'TB-BSHS',
  refusal: 'TB-TLHS',
  suspension: 'TB-TNGH',
  lifting: 'TB-MLGH',
  closure: 'TB-CDGH',
  product_takedown: 'TB-GSP',
  product_let_back: 'TB-BLSP',
  reminder: 'TB-NNGH',
};

/** What a decision needs to be put into words. */
export interface Decision {
  legalName: string;
  shopName: string;
  address: string;
  floorName: string;
  /** From the list of reasons. */
  reason?: string;
  /** The officer's own words. */
  words?: string;
  points?: string[];
  /** A day that matters: until when to add something, from when a suspension holds. */
  day?: Day;
  authority?: string;
  /** The one product it is about. */
  product?: string;
  /** Whether it takes the place of a notice that was still running. */
  replaced?: boolean;
  /** The day on which the application that is answered was sent. */
  submittedOn?: Day;
}

/** A letter's words in the style of official notices, plain enough to be read aloud to whoever asks what it says. */
export function letterWords(kind: LetterKind, decision: Decision): LetterContent {
  const {
    legalName,
    shopName,
    address,
    floorName,
    reason,
    words,
    points = [],
    day,
    authority,
    product = '',
    replaced,
    submittedOn,
  } = decision;
  const because = reason === undefined ? [] : [`Lý do: ${reason}.`];
  const said = words === undefined || words === '' ? [] : [words];
  const letter = (subject: string, paragraphs: string[], closing: string): LetterContent => ({
    to: legalName,
    address,
    subject,
    grounds: groundsOf(kind, [
      ...(authority === undefined ? [] : [`yêu cầu của cơ quan chức năng: ${authority}`]),
      ...(submittedOn === undefined
        ? []
        : [`hồ sơ đăng ký gian hàng của ${legalName} gửi ngày ${formatDay(submittedOn)}`]),
    ]),
    paragraphs,
    points,
    closing,
  });
  const until = day === undefined ? '' : formatDay(day);
  switch (kind) {
    case 'approval':
      return letter(
        `Về việc duyệt mở gian hàng “${shopName}”`,
        [
          `${floorName} đã xem xét hồ sơ đăng ký gian hàng “${shopName}” của ${legalName} và thấy hồ sơ đầy đủ, hợp lệ.`,
          'Gian hàng được mở kể từ ngày ra thông báo này. Sản phẩm có giấy chứng nhận OCOP từ 3 sao còn hiệu lực được đăng bán sau khi qua hai bước kiểm tra, phê duyệt.',
        ],
        'Mọi vướng mắc xin liên hệ đơn vị vận hành theo địa chỉ ghi ở đầu thư.',
      );
    case 'additions':
      return letter(
        `Về việc bổ sung hồ sơ gian hàng “${shopName}”`,
        [
          `${floorName} đã xem hồ sơ đăng ký gian hàng “${shopName}” của ${legalName}. Hồ sơ cần được bổ sung, sửa lại những nội dung sau:`,
        ],
        `Đề nghị ${legalName} bổ sung trước ngày ${until} rồi gửi lại. Cần giúp đỡ, xin liên hệ cán bộ xã hoặc đơn vị vận hành.`,
      );
    case 'refusal':
      return letter(
        `Về việc chưa duyệt hồ sơ gian hàng “${shopName}”`,
        [
          `${floorName} đã xem hồ sơ đăng ký gian hàng “${shopName}” của ${legalName} và chưa duyệt được.`,
          ...because,
          ...said,
        ],
        'Sau khi khắc phục, hồ sơ được gửi lại bất cứ lúc nào. Nếu không đồng ý, đề nghị gửi khiếu nại tới đơn vị vận hành.',
      );
    case 'suspension':
      return letter(
        `Về việc tạm ngưng gian hàng “${shopName}”`,
        [
          authority === undefined
            ? `Gian hàng “${shopName}” sẽ tạm ngưng bán từ ngày ${until}. Thông báo này được gửi trước ít nhất 5 ngày.`
            : `Theo yêu cầu của cơ quan chức năng (${authority}), gian hàng “${shopName}” tạm ngưng bán ngay từ ngày ${until}.`,
          ...(replaced === true
            ? ['Thông báo này thay cho thông báo tạm ngưng đã gửi trước đó mà chưa đến ngày có hiệu lực.']
            : []),
          ...because,
          ...said,
          'Đơn hàng đã nhận trước thời điểm tạm ngưng vẫn được giao hoặc hoàn tiền cho người mua theo quy định.',
        ],
        'Khi nguyên nhân được khắc phục, gian hàng sẽ được mở lại.',
      );
    case 'lifting':
      return letter(
        `Về việc mở lại gian hàng “${shopName}”`,
        [`Việc tạm ngưng gian hàng “${shopName}” chấm dứt kể từ ngày ra thông báo này.`, ...said],
        'Gian hàng bán hàng trở lại bình thường.',
      );
    case 'product_takedown':
      return letter(
        `Về việc gỡ sản phẩm “${product}”`,
        [
          `${authority === undefined ? 'Sau khi xem xét thông tin nhận được' : `Theo yêu cầu của cơ quan chức năng (${authority})`}, sản phẩm “${product}” của gian hàng “${shopName}” được gỡ khỏi sàn ngay trong ngày ${until}.`,
          ...said,
          'Đơn hàng đã nhận mà chưa giao: đề nghị dừng giao sản phẩm này và liên hệ người mua. Người mua đã được sàn báo tin.',
        ],
        authority === undefined
          ? 'Khi nguyên nhân được khắc phục, sản phẩm trở lại sàn như cũ. Nếu không đồng ý, đề nghị gửi khiếu nại tới đơn vị vận hành.'
          : 'Khi cơ quan chức năng có ý kiến cho bán lại, sản phẩm trở lại sàn như cũ. Nếu không đồng ý, đề nghị liên hệ cơ quan đã yêu cầu hoặc đơn vị vận hành.',
      );
    case 'product_let_back':
      return letter(
        `Về việc bán lại sản phẩm “${product}”`,
        [
          `Sản phẩm “${product}” của gian hàng “${shopName}” được bán lại kể từ ngày ra thông báo này.`,
          ...said,
        ],
        'Sản phẩm trở lại sàn như trước khi bị gỡ, nếu giấy chứng nhận OCOP còn hiệu lực.',
      );
    case 'reminder':
      return letter(
        product === ''
          ? `Về việc nhắc nhở gian hàng “${shopName}”`
          : `Về việc nhắc nhở gian hàng “${shopName}” về sản phẩm “${product}”`,
        [
          `${floorName} đã xem xét thông tin nhận được về ${product === '' ? `gian hàng “${shopName}”` : `sản phẩm “${product}” của gian hàng “${shopName}”`}. Đề nghị ${legalName} khắc phục nội dung sau:`,
          ...said,
        ],
        'Không khắc phục, sản phẩm có thể bị gỡ hoặc gian hàng có thể bị tạm ngưng. Nếu không đồng ý, đề nghị liên hệ đơn vị vận hành.',
      );
    case 'closure':
      return letter(
        `Về việc đóng gian hàng “${shopName}”`,
        [
          `Gian hàng “${shopName}” của ${legalName} ngừng hoạt động kể từ ngày ra thông báo này.`,
          ...because,
          ...said,
          'Đơn hàng còn dang dở vẫn được giao hoặc hoàn tiền cho người mua. Thông tin đơn hàng được lưu theo thời hạn luật định.',
        ],
        'Nếu không đồng ý, đề nghị gửi khiếu nại tới đơn vị vận hành.',
      );
  }
}
