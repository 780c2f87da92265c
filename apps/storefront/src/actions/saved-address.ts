import type { APIContext } from 'astro';
import { formatPhone, parsePhone } from '#kernel/phone';
import { isPlainText } from '#kernel/text';
import { saveAddress } from '../backend/account.js';
import type { SavedAddress } from '../backend/account.types.js';
import type { Commune } from '../backend/catalogue.types.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { communeOf } from './start-application.js';

export type AddressField =
  | 'name'
  | 'phone'
  | 'way'
  | 'commune'
  | 'communeCode'
  | 'line'
  | 'province'
  | 'ward'
  | 'otherLine'
  | 'isDefault';

/** The form of one address; `communeChoices` where an old name means several communes of today. */
export interface AddressPage extends FormPage<AddressField> {
  communeChoices: Commune[];
}

export const emptyAddress = (): AddressPage => ({
  ...emptyForm({
    name: '',
    phone: '',
    way: 'ship',
    commune: '',
    communeCode: '',
    line: '',
    province: '',
    ward: '',
    otherLine: '',
    isDefault: '',
  }),
  communeChoices: [],
});

/** The form filled with an address as it was saved. */
export function filledAddress(saved: SavedAddress): AddressPage {
  const page = emptyAddress();
  const elsewhere = saved.communeCode === null;
  Object.assign(page.values, {
    name: saved.name,
    phone: formatPhone(saved.phone),
    way: elsewhere ? 'other' : 'ship',
    commune: saved.commune ?? '',
    province: elsewhere ? saved.provinceCode : '',
    ward: saved.ward ?? '',
    [elsewhere ? 'otherLine' : 'line']: saved.line,
    isDefault: saved.isDefault ? 'yes' : '',
  });
  return page;
}

/** Saves the address of a form; null when it is kept, otherwise the page to show again. */
export async function takeAddress(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  id: string | null,
  form: FormData,
): Promise<AddressPage | null> {
  const page = emptyAddress();
  const { values, errors } = page;
  for (const name of Object.keys(values) as AddressField[]) values[name] = textOf(form, name, 400);
  const words = t.checkout.fields;
  const isText = (text: string, longest: number): boolean =>
    text !== '' && text.length <= longest && isPlainText(text);
  if (!isText(values.name, 120)) errors.name = words.name;
  if (!parsePhone(values.phone)) errors.phone = words.phone;
  const elsewhere = values.way === 'other';
  if (elsewhere) {
    if (!/^\d{2}$/.test(values.province)) errors.province = words.province;
    if (!isText(values.ward, 120)) errors.ward = words.ward;
    if (!isText(values.otherLine, 300)) errors.otherLine = words.line;
  } else {
    if (values.commune === '') errors.communeCode = words.commune;
    if (!isText(values.line, 300)) errors.line = words.line;
  }
  const fields = {
    name: 'name',
    phone: 'phone',
    communeCode: 'communeCode',
    provinceCode: 'province',
    ward: 'ward',
    line: elsewhere ? 'otherLine' : 'line',
  } as const;
  try {
    const asked = { unknown: words.communeUnknown, several: words.communeAmbiguous };
    const communeCode = elsewhere ? null : await communeOf(page, form, api, asked);
    if (hasErrors(page)) return misfilled(page) as AddressPage;
    await saveAddress(api, id, {
      name: values.name,
      phone: values.phone,
      ...(communeCode === null ? { provinceCode: values.province, ward: values.ward } : { communeCode }),
      line: elsewhere ? values.otherLine : values.line,
      isDefault: values.isDefault === 'yes',
    });
    return null;
  } catch (error) {
    return refused(page, error, t, { fields, words: t.account.addresses.refusals }) as AddressPage;
  }
}
