import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { IdentityModule } from '../identity/index.js';
import { OrdersModule } from '../orders/index.js';
import { SellersModule } from '../sellers/index.js';
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
import { TourismJobs } from './tourism-jobs.js';
import { AnswerVisit } from './visits/answer-visit.js';
import { AskVisit } from './visits/ask-visit.js';
import { NameHost } from './visits/name-host.js';
import { SellerVisitsController } from './visits/seller-visits.controller.js';
import { ShopVisitsController } from './visits/shop-visits.controller.js';
import { TellOfVisits } from './visits/tell-of-visits.js';
import { VisitByLink } from './visits/visit-by-link.js';

/** What the import of a province needs of this room. */
@Module({ providers: [ImportRoutes], exports: [ImportRoutes] })
export class TourismRoutesModule {}

/** Places people travel to for what is made there. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PointKeeper]),
    IdentityModule,
    SellersModule,
    OrdersModule,
    MessagesModule,
    TourismRoutesModule,
  ],
  controllers: [
    AdminPointsController,
    MyPointsController,
    ShopRoutesController,
    ShopMapController,
    AdminRoutesController,
    ShopVisitsController,
    SellerVisitsController,
  ],
  exports: [TourismRoutesModule, TourismJobs],
  providers: [
    AskVisit,
    VisitByLink,
    AnswerVisit,
    NameHost,
    TellOfVisits,
    TourismJobs,
    KeepersService,
    SayWays,
    KeepShelf,
    RoutesService,
    SayRoute,
  ],
})
export class TourismModule {}
