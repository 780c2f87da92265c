import type { APIContext } from 'astro';
import { editCooperative, enterCooperative } from '../backend/register.js';
import type { CooperativeEntry } from '../backend/register.types.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

const FACTS = [
  'registerNumber',
  'name',
  'taxCode',
  'field',
  'fieldDetail',
  'communeCode',
  'foundedOn',
  'enteredOn',
  'hasOffice',
  'hasComputer',
  'hasWebsite',
] as const;
const COUNTS = ['members', 'workers', 'countedOn'] as const;
const FIELDS = [...FACTS, ...COUNTS] as const;
const NEEDED = ['registerNumber', 'name', 'field', 'communeCode'] as const;

export type CooperativeField = (typeof FIELDS)[number];
export type CooperativeForm = FormPage<CooperativeField>;

const yesNo = (has: boolean | null): string => (has === null ? '' : has ? 'yes' : 'no');
const orNull = (text: string): string | null => (text === '' ? null : text);

/** An empty form, or one with what the register says of a cooperative. */
export function cooperativeForm(entry?: CooperativeEntry): CooperativeForm {
  const empty = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Record<CooperativeField, string>;
  if (entry === undefined) return emptyForm(empty);
  return emptyForm({
    ...empty,
    registerNumber: entry.registerNumber,
    name: entry.name,
    taxCode: entry.taxCode ?? '',
    field: entry.field,
    fieldDetail: entry.fieldDetail,
    communeCode: entry.commune.code,
    foundedOn: entry.foundedOn ?? '',
    enteredOn: entry.enteredOn,
    hasOffice: yesNo(entry.hasOffice),
    hasComputer: yesNo(entry.hasComputer),
    hasWebsite: yesNo(entry.hasWebsite),
  });
}

/** Enters a cooperative, or corrects the one given; the form again where it was not taken. */
export async function takeCooperative(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
  known?: string,
): Promise<{ id: string } | CooperativeForm> {
  const values = Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name, 300)])) as Record<
    CooperativeField,
    string
  >;
  const page = emptyForm(values);
  for (const name of NEEDED) if (values[name] === '') page.errors[name] = t.register.form.missing;
  const count = readCount(page, t.register.form);
  if (hasErrors(page)) return misfilled(page);
  const body = factsOf(values);
  try {
    if (known === undefined) return await enterCooperative(api, { ...body, ...(count ? { count } : {}) });
    await editCooperative(api, known, { ...body, version: Number(textOf(form, 'version', 10)) || 1 });
    return { id: known };
  } catch (error) {
    const fields = Object.fromEntries(
      FIELDS.flatMap((name) => [
        [name, name],
        [`count.${name}`, name],
      ]),
    );
    return refused<CooperativeField>(page, error, t, {
      fields,
      words: t.register.entry.refusals,
    });
  }
}

function factsOf(values: Record<CooperativeField, string>): object {
  const has = (name: CooperativeField): boolean | null =>
    values[name] === '' ? null : values[name] === 'yes';
  return {
    registerNumber: values.registerNumber,
    name: values.name,
    taxCode: orNull(values.taxCode),
    field: values.field,
    fieldDetail: values.fieldDetail,
    communeCode: values.communeCode,
    foundedOn: orNull(values.foundedOn),
    enteredOn: orNull(values.enteredOn),
    hasOffice: has('hasOffice'),
    hasComputer: has('hasComputer'),
    hasWebsite: has('hasWebsite'),
  };
}

/** What was counted, where anything of it was filled in; all three then. */
function readCount(
  { values, errors }: CooperativeForm,
  words: { wholeCount: string; notNumber: string },
): object | null {
  if (COUNTS.every((name) => values[name] === '')) return null;
  for (const name of COUNTS) if (values[name] === '') errors[name] = words.wholeCount;
  for (const name of ['members', 'workers'] as const)
    if (values[name] !== '' && !/^\d{1,6}$/.test(values[name])) errors[name] = words.notNumber;
  return { members: Number(values.members), workers: Number(values.workers), countedOn: values.countedOn };
}
