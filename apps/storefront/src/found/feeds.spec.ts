import { expect, test } from 'vitest';
import type { FoundGoods } from '../backend/found.js';
import { facebookFeed, googleFeed } from './feeds.js';
import { entryOf, sitemap, sitemapIndex } from './sitemap.js';

const origin = 'https://floor.example';
const goods: FoundGoods = {
  id: '019a0000-0000-7000-8000-000000000001',
  slug: 'tom-kho',
  name: 'Tôm khô "loại 1" & <ngon>',
  description: '=1+1',
  priceVnd: 185_000,
  byWeight: false,
  available: 3,
  stars: 4,
  seller: 'HTX Mẫu',
  set: 'Chế biến từ thủy sản',
  group: 'Thực phẩm',
  image: 'ab12',
};

test('Google reads each product with its price, its picture and whether it is there', () => {
  const feed = googleFeed([goods, { ...goods, available: 0 }, { ...goods, image: null }], 'Sàn', origin);
  expect(feed.match(/<item>/g)).toHaveLength(2);
  expect(feed).toContain('<g:title>Tôm khô &quot;loại 1&quot; &amp; &lt;ngon&gt;</g:title>');
  expect(feed).toContain('<g:price>185000 VND</g:price>');
  expect(feed).toContain('<g:link>https://floor.example/san-pham/tom-kho</g:link>');
  expect(feed.match(/<g:availability>(in_stock|out_of_stock)</g)).toHaveLength(2);
  expect(feed).toContain('<g:custom_label_0>OCOP 4</g:custom_label_0>');
});

test('a catalogue in cells keeps quotes, commas and what looks like a formula as text', () => {
  const [head, row, end] = facebookFeed([goods], origin).split('\r\n');
  expect(head).toBe(
    '"id","title","description","link","image_link","availability","price","condition","brand","product_type"',
  );
  expect(row).toContain('"Tôm khô ""loại 1"" & <ngon>","\'=1+1","https://floor.example/san-pham/tom-kho"');
  expect(row).toContain('"in stock","185000 VND","new","HTX Mẫu","Thực phẩm > Chế biến từ thủy sản"');
  expect(end).toBe('');
});

test('a sitemap names each page under both addresses, each with its like, and since when it is so', () => {
  const map = sitemap([entryOf('products', { slug: 'tom-kho', changedAt: '2026-11-23T00:00:00Z' })], origin);
  expect(map.match(/<loc>[^<]*/g)).toEqual([
    '<loc>https://floor.example/san-pham/tom-kho',
    '<loc>https://floor.example/en/san-pham/tom-kho',
  ]);
  expect(map.match(/hreflang="en" href="https:\/\/floor.example\/en\/san-pham\/tom-kho"/g)).toHaveLength(2);
  expect(map.match(/<lastmod>2026-11-23T00:00:00Z/g)).toHaveLength(2);
  expect(sitemapIndex([{ address: '/sitemap/products.xml?from=a&b' }], origin)).toContain(
    '?from=a&amp;b</loc>',
  );
});
