import { describe, expect, test } from 'vitest';
import { fitProjection } from '#kernel/map-projection';
import type { TourismPoint } from '../../backend/catalogue.types.js';
import { coastlineOf, markerLabel, placePoints, type Coastline } from './place-points.js';

const projection = fitProjection({ west: 104, east: 106, south: 8, north: 10 }, 1000);
const coast: Coastline = { width: 1000, height: projection.height, projection, path: '' };
const point = (slug: string, lat: number, lon: number): TourismPoint => ({
  slug,
  name: slug,
  kind: 'sight',
  placeType: null,
  image: null,
  commune: { code: '32248', name: 'Xã Đất Mũi' },
  place: '',
  lat,
  lon,
  access: 'road',
  what: '',
  hours: null,
  productCount: 0,
});

describe('points on the map', () => {
  test('are numbered from north to south, and near ones share a mark', () => {
    const markers = placePoints(
      [point('south', 8.6, 104.7), point('north', 9.3, 105.7), point('beside', 8.61, 104.71)],
      coast,
      50,
    );
    expect(markers.map((marker) => marker.points.map(({ slug, number }) => `${number} ${slug}`))).toEqual([
      ['1 north'],
      ['2 beside', '3 south'],
    ]);
    expect(markers.map(markerLabel)).toEqual(['1', '2–3']);
  });

  test('are all on it, each once', () => {
    const points = Array.from({ length: 30 }, (_, index) =>
      point(`p${index}`, 8.4 + (index % 7) / 7, 104.2 + index / 20),
    );
    const placed = placePoints(points, coast, 80).flatMap((marker) => marker.points);
    expect(placed.map(({ number }) => number)).toEqual(points.map((_, index) => index + 1));
    expect(new Set(placed.map(({ slug }) => slug)).size).toBe(30);
  });
});

test('a province without a drawn coast has none', () => {
  expect(coastlineOf('00')).toBeUndefined();
  expect(coastlineOf('96')?.path.startsWith('M')).toBe(true);
});
