import { describe, expect, it } from 'vitest';
import { emptyContent, type ProductContent } from '../backend/listings.types.js';
import { vi as t } from '../i18n/vi.js';
import { readListing, valuesOf } from './listing-form.js';

const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, text] of Object.entries(fields)) data.append(name, text);
  return data;
};
const ID = '01900000-0000-7000-8000-000000000001';
const packet: ProductContent['variants'][number] = {
  id: ID,
  name: 'Gói 500 g',
  priceVnd: 400_000,
  unit: 'gói 500 g',
  measure: { amount: 500, unit: 'g' },
  weightGrams: 560,
  catchWeight: null,
  openingStock: 25,
};
const { wrong } = t.listing;

describe('the words', () => {
  it('name a picture after the product while nobody else has', () => {
    const images = [
      { id: 'a', alt: t.listing.photo.plain },
      { id: 'b', alt: 'Nia tôm khô phơi nắng' },
    ];
    const read = readListing('words', form({ name: 'Tôm khô', setNo: '8' }), { ...emptyContent, images }, t);
    expect(read.part).toMatchObject({
      name: 'Tôm khô',
      setNo: 8,
      description: null,
      images: [{ alt: 'Tôm khô' }, { alt: 'Nia tôm khô phơi nắng' }],
    });
  });
});

describe('the label', () => {
  it('keeps facts this screen did not ask, and says beside a field what is no number', () => {
    const content = { ...emptyContent, label: { use: 'Ăn liền', storage: 'Nơi khô mát' } };
    const read = readListing(
      'label',
      form({ use: '', shelfLifeDays: 'nửa năm', alcoholPercent: '29,5' }),
      content,
      t,
    );
    expect(read.part.label).toMatchObject({ use: null, storage: 'Nơi khô mát', alcoholPercent: 29.5 });
    expect(read.errors).toEqual({ shelfLifeDays: wrong.range('1', '3.650') });
    expect(read.values).toEqual({ use: '', shelfLifeDays: 'nửa năm', alcoholPercent: '29,5' });
  });
});

describe('the price', () => {
  const fields = { 'id-0': ID, 'mode-0': 'piece', 'unit-0': 'gói 500 g', 'price-0': '400k', 'amount-0': '500', 'measure-0': 'g', 'weight-0': '560' }; // prettier-ignore

  it('read from the fields it is shown in is the same, with what lies on the shelf', () => {
    const content = { ...emptyContent, variants: [packet] };
    const shown = valuesOf('price', content);
    expect(shown).toMatchObject({ 'price-0': '400.000', 'name-0': '' });
    expect(readListing('price', form(shown), content, t).part.variants).toEqual([packet]);
    expect(readListing('price', form(fields), content, t).part.variants).toEqual([packet]);
  });

  it('by weight asks for all three numbers, and the heaviest is no lighter than the lightest', () => {
    const weight = { 'id-0': ID, 'mode-0': 'weight', 'unit-0': 'con', 'kgPrice-0': '450.000' };
    const read = (more: object) => readListing('price', form({ ...weight, ...more }), emptyContent, t);
    expect(read({}).errors).toEqual({ 'minGrams-0': wrong.needed, 'maxGrams-0': wrong.needed });
    expect(read({ 'minGrams-0': '600', 'maxGrams-0': '500' }).errors).toEqual({
      'maxGrams-0': wrong.weights,
    });
    expect(read({ 'minGrams-0': '300', 'maxGrams-0': '500' })).toMatchObject({
      errors: {},
      part: {
        variants: [{ catchWeight: { kgPriceVnd: 450_000, minGrams: 300, maxGrams: 500 }, priceVnd: null }],
      },
    });
  });

  it('leaves out a size that is empty or taken away, and tells a content without its measure', () => {
    const two = {
      ...fields,
      'id-1': ID.replace(/1$/, '2'),
      'mode-1': 'piece',
      'unit-1': 'hộp 10 cái',
      'amount-1': '10',
    };
    const read = readListing('price', form({ ...two, intent: 'remove-0' }), emptyContent, t);
    expect(read.part.variants).toMatchObject([{ unit: 'hộp 10 cái', name: 'Hộp 10 cái' }]);
    expect(read.errors).toEqual({ 'measure-0': wrong.choose });
    expect(
      readListing('price', form({ 'id-0': ID, 'mode-0': 'piece' }), emptyContent, t).part.variants,
    ).toEqual([]);
    expect(readListing('price', form({ ...fields, 'price-0': '500' }), emptyContent, t).errors).toEqual({
      'price-0': wrong.cheap,
    });
  });
});

describe('the stock', () => {
  it('goes with the sizes there are, and is given back where nobody knows them', () => {
    const typed = { 'stock-0': '7', shipsTo: 'country', handling: 'live', maxTransitDays: '1' };
    const content = { ...emptyContent, variants: [packet] };
    expect(readListing('stock', form(typed), content, t).part).toMatchObject({
      variants: [{ id: ID, openingStock: 7 }],
      shipsTo: 'country',
      handling: 'live',
      maxTransitDays: 1,
    });
    expect(readListing('stock', form(typed), emptyContent, t).values).toEqual(typed);
    expect(
      readListing('stock', form({ 'stock-0': 'nhiều', maxTransitDays: '90' }), content, t).errors,
    ).toEqual({
      'stock-0': wrong.range('0', '1.000.000'),
      maxTransitDays: wrong.range('1', '30'),
    });
  });
});
