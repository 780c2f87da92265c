import { registerDecorator } from 'class-validator';
import { isDay } from '#kernel/time';

const WORDS = {
  code: 'bad_day',
  vi: 'Phải là một ngày có thật, dạng YYYY-MM-DD',
  en: 'Must be a real day, YYYY-MM-DD',
};

/** A calendar day `YYYY-MM-DD` that exists. */
export function IsDay(): PropertyDecorator {
  return (target, propertyKey) =>
    registerDecorator({
      name: 'isDay',
      target: target.constructor,
      propertyName: String(propertyKey),
      options: { context: WORDS },
      validator: { validate: isDay, defaultMessage: () => WORDS.en },
    });
}
