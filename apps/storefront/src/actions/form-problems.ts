import { refusalIn } from './shop-door.js';
import { ApiProblem } from '../backend/api.js';
import type { Words } from '../i18n/vi.js';

/** What a form's page shows again when the form was not taken. */
export interface FormPage<Field extends string> {
  /** As typed; passwords and codes are left out by whoever shows them. */
  values: Record<Field, string>;
  errors: Partial<Record<Field, string>>;
  /** Said above the form, where no single field is meant. */
  message: string | null;
  status: number;
}

export const emptyForm = <Field extends string>(values: Record<Field, string>): FormPage<Field> => ({
  values,
  errors: {},
  message: null,
  status: 200,
});

export const hasErrors = ({ errors }: FormPage<string>): boolean => Object.values(errors).some(Boolean);

/** A form that was judged wrong before anything was sent. */
export function misfilled<Field extends string>(page: FormPage<Field>): FormPage<Field> {
  page.status = 422;
  return page;
}

/**
 * Puts a refusal of the API where it belongs: beside the field its path names, otherwise above the form, in the words of
 * the place or of the shop.
 *
 * @param fields path in the API's body → name of the field
 * @throws whatever is no refusal
 */
export function refused<Field extends string>(
  page: FormPage<Field>,
  error: unknown,
  t: Words,
  {
    fields = {},
    words = {},
  }: { fields?: Record<string, NoInfer<Field>>; words?: Record<string, string> } = {},
): FormPage<Field> {
  const sentence = refusalIn(error, words, t.errors.problems) ?? t.errors.problem;
  const { status, problem } = error as ApiProblem;
  page.status = status;
  for (const { path, message } of problem.errors ?? []) {
    const field = fields[path];
    if (field !== undefined) page.errors[field] ??= message;
  }
  if (!hasErrors(page)) page.message = sentence;
  return page;
}
