import { describe, expect, test } from 'vitest';
import { vi } from '../i18n/vi.js';
import {
  contactErrors,
  deliveryOf,
  emptyCheckout,
  readCheckoutForm,
  type CheckoutValues,
} from './checkout-form.js';

const words = vi.checkout.fields;
const values = (change: Partial<CheckoutValues>): CheckoutValues => ({
  ...emptyCheckout(),
  name: 'Nguyễn Thị Ánh',
  phone: '0912 345 678',
  line: '12 ấp Cầu Muối',
  ...change,
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe('the checkout form', () => {
  test('keeps what was typed and the choices for each seller', () => {
    const read = readCheckoutForm(
      form({
        name: ' Ánh ',
        way: 'pickup',
        point: 'mui',
        adult: 'yes',
        'shipping-htx-a': 'fast',
        'payment-htx-a': 'cod',
      }),
    );
    expect(read).toMatchObject({ name: 'Ánh', way: 'pickup', point: 'mui', adult: true });
    expect(read.shipping).toEqual({ 'htx-a': 'fast' });
    expect(read.payment).toEqual({ 'htx-a': 'cod' });
  });

  test('drops ways to pay that do not exist and takes an unknown way of delivery for the usual one', () => {
    const read = readCheckoutForm(form({ way: 'drone', 'payment-htx-a': 'gold' }));
    expect(read.way).toBe('ship');
    expect(read.payment).toEqual({});
  });

  test('forgets a picked commune when the text it was picked for has changed', () => {
    expect(
      readCheckoutForm(form({ commune: 'Phường 1', communeFor: 'Phường 1', communeCode: '31825' }))
        .communeCode,
    ).toBe('31825');
    expect(
      readCheckoutForm(form({ commune: 'Năm Căn', communeFor: 'Phường 1', communeCode: '31825' }))
        .communeCode,
    ).toBe('');
  });
});

describe('before the order', () => {
  test('a complete form has nothing to complain of', () => {
    expect(contactErrors(values({}), vi)).toEqual({});
    expect(
      contactErrors(values({ phone: '+84912345678', email: 'anh@example.vn', note: 'Gọi\ntrước' }), vi),
    ).toEqual({});
  });

  test('each missing or wrong field is named', () => {
    expect(contactErrors(values({ name: '', phone: '0212345678', email: 'anh@', line: '' }), vi)).toEqual({
      name: words.name,
      phone: words.phone,
      email: words.email,
      line: words.line,
    });
  });

  test('nobody who fetches the goods is asked for an address', () => {
    expect(contactErrors(values({ way: 'pickup', line: '' }), vi)).toEqual({});
  });
});

describe('where the goods go', () => {
  test('is a commune of the province by its code', () => {
    expect(deliveryOf(values({}), '32191', vi)).toEqual({
      method: 'ship',
      communeCode: '32191',
      line: '12 ấp Cầu Muối',
    });
  });

  test('is another province by its code and the ward as typed', () => {
    const typed = values({ way: 'other', province: '79', ward: 'Phường Bến Thành', otherLine: '1 Lê Lợi' });
    expect(deliveryOf(typed, null, vi)).toEqual({
      method: 'ship',
      provinceCode: '79',
      ward: 'Phường Bến Thành',
      line: '1 Lê Lợi',
    });
  });

  test('can be quoted before the house number is known', () => {
    expect(deliveryOf(values({ line: '' }), '32191', vi)).toEqual({
      method: 'ship',
      communeCode: '32191',
      line: '-',
    });
  });

  test('says what is missing of it', () => {
    expect(deliveryOf(values({}), null, vi)).toEqual({ commune: words.commune });
    expect(deliveryOf(values({ commune: 'xyz' }), null, vi)).toEqual({ commune: words.communeUnknown });
    expect(deliveryOf(values({ way: 'other' }), null, vi)).toEqual({
      province: words.province,
      ward: words.ward,
    });
    expect(deliveryOf(values({ way: 'pickup' }), null, vi)).toEqual({ point: words.point });
  });
});
