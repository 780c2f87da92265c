/** The text of a form's field, without the spaces around it; empty where there is none. */
export function textOf(form: FormData, name: string, longest = 4_000): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n').slice(0, longest) : '';
}
