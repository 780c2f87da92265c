/**
 * How a drawn map places the earth: Mercator, north up. `west` and `north` are the degrees of the drawing's upper
 * left corner, `scale` the drawing's units per radian of longitude.
 */
export interface MapProjection {
  west: number;
  north: number;
  scale: number;
}

/** Degrees of longitude and latitude that a map shows. */
export interface MapFrame {
  west: number;
  east: number;
  south: number;
  north: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Mercator's northing of a latitude in degrees, in radians; endless at the poles. */
const northing = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2));

/** The projection that draws `frame` exactly `width` units wide, and the height the drawing then has. */
export function fitProjection(frame: MapFrame, width: number): MapProjection & { height: number } {
  const scale = width / radians(frame.east - frame.west);
  return {
    west: frame.west,
    north: frame.north,
    scale,
    height: (northing(frame.north) - northing(frame.south)) * scale,
  };
}

/** Where a place (degrees, WGS 84) lies on the drawing, in its units; may fall outside of it. */
export function projectOnMap(
  projection: MapProjection,
  place: { lat: number; lon: number },
): { x: number; y: number } {
  return {
    x: radians(place.lon - projection.west) * projection.scale,
    y: (northing(projection.north) - northing(place.lat)) * projection.scale,
  };
}
