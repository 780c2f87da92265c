import type { ErrorCode } from '../http/error-codes.js';
import { Problem } from '../http/problem.js';
import type { PdfFault } from './inspect-pdf.js';
import { ImageRefused, type ImageFault } from './image-refused.js';

/** What can be wrong with a file that somebody sent. */
export type FileFault = ImageFault | PdfFault | 'not_a_paper' | 'altered';

interface Words {
  readonly code: ErrorCode;
  readonly vi: string;
  readonly en: string;
}

const faults: Readonly<Record<FileFault, Words>> = {
  not_a_picture: {
    code: 'unsupported_type',
    vi: 'Tệp này không phải ảnh JPEG, PNG, WebP hoặc AVIF',
    en: 'This file is not a JPEG, PNG, WebP or AVIF picture',
  },
  not_a_paper: {
    code: 'unsupported_type',
    vi: 'Tệp này không phải ảnh hoặc PDF, hoặc tải lên chưa trọn',
    en: 'This file is neither a picture nor a PDF, or was cut off on the way',
  },
  heic: {
    code: 'unsupported_type',
    vi: 'Sàn chưa đọc được ảnh HEIC. Trên iPhone, mời vào Cài đặt › Camera › Định dạng, chọn “Tương thích nhất” rồi chụp lại, hoặc gửi ảnh JPEG',
    en: 'HEIC pictures cannot be read yet. On an iPhone choose Settings › Camera › Formats › Most Compatible and take it again, or send a JPEG',
  },
  too_many_bytes: {
    code: 'too_large',
    vi: 'Tệp lớn hơn 12 MB',
    en: 'The file is larger than 12 MB',
  },
  too_many_pixels: {
    code: 'too_large',
    vi: 'Ảnh có quá nhiều điểm ảnh, mời thu nhỏ rồi gửi lại',
    en: 'The picture has too many pixels; make it smaller and send it again',
  },
  damaged: {
    code: 'unsupported_type',
    vi: 'Ảnh bị hỏng hoặc tải lên chưa trọn, mời chọn ảnh khác',
    en: 'The picture is damaged or was cut off on the way; choose another',
  },
  altered: {
    code: 'malformed_body',
    vi: 'Tệp nhận được không giống tệp đã gửi, mời gửi lại',
    en: 'What came is not the file that was announced; send it again',
  },
  active_pdf: {
    code: 'unsupported_type',
    vi: 'Tệp PDF có mã lệnh hoặc tệp đính kèm bên trong nên không nhận được. Mời in ra PDF lần nữa, hoặc gửi ảnh chụp',
    en: 'The PDF holds scripts, actions or attached files and cannot be taken. Print it to PDF again or send a photograph',
  },
  locked_pdf: {
    code: 'unsupported_type',
    vi: 'Tệp PDF đang khóa bằng mật khẩu nên cán bộ không mở được. Mời bỏ mật khẩu rồi gửi lại',
    en: 'The PDF is locked with a password. Remove the password and send it again',
  },
};

/** The refusal of a file, said of its field in the form. */
export function refusedFile(fault: FileFault): Problem {
  const { code, vi, en } = faults[fault];
  return new Problem(code, { errors: [{ path: 'file', code: fault, vi, en }] });
}

export const isFileFault = (text: string): text is FileFault => Object.hasOwn(faults, text);

/** What is wrong with the file, where that is what the error says; null for every other error. */
export function faultOf(error: unknown): FileFault | null {
  const [said] = error instanceof Problem ? (error.more.errors ?? []) : [];
  return said?.path === 'file' && isFileFault(said.code) ? said.code : null;
}

/** The problem to throw for what came of reading a picture; anything but a refusal stays what it is. */
export const asFileProblem = (error: unknown): unknown =>
  error instanceof ImageRefused ? refusedFile(error.fault) : error;
