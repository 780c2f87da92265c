import type { KeptForm } from './keep.js';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Fields = KeptForm['fields'];

/** A form's fields as it would be sent, but for its files: pictures have a way of their own. */
export function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null = null): Fields {
  const fields: Fields = [];
  for (const [name, value] of new FormData(form, submitter))
    if (typeof value === 'string') fields.push([name, value]);
  return fields;
}

/** Puts kept fields into a form; what it asks that was not kept stays as it is. */
export function fill(form: HTMLFormElement, fields: Fields): void {
  const left = new Map<string, string[]>();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  const ticked = new Set(fields.map((pair) => pair.join('\0')));
  for (const field of fieldsIn(form)) {
    if (isTick(field)) {
      // A form that was kept before this question was asked says nothing about it.
      if (field.type === 'checkbox' || left.has(field.name))
        field.checked = ticked.has(`${field.name}\0${field.value}`);
      continue;
    }
    const value = left.get(field.name)?.shift();
    if (value !== undefined) field.value = value;
  }
}

/** Whether the form asks everything that was kept. */
export function asksAll(form: HTMLFormElement, fields: Fields): boolean {
  const asked = new Set(fieldsIn(form).map(({ name }) => name));
  return fields.every(([name]) => name === 'intent' || asked.has(name));
}

/** Whether the form says anything else than those fields, buttons aside. */
export function saysOther(form: HTMLFormElement, fields: Fields): boolean {
  const said = (pairs: Fields): string =>
    JSON.stringify(
      pairs
        .filter(([name]) => name !== 'intent' && name !== 'version')
        .map((pair) => pair.join('\0'))
        .sort((one, another) => one.localeCompare(another)),
    );
  return said(fieldsOf(form)) !== said(fields);
}

export function versionOf(root: ParentNode): number | null {
  const said = root.querySelector<HTMLInputElement>('form[data-keep] input[name=version]')?.value;
  return said === undefined ? null : Number(said);
}

export function setVersion(form: HTMLFormElement, version: number): void {
  const field = form.querySelector<HTMLInputElement>('input[name=version]');
  if (field) field.value = String(version);
}

function fieldsIn(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (element): element is Field =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== '' &&
      element.type !== 'file',
  );
}

const isTick = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type);
