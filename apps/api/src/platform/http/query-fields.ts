import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  maxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { isPlainText } from '#kernel/text';
import { readQuickly, type ReadsValue } from './quick-query.js';

const NOT_PLAIN = {
  code: 'bad_characters',
  vi: 'Có ký tự không dùng được',
  en: 'Contains characters that cannot be used',
};
const TOO_MANY = { code: 'too_many', vi: 'Quá nhiều giá trị', en: 'Too many values' };

/**
 * Decorators applied as if written above the field: from the bottom up. Of several findings the one of the rule written
 * first is told (validation.ts), so each list below begins with the plainest.
 */
const stacked = (...decorators: PropertyDecorator[]): PropertyDecorator =>
  applyDecorators(...decorators.reverse());

/** A field, and how a good value of it is read without asking each rule (quick-query.ts); tests hold both equal. */
const field = (read: ReadsValue, ...rules: PropertyDecorator[]): PropertyDecorator =>
  readQuickly(read, stacked(...rules));

const textLike =
  (pattern: RegExp): ReadsValue =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

/** Far above what a page of filters offers; a longer list is no shopper's. */
const MOST_VALUES = 64;

/** A whole number in the address: digits only, so that `1e3`, ` 5` and `5.0` are refused rather than guessed at. */
export function QueryInteger({
  min,
  max,
  description,
}: {
  min: number;
  max: number;
  description: string;
}): PropertyDecorator {
  return field(
    (value) => {
      const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : NaN;
      return number >= min && number <= max ? number : undefined;
    },
    ApiPropertyOptional({ type: 'integer', minimum: min, maximum: max, description }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** `true` or `false`, nothing else. */
export function QueryBoolean(description: string): PropertyDecorator {
  return field(
    (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
    ApiPropertyOptional({ type: Boolean, description }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );
}

/** One of a few words. */
export function QueryChoice(choices: readonly string[], description: string): PropertyDecorator {
  return field(
    (value) => (choices.some((choice) => choice === value) ? value : undefined),
    ApiPropertyOptional({ enum: [...choices], description }),
    IsOptional(),
    IsIn(choices),
  );
}

/** What a person types: trimmed, at most `max` characters as they came in, nothing PostgreSQL could not take as text. */
export function QueryText({ max, description }: { max: number; description: string }): PropertyDecorator {
  return field(
    (value) =>
      typeof value === 'string' && maxLength(value, max) && isPlainText(value, { multiline: true })
        ? value
        : undefined,
    ApiPropertyOptional({ type: String, maxLength: max, description }),
    IsOptional(),
    IsString(),
    MaxLength(max),
    ValidateBy(
      {
        name: 'plainText',
        validator: {
          validate: (value) => typeof value === 'string' && isPlainText(value, { multiline: true }),
          // class-validator hands a context on only together with a message.
          defaultMessage: () => NOT_PLAIN.en,
        },
      },
      { context: NOT_PLAIN },
    ),
  );
}

/** One value of a fixed form, such as a slug. */
export function QueryMatching(pattern: RegExp, description: string): PropertyDecorator {
  return field(
    textLike(pattern),
    ApiPropertyOptional({ type: String, pattern: pattern.source, description }),
    IsOptional(),
    IsString(),
    Matches(pattern),
  );
}

/** A filter that may be repeated (`stars=4&stars=5`); every value has the same form. */
export function QueryList(pattern: RegExp, description: string): PropertyDecorator {
  const one = textLike(pattern);
  return field(
    (value) => {
      const values = Array.isArray(value) ? [...new Set<unknown>(value)] : [value];
      return values.length <= MOST_VALUES && values.every((each) => one(each) !== undefined)
        ? values
        : undefined;
    },
    ApiPropertyOptional({ type: [String], description }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? [value] : Array.isArray(value) ? [...new Set(value)] : value,
    ),
    IsArray(),
    ArrayMaxSize(MOST_VALUES, { context: TOO_MANY }),
    IsString({ each: true }),
    Matches(pattern, { each: true }),
  );
}

/** Where the page begins; opened and checked by the list it belongs to. */
export function QueryCursor(): PropertyDecorator {
  return field(
    (value) => (typeof value === 'string' ? value : undefined),
    ApiPropertyOptional({ type: String, description: '`nextCursor` of the page before' }),
    IsOptional(),
    IsString(),
  );
}
