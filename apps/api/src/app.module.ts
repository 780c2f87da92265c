import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Clock } from '#kernel/time';
import { AccessModule } from './platform/access/access.module.js';
import { RefuseForeignOrigin } from './platform/access/refuse-foreign-origin.js';
import { RefuseUnknownQuery } from './platform/access/refuse-unknown-query.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { ConfigModule, type Environment } from './platform/config/config.module.js';
import { DataModule } from './platform/data/data.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { PageChangesModule } from './platform/page-changes/page-changes.module.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { JobsModule, type JobsRole } from './platform/jobs/jobs.module.js';
import { SealingModule } from './platform/sealing/sealing.module.js';
import { AuthoritiesModule } from './modules/authorities/index.js';
import { CatalogueModule } from './modules/catalogue/index.js';
import { CertificationModule } from './modules/certification/index.js';
import { DeliveryModule } from './modules/delivery/index.js';
import { EditorialModule } from './modules/editorial/index.js';
import { AccessGuard, IdentityModule } from './modules/identity/index.js';
import { InventoryModule } from './modules/inventory/index.js';
import { DisputesModule, OrdersModule } from './modules/orders/index.js';
import { PlacesModule } from './modules/places/index.js';
import { PrivacyModule } from './modules/privacy/index.js';
import { ReviewsModule } from './modules/reviews/index.js';
import { SellersModule } from './modules/sellers/index.js';
import { SettlementModule } from './modules/settlement/index.js';
import { TourismModule } from './modules/tourism/index.js';

/** The floor: the technical ground, then the rooms. */
@Module({
  imports: [
    DatabaseModule,
    DataModule,
    FilesModule,
    SealingModule,
    AccessModule,
    AuditModule,
    HealthModule,
    PageChangesModule,
    IdentityModule,
    PlacesModule,
    SellersModule,
    CertificationModule,
    CatalogueModule,
    InventoryModule,
    DeliveryModule,
    OrdersModule,
    DisputesModule,
    ReviewsModule,
    EditorialModule,
    SettlementModule,
    TourismModule,
    PrivacyModule,
    AuthoritiesModule,
  ],
  providers: [
    { provide: APP_GUARD, useClass: RefuseForeignOrigin },
    { provide: APP_GUARD, useExisting: AccessGuard },
    { provide: APP_GUARD, useClass: RefuseUnknownQuery },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class AppModule {
  /** The floor in that environment and at that time. */
  static with(environment: Environment, clock: Clock, role: JobsRole = 'api'): DynamicModule {
    return {
      module: AppModule,
      imports: [ConfigModule.with(environment), ClockModule.with(clock), JobsModule.with(role)],
    };
  }
}
