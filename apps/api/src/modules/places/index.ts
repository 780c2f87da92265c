export { ImportPlaces } from './import-places.js';
export { PlacesModule } from './places.module.js';
