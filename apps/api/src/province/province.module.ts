import { Module, type DynamicModule } from '@nestjs/common';
import { systemClock } from '#kernel/time';
import { SearchTermsModule } from '../modules/catalogue/index.js';
import { ProductSetsModule } from '../modules/certification/index.js';
import { ShippingRatesModule } from '../modules/delivery/index.js';
import { PlacesModule } from '../modules/places/index.js';
import { TourismRoutesModule } from '../modules/tourism/index.js';
import { ClockModule } from '../platform/clock/clock.module.js';
import { ConfigModule, type Environment } from '../platform/config/config.module.js';
import { DataModule } from '../platform/data/data.module.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { ImportProvince } from './import-province.js';

/** The rooms the import of a province works in. Not part of the served application. */
@Module({
  imports: [
    DatabaseModule,
    DataModule,
    PlacesModule,
    ProductSetsModule,
    SearchTermsModule,
    ShippingRatesModule,
    TourismRoutesModule,
  ],
  providers: [ImportProvince],
})
export class ProvinceModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: ProvinceModule,
      imports: [
        // The import serves a demo as well as production; which of the two a database is, the served processes check.
        ConfigModule.with({ ...environment, demo: true }),
        ClockModule.with(systemClock(environment.clockOffsetSeconds)),
      ],
    };
  }
}
