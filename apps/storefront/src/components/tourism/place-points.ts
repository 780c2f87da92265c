import { projectOnMap, type MapProjection } from '#kernel/map-projection';
import type { TourismPoint } from '../../backend/catalogue.types.js';

/** A drawn coast: `path` in a box of `width` × `height` units under `projection`. */
export interface Coastline {
  width: number;
  height: number;
  projection: MapProjection;
  path: string;
}

/** One mark on the map: points too close to be told apart with a finger share it. */
export interface Marker {
  x: number;
  y: number;
  points: NumberedPoint[];
}
export interface NumberedPoint extends TourismPoint {
  /** Its number in the list and on the map, from 1. */
  number: number;
}

const coastlines = import.meta.glob<Coastline>('../../../../../data/*/coastline.json', {
  eager: true,
  import: 'default',
});
const provinces = import.meta.glob<{ code: string }>('../../../../../data/*/province.json', {
  eager: true,
  import: 'default',
});

/** The coast of the province with this code; undefined where its folder has none. */
export function coastlineOf(provinceCode: string): Coastline | undefined {
  const folder = Object.entries(provinces).find(([, { code }]) => code === provinceCode)?.[0];
  return folder ? coastlines[folder.replace('province.json', 'coastline.json')] : undefined;
}

/**
 * Puts points on the map, from north to south, joining those nearer than `together` units, and numbers them in
 * that order, so that a joined mark stands for numbers in a row.
 */
export function placePoints(points: readonly TourismPoint[], coast: Coastline, together: number): Marker[] {
  const markers: { x: number; y: number; points: TourismPoint[] }[] = [];
  const placed = points
    .map((point) => ({ point, ...projectOnMap(coast.projection, point) }))
    .toSorted((a, b) => a.y - b.y || a.x - b.x);
  for (const { point, x, y } of placed) {
    const near = markers.find((marker) => Math.hypot(marker.x - x, marker.y - y) < together);
    if (near) near.points.push(point);
    else markers.push({ x, y, points: [point] });
  }
  let number = 0;
  return markers.map(({ x, y, points: joined }) => ({
    x,
    y,
    points: joined.map((point) => ({ ...point, number: ++number })),
  }));
}

/** `4` or `4–12`, as it stands on a mark. */
export function markerLabel({ points }: Marker): string {
  const [first] = points;
  const last = points.at(-1);
  return first === last ? String(first?.number) : `${first?.number}–${last?.number}`;
}
