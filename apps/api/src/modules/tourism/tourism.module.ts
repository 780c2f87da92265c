import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { IdentityModule } from '../identity/index.js';
import { OrdersModule } from '../orders/index.js';
import { SellersModule } from '../sellers/index.js';
import { KeepersService } from './keepers/keepers.service.js';
import { PointKeeper } from './keepers/point-keeper.entity.js';
import { ShopMapController } from './map/shop-map.controller.js';
import { AdminPhotosController } from './photos/admin-photos.controller.js';
import { KeepPhotos } from './photos/keep-photos.js';
import { KeeperTransactions } from './photos/keeper-transactions.js';
import { MyPhotosController } from './photos/my-photos.controller.js';
import { TakePhotoDown } from './photos/take-photo-down.js';
import { TellOfPhotos } from './photos/tell-of-photos.js';
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
import { MyVisitsController } from './visits/my-visits.controller.js';
import { NameHost } from './visits/name-host.js';
import { SellerVisitsController } from './visits/seller-visits.controller.js';
import { ShopVisitsController } from './visits/shop-visits.controller.js';
import { TellOfVisits } from './visits/tell-of-visits.js';
import { VisitByLink } from './visits/visit-by-link.js';
import { VisitsAsked } from './visits/visits-asked.js';

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
    MyPhotosController,
    AdminPhotosController,
    ShopRoutesController,
    ShopMapController,
    AdminRoutesController,
    ShopVisitsController,
    MyVisitsController,
    SellerVisitsController,
  ],
  exports: [TourismRoutesModule, TourismJobs],
  providers: [
    AskVisit,
    VisitByLink,
    VisitsAsked,
    AnswerVisit,
    NameHost,
    TellOfVisits,
    TourismJobs,
    KeepersService,
    SayWays,
    KeepShelf,
    KeeperTransactions,
    KeepPhotos,
    TakePhotoDown,
    TellOfPhotos,
    RoutesService,
    SayRoute,
  ],
})
export class TourismModule {}
