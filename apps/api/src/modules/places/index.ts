export { ImportPlaces } from './import-places.js';
export { PlacesModule } from './places.module.js';
export { tourismPointIds } from './tourism-point-ids.js';
