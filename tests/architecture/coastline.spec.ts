import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectOnMap } from '#kernel/map-projection';
import { drawCoastline } from '../../apps/launcher/src/make-coastline.ts';
import coastline from '../../data/ca-mau/coastline.json' with { type: 'json' };
import communeData from '../../data/ca-mau/communes.json' with { type: 'json' };
import province from '../../data/ca-mau/province.json' with { type: 'json' };
import tourismData from '../../data/ca-mau/tourism-points.json' with { type: 'json' };

interface Spot {
  x: number;
  y: number;
}

/** The corners of each ring of a path made of `M`, relative `l` steps and `z`. */
function ringsOf(path: string): Spot[][] {
  return path
    .split('z')
    .filter((ring) => ring !== '')
    .map((ring) => {
      const numbers = (ring.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
      let [x, y] = [0, 0];
      return Array.from({ length: numbers.length / 2 }, (_, at) => {
        x += numbers[2 * at] ?? Number.NaN;
        y += numbers[2 * at + 1] ?? Number.NaN;
        return { x, y };
      });
    });
}

/** Even-odd rule: whether a ray from the spot crosses the coast an odd number of times. */
function isOnLand(rings: Spot[][], { x, y }: Spot): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach((to, at) => {
      const from = ring.at(at - 1);
      if (!from || from.y > y === to.y > y) return;
      if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
    });
  }
  return inside;
}

describe("the province's coastline", () => {
  const rings = ringsOf(coastline.path);
  const place = (spot: { lat: number; lon: number }): Spot => projectOnMap(coastline.projection, spot);

  it('has land under the centre of each of the 64 communes', () => {
    expect(communeData.communes).toHaveLength(64);
    expect(
      communeData.communes.filter((commune) => !isOnLand(rings, place(commune))).map(({ name }) => name),
    ).toEqual([]);
  });

  it('has water in the Gulf of Thailand and the East Sea', () => {
    for (const sea of [
      { lat: 9.3, lon: 104.65 },
      { lat: 8.45, lon: 105.3 },
      { lat: 8.8, lon: 105.7 },
    ]) {
      expect(isOnLand(rings, place(sea))).toBe(false);
    }
  });

  it('shows every tourism point within the drawing', () => {
    for (const point of tourismData.points) {
      const { x, y } = place(point);
      expect(x, point.name).toBeGreaterThan(0);
      expect(x, point.name).toBeLessThan(coastline.width);
      expect(y, point.name).toBeGreaterThan(0);
      expect(y, point.name).toBeLessThan(coastline.height);
    }
  });

  it('is a few kilobytes, so that it can be drawn into the page', () => {
    expect(coastline.path.length).toBeLessThan(4_000);
    expect(coastline.path).toMatch(/^(?:M[\d. -]+l[\d. -]+z)+$/);
  });

  it('is what the script draws today', () => {
    const atlas = new URL(import.meta.resolve('world-atlas/countries-10m.json'));
    const topology = JSON.parse(readFileSync(atlas, 'utf8')) as Parameters<typeof drawCoastline>[0];
    const { source, ...committed } = coastline;
    expect(source).toContain('Natural Earth');
    expect(drawCoastline(topology, province.bbox)).toEqual(committed);
  });
});
