export { ImportRoutes, type RouteProfile } from './routes/import-routes.js';
export { TourismModule, TourismRoutesModule } from './tourism.module.js';
