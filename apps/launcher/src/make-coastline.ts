/**
 * Draws the coastline of a province for maps without tiles: `data/<province>/coastline.json`.
 *
 * Run by hand when a province is put in, its bounding box changes, or the sources do:
 * `node --conditions=source apps/launcher/src/make-coastline.ts ca-mau`
 *
 * Source: world-atlas countries-10m (Natural Earth, public domain); it knows countries, not provinces, so all
 * land within the frame is drawn.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { geoArea, geoMercator, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import { fitProjection, type MapFrame } from '#kernel/map-projection';

/** Width of the drawing in its own units; one decimal is kept, about 15 m of a province. */
const WIDTH = 1000;

/** The file as world-atlas publishes it. */
type Topology = Parameters<typeof feature>[0];

type Point = readonly [number, number];

/** The land of every country as polygons; a ring wound the wrong way would be all of the earth but itself. */
function landPolygons(topology: Topology): GeoPermissibleObjects[] {
  const countries = topology.objects.countries;
  if (countries?.type !== 'GeometryCollection') throw new Error('world-atlas has no collection of countries');
  return feature(topology, countries).features.flatMap(({ geometry }) => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return [];
    const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return parts
      .map((coordinates) => ({ type: 'Polygon' as const, coordinates }))
      .filter((polygon) => geoArea(polygon) < 2 * Math.PI);
  });
}

/** The rings of a path that d3 wrote, which has straight lines only. */
const ringsOf = (path: string): Point[][] =>
  path
    .split('Z')
    .filter((ring) => ring !== '')
    .map((ring) =>
      ring
        .replace('M', '')
        .split('L')
        .map((pair): Point => {
          const [x = Number.NaN, y = Number.NaN] = pair.split(',').map(Number);
          return [x, y];
        }),
    );

/**
 * Moves the coast seawards by `by` units. The atlas is right to about 500 m; the centre of a commune on the shore
 * (Đất Mới lies 3 m from the drawn line) must not get wet by rounding, and 90 m nobody sees.
 */
function widen(ring: Point[], height: number, by: number): Point[] {
  const neighbour = (at: number): Point => ring.at(at % ring.length) ?? [0, 0];
  const doubleArea = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = neighbour(at + 1);
    return sum + x * nextY - nextX * y;
  }, 0);
  return ring.map((point, at): Point => {
    if (onFrame(point, height)) return point;
    const [before, after] = [neighbour(at - 1), neighbour(at + 1)];
    const [alongX, alongY] = [after[0] - before[0], after[1] - before[1]];
    const step = (Math.sign(doubleArea) * by) / (Math.hypot(alongX, alongY) || 1);
    return [point[0] + alongY * step, point[1] - alongX * step];
  });
}

/** Whether a point lies where the drawing was cut rather than on a coast. */
const onFrame = ([x, y]: Point, height: number): boolean =>
  x <= 0.05 || y <= 0.05 || x >= WIDTH - 0.05 || y >= height - 0.05;

/**
 * Cuts every corner once (Chaikin), but not those on the frame: a coast is no polygon, a frame is one. A cut takes
 * no more than `most` units of a side, so that no headland and no commune on it falls into the sea.
 */
function roundCorners(ring: Point[], height: number, most: number): Point[] {
  return ring.flatMap((point, at): Point[] => {
    const before = ring.at(at - 1) ?? point;
    const after = ring[(at + 1) % ring.length] ?? point;
    if (onFrame(point, height)) return [point];
    const towards = (other: Point): Point => {
      const [dx, dy] = [other[0] - point[0], other[1] - point[1]];
      const part = Math.min(0.25, most / Math.hypot(dx, dy));
      return [point[0] + dx * part, point[1] + dy * part];
    };
    return [towards(before), towards(after)];
  });
}

/** A ring as a closed SVG path of relative steps, which are shorter to write than places. */
function pathOf(ring: Point[]): string {
  let [atX, atY] = [0, 0];
  const steps = ring.map(([x, y], index) => {
    // Differences of what has been written so far, so that rounding does not add up along the coast.
    const dx = Math.round((x - atX) * 10) / 10;
    const dy = Math.round((y - atY) * 10) / 10;
    atX += dx;
    atY += dy;
    return index === 0 ? `M${dx} ${dy}l` : `${dx} ${dy}`;
  });
  return `${steps.join(' ').replace('l ', 'l').replaceAll(' -', '-')}z`;
}

/** The coastline of a frame: SVG path data with the projection that placed it. */
export function drawCoastline(topology: Topology, frame: MapFrame) {
  const { height, ...projection } = fitProjection(frame, WIDTH);
  const mercator = geoMercator().scale(projection.scale).translate([0, 0]).precision(0);
  const [left, top] = mercator([frame.west, frame.north]) ?? [0, 0];
  mercator.translate([-left, -top]).clipExtent([
    [0, 0],
    [WIDTH, height],
  ]);
  const draw = geoPath(mercator).digits(2);
  const rings = landPolygons(topology).flatMap((polygon) => ringsOf(draw(polygon) ?? ''));
  const smooth = rings
    .map((ring) => widen(ring, height, 0.6))
    .map((ring) => roundCorners(ring, height, 9))
    .map((ring) => roundCorners(ring, height, 3));
  return {
    width: WIDTH,
    height: Math.round(height * 10) / 10,
    projection,
    path: smooth.map(pathOf).join(''),
  };
}

async function main(province: string): Promise<void> {
  const atlas = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  const folder = new URL(`../../../data/${province}/`, import.meta.url);
  const [topology, profile] = await Promise.all(
    [atlas, new URL('province.json', folder)].map(
      async (file) => JSON.parse(await readFile(file, 'utf8')) as unknown,
    ),
  );
  const { bbox } = profile as { bbox: MapFrame };
  const drawn = drawCoastline(topology as Topology, bbox);
  if (drawn.path === '') throw new Error(`No land lies within the bounding box of ${province}`);
  const source =
    'world-atlas countries-10m (Natural Earth, public domain), by apps/launcher/src/make-coastline.ts';
  await writeFile(new URL('coastline.json', folder), `${JSON.stringify({ source, ...drawn }, null, 2)}\n`);
  console.log(`data/${province}/coastline.json: ${drawn.path.length} characters of path`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const province = process.argv[2];
  if (!province) throw new Error('Name the folder of the province, for example: make-coastline.ts ca-mau');
  await main(province);
}
