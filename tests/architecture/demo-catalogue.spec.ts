import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  banks,
  communes,
  data,
  duplicates,
  grounds,
  hasPath,
  index,
  invented,
  isListed,
  listed,
  makerOf,
  points,
  producerOf,
  producers,
  products,
  real,
  sets,
  stockOf,
} from '../support/province-data.js';

/** Control digit of a Vietnamese tax code over its first nine digits (weights 31 … 3, 10 − sum mod 11). */
function taxCodeIsPossible(code: string): boolean {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(code[i]), 0);
  return 10 - (sum % 11) === Number(code[9]);
}

describe('the demo catalogue', () => {
  it('lists every file of its folder in the index', () => {
    const folder = readdirSync(new URL('ca-mau/demo/products/', data)).map((file) => `products/${file}`);
    expect([...index.products].sort()).toEqual(folder.sort());
  });

  it('has the size the floor promises', () => {
    expect(real.length).toBeGreaterThanOrEqual(90);
    expect(new Set(real.map(({ producer }) => producer)).size).toBeGreaterThanOrEqual(45);
    expect(products.length).toBeGreaterThanOrEqual(115);
    expect(producers.length).toBeGreaterThanOrEqual(60);
    expect(listed.length).toBeGreaterThanOrEqual(105);
    expect(new Set(producers.map(({ communeCode }) => communeCode)).size).toBeGreaterThanOrEqual(35);
    expect(new Set(listed.map(({ setNo }) => sets[setNo - 1]?.group))).toEqual(
      new Set(['I', 'II', 'III', 'IV', 'V']),
    );
  });

  it('resolves every reference and keeps slugs unique', () => {
    const communeCodes = new Set(communes.map(({ code }) => code));
    const pointSlugs = new Set(points.map(({ slug }) => slug));
    expect(duplicates(producers.map(({ slug }) => slug))).toEqual([]);
    expect(duplicates(products.map(({ slug }) => slug))).toEqual([]);
    for (const producer of producers) {
      expect(communeCodes).toContain(producer.communeCode);
      expect(banks.find(({ bin }) => bin === producer.bank.bin)).toBeTruthy();
      for (const slug of producer.pickupPoints) expect(pointSlugs).toContain(slug);
      expect(producer.cooperativeStatus !== null).toBe(producer.kind === 'cooperative');
      expect(products.some((product) => product.producer === producer.slug)).toBe(true);
    }
    for (const product of products) {
      expect(product.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(producerOf.has(product.producer)).toBe(true);
      expect(sets.some(({ no }) => no === product.setNo)).toBe(true);
      expect(duplicates(product.tourismPoints.map(({ slug }) => slug))).toEqual([]);
      expect(product.tourismPoints.length).toBeLessThanOrEqual(4);
      for (const { slug } of product.tourismPoints) expect(pointSlugs).toContain(slug);
    }
  });

  it('names only real keys as illustrative, and hides no invented field of a real firm', () => {
    const known = new Set(['slug', 'producer', 'name', 'stars', 'source']);
    // The press gave the score of these two, and of no other.
    const scored = new Set(['ba-khia-tron-san', 'mam-tom-chua-ngot']);
    for (const product of products) {
      for (const path of product.illustrative)
        expect(hasPath(product, path), `${product.slug} ${path}`).toBe(true);
      const flat = Object.entries(product).flatMap(([key, value]: [string, unknown]) => {
        if (key === 'variants') return Object.keys(product.variants[0] ?? {}).map((k) => `variants.${k}`);
        if (['label', 'certificate', 'revocation', 'assessment'].includes(key) && value)
          return Object.keys(value).map((k) => `${key}.${k}`);
        return value === null || key === 'illustrative' ? [] : [key];
      });
      const told = new Set(product.illustrative);
      const silent = flat.filter(
        (path) =>
          !told.has(path) && !known.has(path) && !(path === 'certificate.score' && scored.has(product.slug)),
      );
      expect(silent, product.slug).toEqual([]);
      if (!makerOf(product).real) for (const key of ['slug', 'name', 'stars']) expect(told).toContain(key);
    }
    const described = new Set(['slug', 'name', 'legalName', 'kind', 'communeCode', 'addressLine']);
    for (const producer of producers) {
      for (const path of producer.illustrative)
        expect(hasPath(producer, path), `${producer.slug} ${path}`).toBe(true);
      for (const path of [
        'phone',
        'taxCode',
        'representative',
        'story',
        'bank.accountNumber',
        'bank.accountName',
      ])
        expect(producer.illustrative).toContain(path);
      for (const key of described) if (!producer.real) expect(producer.illustrative).toContain(key);
    }
  });

  it('gives nobody a phone, a tax code or an account that could exist', () => {
    for (const unique of ['phone', 'taxCode'] as const)
      expect(duplicates(producers.map((producer) => producer[unique]))).toEqual([]);
    expect(duplicates(producers.map(({ bank }) => bank.accountNumber))).toEqual([]);
    for (const producer of producers) {
      expect(producer.phone).toMatch(/^0000 000 \d{3}$/);
      expect(producer.taxCode).toMatch(/^0000000\d{3}$/);
      expect(taxCodeIsPossible(producer.taxCode)).toBe(false);
      expect(producer.bank.accountNumber).toMatch(/^MAU\d{7}$/);
      expect(producer.bank.accountName).toMatch(/^TAI KHOAN MAU [A-Z0-9 ]+$/);
      expect(producer.bank.accountName.length).toBeLessThanOrEqual(25);
      expect(producer.representative).toMatch(/Mẫu|Ví Dụ/);
      if (producer.illustrative.includes('addressLine')) expect(producer.addressLine).toContain('Mẫu');
    }
    for (const { certificate, revocation } of products) {
      if (certificate) expect(certificate.decisionNumber).toMatch(/^\d+\/QĐ-(UBND|BNNMT)-MẪU$/);
      if (revocation) expect(revocation.decisionNumber).toMatch(/-MẪU$/);
    }
    expect(duplicates(products.flatMap(({ certificate }) => certificate?.decisionNumber ?? []))).toEqual([]);
  });

  it('says of every invented producer and product that it is a sample', () => {
    for (const producer of producers)
      expect(/Mẫu|Ví dụ/.test(producer.name), producer.name).toBe(!producer.real);
    for (const product of invented) {
      expect(product.name).toMatch(/mẫu|ví dụ/i);
      expect(product.description).toMatch(/^Sản phẩm (mẫu|ví dụ), không có thật\./);
      expect(product.source).toBeNull();
    }
  });

  it('shows a real firm only well: approved, certified with time to spare, published, in stock', () => {
    for (const product of real) {
      const maker = makerOf(product);
      expect(maker.sellerStatus).toBe('approved');
      expect(maker.cooperativeStatus).not.toBe('ceased');
      expect(product.publication).toBe('published');
      expect(product.revocation).toBeUndefined();
      expect(product.assessment).toBeUndefined();
      expect(product.certificate?.expiresInDays).toBeUndefined();
      expect(product.certificate?.decidedDaysAgo).toBeGreaterThanOrEqual(40);
      expect(product.certificate?.decidedDaysAgo).toBeLessThanOrEqual(900);
      for (const variant of product.variants) expect(variant.onHand).toBeGreaterThanOrEqual(80);
      expect(product.source).toBeTruthy();
    }
    expect(JSON.stringify([producers, products])).not.toContain('"reviews"');
  });

  it('gives certificates a score of their star, and 5 stars to the ministry alone', () => {
    const floor: Record<number, [number, number]> = { 3: [50, 70], 4: [70, 90], 5: [90, 100.1] };
    for (const product of products) {
      const { certificate } = product;
      if (!certificate) continue;
      const [low, high] = floor[product.stars] ?? [NaN, NaN];
      expect(certificate.score, product.slug).toBeGreaterThanOrEqual(low);
      expect(certificate.score, product.slug).toBeLessThan(high);
      expect(certificate.level).toBe(product.stars === 5 ? 'ministry' : 'province');
      expect((certificate.decidedDaysAgo === undefined) !== (certificate.expiresInDays === undefined)).toBe(
        true,
      );
    }
    expect(real.filter((product) => product.stars === 5).map(({ slug }) => slug)).toEqual([
      'muoi-tinh-bac-lieu',
      'muoi-hat-bac-lieu',
    ]);
  });

  it('carries every unfavourable state among the invented', () => {
    const bySeller = (status: string) => invented.filter((p) => makerOf(p).sellerStatus === status);
    const lastDay = invented.filter((p) => p.certificate?.expiresInDays === 0);
    const late = invented.filter((p) => p.certificate?.expiresInDays === -1);
    const ceased = invented.filter((p) => makerOf(p).cooperativeStatus === 'ceased');
    const revoked = invented.filter((p) => p.revocation);
    const refused = invented.filter((p) => p.assessment && p.assessment.stars < 3);
    expect(lastDay.length && lastDay.every(isListed)).toBe(true);
    for (const state of [
      late,
      revoked,
      refused,
      bySeller('suspended'),
      bySeller('closed'),
      ceased,
      invented.filter((p) => p.publication === 'withdrawn'),
      invented.filter((p) => p.publication === 'draft'),
    ]) {
      expect(state.length).toBeGreaterThan(0);
      expect(state.some(isListed)).toBe(false);
    }
    for (const { revocation } of revoked)
      expect(grounds.map(({ code }) => code)).toContain(revocation?.ground);
    for (const product of refused) expect(product.certificate).toBeNull();
    expect(listed.filter((product) => stockOf(product) === 0).length).toBeGreaterThanOrEqual(2);
  });

  it('stocks most variants well and a few listed, non-alcoholic ones thinly', () => {
    const all = products.flatMap(({ variants }) => variants);
    expect(all.filter(({ onHand }) => onHand > 60).length / all.length).toBeGreaterThan(0.9);
    const thin = listed
      .filter(({ setNo }) => !sets[setNo - 1]?.alcohol)
      .flatMap(({ variants }) => variants)
      .filter(({ onHand }) => onHand >= 1 && onHand <= 40);
    expect(thin.map(({ onHand }) => onHand).sort((a, b) => a - b)).toEqual([1, 5, 7, 9, 12, 40]);
  });

  it('prices, weighs and names every variant', () => {
    for (const product of products) {
      expect(duplicates(product.variants.map(({ name }) => name))).toEqual([]);
      expect(product.variants.length).toBeGreaterThanOrEqual(1);
      for (const variant of product.variants) {
        expect(variant.priceVnd % 1000).toBe(0);
        expect(variant.priceVnd).toBeGreaterThanOrEqual(10_000);
        expect(variant.weightGrams).toBeGreaterThan(0);
        expect(variant.measure.amount).toBeGreaterThan(0);
        expect(['g', 'ml', 'piece']).toContain(variant.measure.unit);
        expect(Number.isInteger(variant.onHand)).toBe(true);
      }
      expect(['province', 'country']).toContain(product.shipsTo);
    }
    expect(products.filter(({ variants }) => variants.length > 1).length).toBeGreaterThan(
      products.length / 2,
    );
  });

  it('marks alcohol with its strength and a warning', () => {
    const alcoholic = products.filter(({ setNo }) => sets[setNo - 1]?.alcohol);
    expect(new Set(alcoholic.map(({ setNo }) => setNo))).toEqual(new Set([14, 15]));
    for (const { label } of alcoholic) {
      expect(label.alcoholPercent).toBeGreaterThan(0);
      expect(label.warning).toContain('18 tuổi');
    }
  });

  it('tells each product a story of its own, without superlatives or promises of health', () => {
    expect(duplicates(products.map(({ story }) => story))).toEqual([]);
    expect(duplicates(products.map(({ description }) => description))).toEqual([]);
    expect(duplicates(producers.map(({ story }) => story))).toEqual([]);
    for (const product of real) {
      const words = product.story.split(/\s+/).length;
      expect(words, product.slug).toBeGreaterThanOrEqual(80);
      expect(words, product.slug).toBeLessThanOrEqual(150);
    }
    const text = [...products, ...producers].map(
      (one) => `${one.story} ${'description' in one ? one.description : ''}`,
    );
    for (const words of text)
      expect(words).not.toMatch(
        /nhất|bổ dưỡng|chữa|trị bệnh|sức khỏe|sức khoẻ|tăng cường|đề kháng|thanh nhiệt/i,
      );
  });

  it('composes no two pictures alike', () => {
    expect(duplicates(products.map(({ picture }) => JSON.stringify(picture)))).toEqual([]);
  });
});
