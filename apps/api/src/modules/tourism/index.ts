export { ImportRoutes, type RouteProfile } from './routes/import-routes.js';
export { TourismJobs } from './tourism-jobs.js';
export { tourismQueues } from './tourism-queues.js';
export { TourismModule, TourismRoutesModule } from './tourism.module.js';
