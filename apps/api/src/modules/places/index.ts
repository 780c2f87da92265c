export { ImportPlaces } from './import-places.js';
export { matchAddress, matchCommune, namedCommunes, type NamedCommune } from './match-commune.js';
export { DayHoursAnswer, OpeningHoursAnswer, WeekdayHoursAnswer } from './opening-hours.dto.js';
export { EXCEPTION_DAYS, openingHoursSql } from './opening-hours.sql.js';
export { PLACE_TYPES, type PlaceType } from './place-types.js';
export { PlacesModule } from './places.module.js';
export { tourismPointIds } from './tourism-point-ids.js';
