/** Where OCOP goods may be sold, as Decision 950/QĐ-BCT of 18 April 2023 lists the places. */
export const PLACE_TYPES = [
  'station_port',
  'rest_stop',
  'market',
  'tourist_area',
  'restaurant',
  'hotel',
  'craft_village',
  'service_centre',
  'fair_centre',
  'post_office',
] as const;
export type PlaceType = (typeof PLACE_TYPES)[number];
