import { isPlainText, toAsciiUpper } from '#kernel/text';
import { isDay, type Day } from '#kernel/time';
import type { Words } from '../i18n/vi.js';
import {
  questions,
  type FormStep,
  type Question,
  type QuestionName,
  type StepErrors,
  type StepValues,
} from './application-steps.js';
import { textOf } from './form-text.js';

/** Reads the form of a step without judging it. A commune is still the name that was typed. */
export function readStep(form: FormData, step: FormStep): StepValues {
  const values: StepValues = {};
  for (const { name, as } of questions[step]) {
    const typed = textOf(form, as === 'commune' ? 'commune' : name);
    values[name] = as === 'digits' ? typed.replace(/[\s.]/g, '') : typed;
  }
  if (values.accountName) values.accountName = toAsciiUpper(values.accountName);
  return values;
}

/**
 * What cannot be saved as it stands. An empty field can: a step is saved as far as somebody came, and what is missing is
 * said before sending.
 */
export function stepErrors(values: StepValues, step: FormStep, t: Words): StepErrors {
  const errors: StepErrors = {};
  for (const question of questions[step]) {
    const value = values[question.name] ?? '';
    if (value !== '' && !isWellFormed(question, value))
      errors[question.name] = t.onboarding.wrong[question.name] ?? t.onboarding.wrongOther;
  }
  return errors;
}

function isWellFormed({ as, maxLength }: Question, value: string): boolean {
  if (maxLength !== undefined && value.length > maxLength) return false;
  if (as === 'date') return dayOf(value) !== null;
  return isPlainText(value, { multiline: as === 'long' });
}

/** The words beside the fields of a step for what the API found wrong, by the paths it names. */
export function errorsByPath(
  problems: readonly { path: string; message: string }[],
  step: FormStep,
  nameOf: (path: string) => QuestionName | undefined,
  t: Words,
): StepErrors {
  const errors: StepErrors = {};
  for (const { path } of problems) {
    const name = nameOf(path);
    if (name && questions[step].some((question) => question.name === name))
      errors[name] ??= t.onboarding.wrong[name] ?? t.onboarding.wrongOther;
  }
  return errors;
}

/** A day as people write it here, 15/3/2010 with whatever between the numbers; null where there is no such day. */
export function dayOf(typed: string): Day | null {
  const [, date = '', month = '', year = ''] =
    /^(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+(\d{4})$/.exec(typed) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}
