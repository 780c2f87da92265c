import { describe, expect, it } from 'vitest';
import { fitProjection, projectOnMap } from './map-projection.js';

const frame = { west: 104.6, east: 105.95, south: 8.35, north: 9.7 };

describe('a map of a frame', () => {
  const projection = fitProjection(frame, 1000);

  it('has the width asked for and the height Mercator gives', () => {
    expect(projection.west).toBe(104.6);
    expect(projection.north).toBe(9.7);
    expect(projection.scale).toBeCloseTo(42_441.318, 3);
    expect(projection.height).toBeCloseTo(1012.56, 2);
  });

  it('puts the corners of the frame into the corners of the drawing', () => {
    const upperLeft = projectOnMap(projection, { lat: 9.7, lon: 104.6 });
    expect(upperLeft.x).toBeCloseTo(0, 9);
    expect(upperLeft.y).toBeCloseTo(0, 9);
    const lowerRight = projectOnMap(projection, { lat: 8.35, lon: 105.95 });
    expect(lowerRight.x).toBeCloseTo(1000, 9);
    expect(lowerRight.y).toBeCloseTo(projection.height, 9);
  });

  it('places Đất Mũi in the lower left and Bạc Liêu in the upper right', () => {
    const cape = projectOnMap(projection, { lat: 8.6, lon: 104.72 });
    expect(cape.x).toBeCloseTo(88.9, 1);
    expect(cape.y).toBeGreaterThan(800);
    const town = projectOnMap(projection, { lat: 9.29, lon: 105.7118 });
    expect(town.x).toBeGreaterThan(800);
    expect(town.y).toBeLessThan(320);
  });

  it('stretches northwards as Mercator does', () => {
    const step = (lat: number) =>
      projectOnMap(projection, { lat, lon: 105 }).y -
      projectOnMap(projection, { lat: lat + 0.1, lon: 105 }).y;
    expect(step(9.5)).toBeGreaterThan(step(8.4));
    expect(step(8.4) / (0.1 * (Math.PI / 180) * projection.scale)).toBeCloseTo(
      1 / Math.cos((8.45 * Math.PI) / 180),
      5,
    );
  });
});
