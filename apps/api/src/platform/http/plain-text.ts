import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { isPlainText } from '#kernel/text';

interface TextRule {
  min?: number;
  max: number;
  /** Line breaks are welcome (notes, stories). */
  multiline?: boolean;
}

/**
 * Text that may be stored and shown as it is: trimmed, between min and max characters, well-formed Unicode, no control
 * characters and no bidirectional overrides (kernel/text).
 */
export function PlainText({ min = 1, max, multiline = false }: TextRule): PropertyDecorator {
  const trim = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim() : value,
  );
  return (target, propertyKey) => {
    trim(target, propertyKey);
    const rule = (
      name: string,
      words: { code: string; vi: string; en: string },
      ok: (text: string) => boolean,
    ): void =>
      registerDecorator({
        name,
        target: target.constructor,
        propertyName: String(propertyKey),
        options: { context: words },
        validator: {
          validate: (value: unknown) => typeof value === 'string' && ok(value),
          defaultMessage: () => words.en,
        },
      });
    // The last rule that fails is the one that is told: what is missing comes before what is wrong with it.
    rule('textPlain', NOT_PLAIN, (text) => isPlainText(text, { multiline }));
    rule(
      'textMax',
      { code: 'too_long', vi: `Dài quá ${max} ký tự`, en: `Longer than ${max} characters` },
      (text) => text.length <= max,
    );
    rule('textMin', TOO_SHORT, (text) => text.length >= min);
  };
}

const TOO_SHORT = { code: 'required', vi: 'Không được để trống', en: 'Required' };
const NOT_PLAIN = {
  code: 'bad_characters',
  vi: 'Có ký tự không dùng được',
  en: 'Contains characters that cannot be used',
};
