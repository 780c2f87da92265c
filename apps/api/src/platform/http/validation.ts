import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { Problem, type FieldProblem } from './problem.js';
import { quickQuery } from './quick-query.js';

/** No DTO nests deeper; what does is refused by name, and must not exhaust the stack first. */
const DEEPEST_FIELD = 5;

type FieldWords = Omit<FieldProblem, 'path'>;

/** The constraint names of class-validator, as stable codes and words for people. */
const WORDS: Record<string, FieldWords> = {
  whitelistValidation: { code: 'unknown_field', vi: 'Trường không được hỗ trợ', en: 'Unknown field' },
  isDefined: { code: 'required', vi: 'Bắt buộc', en: 'Required' },
  isNotEmpty: { code: 'required', vi: 'Không được để trống', en: 'Required' },
  arrayNotEmpty: { code: 'required', vi: 'Cần chọn ít nhất một', en: 'Choose at least one' },
  isObject: { code: 'required', vi: 'Thiếu hoặc sai dạng', en: 'Missing or not an object' },
  nestedValidation: { code: 'required', vi: 'Thiếu hoặc sai dạng', en: 'Missing or not an object' },
  isString: { code: 'not_text', vi: 'Phải là chữ', en: 'Must be text' },
  isInt: { code: 'not_integer', vi: 'Phải là số nguyên', en: 'Must be an integer' },
  isBoolean: { code: 'not_boolean', vi: 'Phải là true hoặc false', en: 'Must be true or false' },
  min: { code: 'too_small', vi: 'Nhỏ hơn mức cho phép', en: 'Too small' },
  max: { code: 'too_big', vi: 'Lớn hơn mức cho phép', en: 'Too big' },
  minLength: { code: 'too_short', vi: 'Quá ngắn', en: 'Too short' },
  maxLength: { code: 'too_long', vi: 'Quá dài', en: 'Too long' },
  isLength: { code: 'bad_length', vi: 'Độ dài không hợp lệ', en: 'Length not allowed' },
  isIn: {
    code: 'not_allowed_value',
    vi: 'Giá trị không nằm trong danh sách cho phép',
    en: 'Not an allowed value',
  },
  isUuid: { code: 'bad_format', vi: 'Sai định dạng', en: 'Wrong format' },
  matches: { code: 'bad_format', vi: 'Sai định dạng', en: 'Wrong format' },
  isEmail: { code: 'bad_email', vi: 'Địa chỉ e-mail chưa đúng', en: 'Not a valid e-mail address' },
};

function flatten(errors: readonly ValidationError[], parent: string): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = parent === '' ? error.property : `${parent}.${error.property}`;
    // Decorators register from the bottom up: the last finding is of the rule written first, which says most plainly
    // what is wrong ("not an integer" rather than "too big").
    const own = Object.entries(error.constraints ?? {})
      .slice(-1)
      .map(([name, message]): FieldProblem => {
        const words = customWords(error, name) ??
          WORDS[name] ?? { code: 'not_valid', vi: 'Giá trị không hợp lệ', en: message };
        return { path, ...words };
      });
    return [...own, ...flatten(error.children ?? [], path)];
  });
}

/** A rule of our own carries its words as `context: { code, vi, en }`. */
function customWords(
  error: ValidationError,
  name: string,
): { code: string; vi: string; en: string } | undefined {
  return error.contexts?.[name] as { code: string; vi: string; en: string } | undefined;
}

/** Turns class-validator's findings into the problem every client knows. */
export function validationProblem(errors: readonly ValidationError[]): Problem {
  return new Problem('validation_failed', { errors: flatten(errors, '') });
}

/** A `validation_failed` about one field, for rules that need more than the DTO (a commune that does not exist). */
export function fieldProblem(path: string, code: string, vi: string, en: string): Problem {
  return new Problem('validation_failed', { errors: [{ path, code, vi, en }] });
}

/** A body of JSON that is no object has no fields to check: a list or a bare text would pass every rule. */
class BodyPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const quick = metadata.type === 'query' ? quickQuery(metadata.metatype, value) : undefined;
    if (quick !== undefined) return quick;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (metadata.type === 'body' && value !== undefined && !isObject) throw new Problem('malformed_body');
    const inherited = metadata.type === 'custom' ? [] : inheritedNames(value);
    if (inherited.length > 0) {
      throw new Problem('validation_failed', {
        errors: inherited.map((path) => ({ path, ...(WORDS['whitelistValidation'] as FieldWords) })),
      });
    }
    return super.transform(value, metadata);
  }
}

/**
 * Paths of fields called like something every object has (`constructor`, `__proto__`). class-validator looks names up
 * in a plain object and so finds those among its rules: its whitelist would let them pass.
 */
function inheritedNames(value: unknown, parent = '', depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST_FIELD) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name in Object.prototype ? [`${parent}${name}`] : inheritedNames(inner, `${parent}${name}.`, depth + 1),
  );
}

/** Refuses unknown fields, takes nothing on trust, converts nothing silently. */
export function createValidationPipe(): ValidationPipe {
  return new BodyPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    // Off, because it would refuse a body class without fields; unknown fields are refused by the two lines above.
    forbidUnknownValues: false,
    transform: true,
    transformOptions: { enableImplicitConversion: false, exposeUnsetFields: false },
    validationError: { target: false, value: false },
    exceptionFactory: validationProblem,
  });
}
