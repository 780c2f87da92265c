import { Module, type DynamicModule } from '@nestjs/common';
import { fakeClock, type Clock } from '#kernel/time';
import { CatalogueModule, SearchTermsModule } from '../modules/catalogue/index.js';
import { CertificationModule } from '../modules/certification/index.js';
import { DeliveryModule } from '../modules/delivery/index.js';
import { IdentityModule } from '../modules/identity/index.js';
import { InventoryModule } from '../modules/inventory/index.js';
import { OrdersModule } from '../modules/orders/index.js';
import { PlacesModule } from '../modules/places/index.js';
import { ReportsModule, ReviewsModule } from '../modules/reviews/index.js';
import { SellersModule, VerificationModule } from '../modules/sellers/index.js';
import { TourismRoutesModule } from '../modules/tourism/index.js';
import { AccessModule } from '../platform/access/access.module.js';
import { ClockModule } from '../platform/clock/clock.module.js';
import { ConfigModule, type Environment } from '../platform/config/config.module.js';
import { DataModule } from '../platform/data/data.module.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { FilesModule } from '../platform/files/index.js';
import { JobsModule } from '../platform/jobs/jobs.module.js';
import { SealingModule } from '../platform/sealing/sealing.module.js';
import { ImportProvince } from '../province/import-province.js';
import { DEMO_CLOCK, REAL_CLOCK } from './demo-clock.js';
import { DemoMarks } from './demo-mark.js';
import { DemoSessions } from './demo-session.js';
import { LoadProducts } from './load-products.js';
import { SeedArticles } from './seed-articles.js';
import { SeedApplications } from './seed-applications.js';
import { SeedListings } from './seed-listings.js';
import { SeedDemo } from './seed-demo.js';
import { SeedCertificates } from './seed-certificates.js';
import { SeedPointHours } from './seed-point-hours.js';
import { SeedPointPictures } from './seed-point-pictures.js';
import { SeedPeople } from './seed-people.js';
import { SeedReports } from './seed-reports.js';
import { SeedHosts } from './seed-hosts.js';
import { SeedReviews } from './seed-reviews.js';
import { SeedProduct } from './seed-product.js';
import { SeedProducer } from './seed-producer.js';
import { SeedingLock } from './seeding-lock.js';

/** The rooms the seeder works in, at the time the seeder says. Not part of the served application. */
@Module({
  imports: [
    DatabaseModule,
    DataModule,
    FilesModule,
    SealingModule,
    AccessModule,
    IdentityModule,
    PlacesModule,
    SellersModule,
    TourismRoutesModule,
    VerificationModule,
    CertificationModule,
    CatalogueModule,
    SearchTermsModule,
    InventoryModule,
    DeliveryModule,
    ReportsModule,
    OrdersModule,
    ReviewsModule,
  ],
})
export class DemoModule {
  static with(environment: Environment, clock: Clock): DynamicModule {
    const movable = fakeClock(clock.now());
    return {
      module: DemoModule,
      // A demo command may work on a demo database, which production would refuse.
      imports: [
        ConfigModule.with({ ...environment, demo: true }),
        ClockModule.with(movable),
        JobsModule.with('api'),
      ],
      providers: [
        { provide: REAL_CLOCK, useValue: clock },
        { provide: DEMO_CLOCK, useValue: movable },
        DemoMarks,
        SeedingLock,
        ImportProvince,
        SeedProduct,
        SeedProducer,
        SeedCertificates,
        SeedPeople,
        SeedPointHours,
        SeedPointPictures,
        DemoSessions,
        SeedArticles,
        SeedApplications,
        SeedListings,
        SeedReports,
        SeedReviews,
        SeedHosts,
        SeedDemo,
        LoadProducts,
      ],
    };
  }
}
