import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT, SHIP, type ProblemBody, type QuoteBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let variantId: string;
let cartId: string;
let quote: QuoteBody;

beforeAll(async () => {
  shop = await openSmallShop();
  ({ variantId } = await shop.floor.product({ slug: 'ba-khia', seller: shop.seller }));
  cartId = await shop.buyer.cart({ [variantId]: 1 });
  quote = await shop.buyer.quote(cartId);
});
afterAll(() => shop.close());

/** What the API says to that order; nothing may have been written. */
async function refused(more: object): Promise<[code: string, ...fields: string[]]> {
  const before = await everyRow(shop.database);
  const answer = await shop.buyer.place<ProblemBody>(cartId, quote, more);
  expect(answer.status, answer.text).toBe(400);
  expect(await everyRow(shop.database)).toEqual(before);
  return [answer.body.code, ...(answer.body.errors ?? []).map((error) => `${error.path} ${error.code}`)];
}

const INVOICE = { name: 'Công ty Mẫu', taxCode: '0000000017', address: 'Số 1', email: 'a@mau.example.vn' };
const BAD_TEXTS: [what: string, text: string, code: string][] = [
  ['a null byte', 'a\u0000b', 'bad_characters'],
  ['a lone surrogate', 'a\ud83d', 'bad_characters'],
  ['a reversed pair', '\udc00\ud800', 'bad_characters'],
  ['a bidirectional override', 'a\u202eb', 'bad_characters'],
  ['an escape', 'a\u001b[31mb', 'bad_characters'],
  ['10,000 characters', 'x'.repeat(10_000), 'too_long'],
  ['only spaces', ' \t ', 'required'],
];

describe.each(BAD_TEXTS)('a text with %s', (_what, text, code) => {
  it('is refused beside its field, wherever it stands', async () => {
    expect(await refused({ contact: { ...CONTACT, name: text } })).toEqual([
      'validation_failed',
      `contact.name ${code}`,
    ]);
    expect(await refused({ delivery: { ...SHIP, line: text } })).toEqual([
      'validation_failed',
      `delivery.line ${code}`,
    ]);
    expect(
      await refused({ delivery: { method: 'ship', provinceCode: '01', ward: text, line: '1' } }),
    ).toEqual(['validation_failed', `delivery.ward ${code}`]);
    expect(await refused({ invoice: { ...INVOICE, name: text } })).toEqual([
      'validation_failed',
      `invoice.name ${code}`,
    ]);
    expect(await refused({ invoice: { ...INVOICE, address: text } })).toEqual([
      'validation_failed',
      `invoice.address ${code}`,
    ]);
    // A note may be empty.
    if (code !== 'required')
      expect(await refused({ note: text })).toEqual(['validation_failed', `note ${code}`]);
  });
});

describe('a field', () => {
  it.each<[more: object, ...fields: string[]]>([
    [{ contact: undefined }, 'contact required'],
    [{ contact: null }, 'contact required'],
    [{ contact: [] }, 'contact required'],
    [{ contact: {} }, 'contact.name required', 'contact.phone not_text'],
    [{ contact: { ...CONTACT, address: 'x' } }, 'contact.address unknown_field'],
    [{ contact: { ...CONTACT, name: 5 } }, 'contact.name required'],
    [{ delivery: undefined }, 'delivery required'],
    [{ payment: undefined }, 'payment not_allowed_value'],
    [{ payment: 'COD' }, 'payment not_allowed_value'],
    [{ payment: ['cod'] }, 'payment not_allowed_value'],
    [{ cartId: undefined }, 'cartId not_text'],
    [{ cartId: { $ne: '' } }, 'cartId not_text'],
    [{ expectedTotalVnd: 1e13 }, 'expectedTotalVnd too_big'],
    [{ voucher: 'X' }, 'voucher unknown_field'],
    [{ totalVnd: 1 }, 'totalVnd unknown_field'],
    [{ constructor: 1 }, 'constructor unknown_field'],
    [{ contact: { ...CONTACT, toString: 'x' } }, 'contact.toString unknown_field'],
    [{ note: 'x'.repeat(1_001) }, 'note too_long'],
    [{ note: { text: 'x' } }, 'note required'],
    [{ invoice: {} }, 'invoice.name required', 'invoice.taxCode bad_format', 'invoice.address required', 'invoice.email bad_email'],
    [{ invoice: { ...INVOICE, taxCode: '123' } }, 'invoice.taxCode bad_format'],
    [{ invoice: { ...INVOICE, taxCode: '0000000017\n' } }, 'invoice.taxCode bad_format'],
    [{ invoice: { ...INVOICE, bank: 'x' } }, 'invoice.bank unknown_field'],
  ])('%j is refused: %s', async (more, ...fields) => {
    const [code, ...found] = await refused(more);
    expect([code, ...found.sort()]).toEqual(['validation_failed', ...fields.sort()]);
  }); // prettier-ignore

  it.each([
    'x', 'a@b', '@b.vn', 'a@', 'a b@c.vn', 'a@b..vn', 'a@b.vn, c@d.vn', 'a@b.vn\r\nBcc: c@d.vn', 'a\u0000@b.vn', 'ă@b.vn\n',
    `${'a'.repeat(65)}@b.vn`, `a@${'b'.repeat(250)}.vn`, 'Ba Tu <a@b.vn>', 'a@[127.0.0.1]', 5, {}, ['a@b.vn'],
  ])('contact.email %j is no address', async (email) => {
    const [code, ...fields] = await refused({ contact: { ...CONTACT, email } });
    expect([code, fields]).toEqual(['validation_failed', ['contact.email bad_email']]);
  }); // prettier-ignore

  it.each([
    '', '123', '0212345678', '0112345678', '09123456789', '091234567', '+840912345678', '02903831234', '0912345678; DROP',
    '٠٩١٢٣٤٥٦٧٨', '0912\u0000345678', '9'.repeat(30), 'abc',
  ])('contact.phone %j is no number we can call', async (phone) => {
    const [code, ...fields] = await refused({ contact: { ...CONTACT, phone } });
    expect([code, fields]).toEqual(['validation_failed', ['contact.phone bad_phone']]);
  }); // prettier-ignore
});

