import { describe, expect, it } from 'vitest';
import {
  banks,
  communes,
  duplicates,
  grounds,
  groups,
  hasPath,
  listed,
  load,
  pointKinds,
  points,
  province,
  provinces,
  sets,
  stars,
} from '../support/province-data.js';

describe('programme data', () => {
  it('has six groups, 26 numbered sets, and alcohol in sets 14 and 15 only', () => {
    expect(groups.map(({ code }) => code)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI']);
    expect(sets.map(({ no }) => no)).toEqual(Array.from({ length: 26 }, (_, i) => i + 1));
    expect(sets.filter(({ alcohol }) => alcohol).map(({ no }) => no)).toEqual([14, 15]);
    for (const set of sets) expect(groups.map(({ code }) => code)).toContain(set.group);
  });

  it('has 34 provinces with Cà Mau among them, and banks with six-digit numbers', () => {
    expect(provinces).toHaveLength(34);
    expect(provinces.find(({ code }) => code === province.code)?.name).toBe('Tỉnh Cà Mau');
    expect(new Set(provinces.map(({ region }) => region))).toEqual(new Set(['north', 'central', 'south']));
    expect(banks).toHaveLength(48);
    expect(duplicates(banks.map(({ bin }) => bin))).toEqual([]);
    for (const { bin } of banks) expect(bin).toMatch(/^\d{6}$/);
  });

  it('opens 3, 4 and 5 stars at 50, 70 and 90 points under the decision in force', () => {
    const current = stars.decisions.find(({ inForceUntil }) => inForceUntil === null);
    expect(current?.number).toBe('26/2026/QĐ-TTg');
    expect(current?.thresholds.filter(({ stars: n }) => n >= 3).map(({ from }) => from)).toEqual([
      90, 70, 50,
    ]);
    expect(stars.validityMonths).toBe(36);
    expect(grounds.map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd', 'đ', 'e']);
  });
});

describe('the operating rules', () => {
  const { versions } = load<{
    versions: { version: string; from: string; changes: string[]; sections: { id: string }[] }[];
  }>('ca-mau/operating-rules.json');

  it('stand from the oldest version to the newest, each saying what changed, each section under a name of its own', () => {
    const days = versions.map(({ from }) => from);
    expect(days).toEqual([...days].sort());
    expect(duplicates(days)).toEqual([]);
    expect(duplicates(versions.map(({ version }) => version))).toEqual([]);
    for (const { version, changes, sections } of versions) {
      expect(version).toMatch(/^[0-9a-z.-]{1,20}$/);
      expect(changes.length).toBeGreaterThan(0);
      expect(duplicates(sections.map(({ id }) => id))).toEqual([]);
    }
  });
});

describe('places', () => {
  it('has 55 communes and 9 wards inside the map, each with clean old names', () => {
    expect(communes.filter(({ kind }) => kind === 'commune')).toHaveLength(55);
    expect(communes.filter(({ kind }) => kind === 'ward')).toHaveLength(9);
    expect(duplicates(communes.map(({ code }) => code))).toEqual([]);
    for (const commune of communes) {
      expect(commune.code).toMatch(/^\d{5}$/);
      expect(commune.fullName).toBe(`${commune.kind === 'ward' ? 'Phường' : 'Xã'} ${commune.name}`);
      expect(commune.lat).toBeGreaterThan(province.bbox.south);
      expect(commune.lat).toBeLessThan(province.bbox.north);
      expect(commune.lon).toBeGreaterThan(province.bbox.west);
      expect(commune.lon).toBeLessThan(province.bbox.east);
      expect(commune.formedFrom.length).toBeGreaterThan(0);
      expect(commune.formerDistricts.length).toBeGreaterThan(0);
      expect(['Tỉnh Cà Mau', 'Tỉnh Bạc Liêu']).toContain(commune.formerProvince);
      for (const name of commune.formedFrom) expect(name).toMatch(/^(Xã|Phường|Thị trấn) [^(),;]+$/);
      for (const name of commune.formerDistricts) expect(name).toMatch(/^(Huyện|Thị xã|Thành phố) [^(),;]+$/);
    }
  });

  it('leads from old names to the commune of today', () => {
    const ledTo = (old: string) =>
      communes.filter(({ formedFrom }) => formedFrom.includes(old)).map(({ name }) => name);
    expect(ledTo('Xã Hàng Vịnh')).toEqual(['Năm Căn']);
    expect(ledTo('Thị trấn Rạch Gốc')).toEqual(['Phan Ngọc Hiển']);
    expect(ledTo('Xã Hồ Thị Kỷ')).toEqual(['Hồ Thị Kỷ']);
    expect(ledTo('Xã Lợi An')).toEqual(['Lý Văn Lâm', 'Trần Văn Thời', 'Lương Thế Trân']);
    expect(
      communes.filter((c) => c.formerDistricts.includes('Huyện Ngọc Hiển')).map(({ code }) => code),
    ).toEqual(['32201', '32236', '32244', '32248']);
  });

  it('has 28 tourism points in known communes, each described, each showing at least three listed products', () => {
    const codes = new Set(communes.map(({ code }) => code));
    expect(points).toHaveLength(28);
    expect(duplicates(points.map(({ slug }) => slug))).toEqual([]);
    for (const point of points) {
      expect(codes).toContain(point.communeCode);
      expect(point.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(pointKinds[point.kind]).toBeTruthy();
      expect(['road', 'boat', 'road_and_boat']).toContain(point.access);
      expect(point.what.length).toBeGreaterThan(30);
      for (const path of point.illustrative) expect(hasPath(point, path)).toBe(true);
      const shown = listed.filter(({ tourismPoints }) =>
        tourismPoints.some(({ slug }) => slug === point.slug),
      );
      expect(shown.length, point.slug).toBeGreaterThanOrEqual(3);
    }
  });

  it('says how to get to each of them by what it is reached by, and no minutes, distances or prices', () => {
    for (const { slug, access, byRoad, byBoat } of points) {
      expect([slug, byRoad !== null, byBoat !== null]).toEqual([slug, access !== 'boat', access !== 'road']);
      for (const way of [byRoad, byBoat])
        expect(way ?? '').not.toMatch(/\d\s*(?:phút|giờ|tiếng|km|cây|đồng|₫)/i);
    }
  });
});
