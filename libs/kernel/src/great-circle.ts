/** The mean radius of the earth, in kilometres. */
const EARTH_KM = 6371;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export interface Place {
  /** Degrees north and east, WGS 84. */
  lat: number;
  lon: number;
}

/** How far two places are as the crow flies, in kilometres with one decimal. */
export function distanceKm(from: Place, to: Place): number {
  const half =
    Math.sin(radians(to.lat - from.lat) / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(radians(to.lon - from.lon) / 2) ** 2;
  return Math.round(20 * EARTH_KM * Math.asin(Math.sqrt(half))) / 10;
}
