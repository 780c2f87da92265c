import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/index.js';
import { KeepersService } from './keepers/keepers.service.js';
import { PointKeeper } from './keepers/point-keeper.entity.js';
import { ShopMapController } from './map/shop-map.controller.js';
import { AdminPointsController } from './points/admin-points.controller.js';
import { SayWays } from './points/say-ways.js';
import { AdminRoutesController } from './routes/admin-routes.controller.js';
import { ImportRoutes } from './routes/import-routes.js';
import { RoutesService } from './routes/routes.service.js';
import { SayRoute } from './routes/say-route.js';
import { ShopRoutesController } from './routes/shop-routes.controller.js';
import { KeepShelf } from './shelf/keep-shelf.js';
import { MyPointsController } from './shelf/my-points.controller.js';

/** What the import of a province needs of this room. */
@Module({ providers: [ImportRoutes], exports: [ImportRoutes] })
export class TourismRoutesModule {}

/** Places people travel to for what is made there. */
@Module({
  imports: [TypeOrmModule.forFeature([PointKeeper]), IdentityModule, TourismRoutesModule],
  controllers: [
    AdminPointsController,
    MyPointsController,
    ShopRoutesController,
    ShopMapController,
    AdminRoutesController,
  ],
  exports: [TourismRoutesModule],
  providers: [KeepersService, SayWays, KeepShelf, RoutesService, SayRoute],
})
export class TourismModule {}
