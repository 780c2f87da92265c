export { ImportPlaces } from './import-places.js';
export { matchAddress, matchCommune, namedCommunes, type NamedCommune } from './match-commune.js';
export { PlacesModule } from './places.module.js';
export { tourismPointIds } from './tourism-point-ids.js';
