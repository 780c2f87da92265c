import { errorCodes, type ErrorCode } from './error-codes.js';

export type Language = 'vi' | 'en';

/** One thing wrong with one field: `path` is dotted (`contact.phone`), `code` stable, `message` in the reader's language. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** Field errors are worded when the answer is written, in the reader's language. */
export interface FieldProblem {
  path: string;
  code: string;
  vi: string;
  en: string;
}

/** Thrown anywhere below a controller; the one filter turns it into an RFC 9457 problem document. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ErrorCode,
    readonly more: { extra?: object; errors?: readonly FieldProblem[]; retryAfterSeconds?: number } = {},
  ) {
    super(errorCodes[code].en);
  }

  /** The document as it goes out. */
  toDocument(language: Language, requestId: string): object {
    const { status } = errorCodes[this.code];
    const title = errorCodes[this.code][language];
    const errors = this.more.errors?.map((error): FieldError => ({
      path: error.path,
      code: error.code,
      message: error[language],
    }));
    return {
      type: `urn:problem:${this.code}`,
      title,
      status,
      detail: errors === undefined ? title : errors.map((error) => error.message).join('; '),
      code: this.code,
      requestId,
      ...(errors === undefined ? {} : { errors }),
      ...this.more.extra,
    };
  }

  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** `en` only when the reader prefers English over Vietnamese; Vietnamese otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag }) => /^(vi|en)(-|$)/.test(tag))
    .sort((a, b) => b.quality - a.quality)[0];
  return preferred?.tag.startsWith('en') === true ? 'en' : 'vi';
}
