/** The text of a form's field, without the spaces around it; empty where there is none. */
export function textOf(form: FormData, name: string, longest = 4_000): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n').slice(0, longest) : '';
}

/** The file of a form's field; null where none was chosen. */
export function fileOf(form: FormData, name = 'file'): File | null {
  const file = form.get(name);
  return file instanceof File && file.size > 0 ? file : null;
}
