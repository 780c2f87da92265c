import type { FoundGoods } from '../backend/found.js';
import { paths } from '../paths.js';
import { xmlText } from './xml.js';

/** What one product is called in the catalogues of other sites. */
type Fields = Record<
  | 'id'
  | 'title'
  | 'description'
  | 'link'
  | 'image_link'
  | 'availability'
  | 'price'
  | 'condition'
  | 'brand'
  | 'product_type',
  string
>;

/** The longest that Google and Facebook take. */
const LONGEST = { title: 150, description: 5_000 };
const cut = (text: string, length: number): string => [...text].slice(0, length).join('');

/**
 * A product as catalogues ask for it, or null without a picture, which they all refuse. The price is the cheapest option's, as
 * the product's page opens with it.
 */
function fieldsOf(goods: FoundGoods, origin: string): Fields | null {
  if (goods.image === null) return null;
  return {
    // At most 50 letters, and never another product's: a slug may be longer and may change.
    id: goods.id,
    title: cut(goods.name, LONGEST.title),
    description: cut(goods.description || goods.name, LONGEST.description),
    link: origin + paths.product(goods.slug),
    image_link: `${origin}/api/v1/images/${goods.image}/1200.jpg`,
    availability: goods.available > 0 ? 'in stock' : 'out of stock',
    price: `${goods.priceVnd} VND`,
    condition: 'new',
    brand: cut(goods.seller, 70),
    product_type: `${goods.group} > ${goods.set}`,
  };
}

/** RSS 2.0 with Google's namespace, as Merchant Center takes it. */
export function googleFeed(all: readonly FoundGoods[], title: string, origin: string): string {
  const items = all.flatMap((goods) => {
    const fields = fieldsOf(goods, origin);
    if (!fields) return [];
    const google = { ...fields, availability: fields.availability.replaceAll(' ', '_') };
    // Nobody gives craft goods a number worldwide; without this Google waits for one.
    const said = Object.entries({
      ...google,
      identifier_exists: 'no',
      custom_label_0: `OCOP ${goods.stars}`,
    });
    return [
      `<item>${said.map(([name, value]) => `<g:${name}>${xmlText(value)}</g:${name}>`).join('')}</item>`,
    ];
  });
  return `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>
<title>${xmlText(title)}</title>
<link>${xmlText(origin)}</link>
<description>${xmlText(title)}</description>
${items.join('\n')}
</channel>
</rss>`;
}

/** A cell of RFC 4180; one that a spreadsheet would take for a formula begins with a quote. */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};

/** Comma-separated, as the catalogues of Facebook and Zalo take it. */
export function facebookFeed(all: readonly FoundGoods[], origin: string): string {
  const rows = all.flatMap((goods) => fieldsOf(goods, origin) ?? []);
  const names = Object.keys(rows[0] ?? {}) as (keyof Fields)[];
  return [
    names.map(cell).join(','),
    ...rows.map((fields) => names.map((name) => cell(fields[name])).join(',')),
    '',
  ].join('\r\n');
}
