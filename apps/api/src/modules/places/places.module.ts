import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Commune } from './commune.entity.js';
import { ImportPlaces } from './import-places.js';
import { Province } from './province.entity.js';
import { ShopOperatingRulesController } from './shop-operating-rules.controller.js';
import { ShopPlacesController } from './shop-places.controller.js';
import { TourismPoint } from './tourism-point.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Province, Commune, TourismPoint])],
  controllers: [ShopPlacesController, ShopOperatingRulesController],
  providers: [ImportPlaces],
  exports: [ImportPlaces],
})
export class PlacesModule {}