describe('a foreign number', () => {
  it('is taken with card or wallet only, and those only where a seller has them', async () => {
    const contact = { ...CONTACT, phone: '+4915123456789' };
    for (const payment of ['cod', 'bank_transfer']) {
      expect(await refused({ contact, payment })).toEqual(['validation_failed', 'contact.phone bad_phone']);
    }
    const mixed = { contact, payment: 'card', sellers: { 'rach-goc': { payment: 'cod' } } };
    expect(await refused(mixed)).toEqual(['validation_failed', 'contact.phone bad_phone']);
    for (const payment of ['card', 'wallet']) {
      const answer = await shop.buyer.place<ProblemBody>(cartId, quote, { contact, payment });
      expect([answer.status, answer.body.code]).toEqual([422, 'payment_method_unavailable']);
    }
  });
});

describe('a body', () => {
  const post = async (body: string, type = 'application/json'): Promise<[number, string]> => {
    const before = await everyRow(shop.database);
    const response = await fetch(`${shop.app.url}/api/v1/order-groups`, {
      method: 'POST',
      headers: { 'content-type': type, 'idempotency-key': 'a-key-of-its-own' },
      body,
    });
    expect(await everyRow(shop.database)).toEqual(before);
    return [response.status, ((await response.json()) as ProblemBody).code];
  };

  it('that cannot be read is refused', async () => {
    for (const body of [
      '{',
      '',
      '[]',
      '[{}]',
      '"x"',
      '1',
      'null',
      '{"__proto__": {"cartId": "x"}}',
      '{"constructor": {"prototype": {}}}',
    ]) {
      expect([body, ...(await post(body))]).toEqual([body, 400, 'malformed_body']);
    }
    expect(await post('{}')).toEqual([400, 'validation_failed']);
    expect(await post('cartId=x', 'application/x-www-form-urlencoded')).toEqual([415, 'unsupported_type']);
    expect(await post('{}', 'text/plain')).toEqual([415, 'unsupported_type']);
    expect(await post('<x/>', 'application/xml')).toEqual([415, 'unsupported_type']);
    expect(await post(`{"note": "${'x'.repeat(300_000)}"}`)).toEqual([413, 'too_large']);
  });
});

describe('emoji, accents in either spelling and 1,000 characters', () => {
  it('are kept as they were typed', async () => {
    const name = 'Nguyễn Thị Ơn 🦐';
    const note = `${'Ế'.repeat(998)}🦀`;
    const contact = { ...CONTACT, name, email: 'on@mau.example.vn' };
    const line = 'Ấp Rạch Gốc'.normalize('NFD');
    const delivery = { ...SHIP, line };
    const placed = await shop.buyer.buy({ [variantId]: 1 }, { contact, note, delivery });
    const page = await shop.buyer.page(placed);
    expect(page.body).toMatchObject({ contact: { name }, note, delivery: { line } });
  });
});
