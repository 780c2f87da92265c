import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Commune } from './commune.entity.js';
import { ImportPlaces } from './import-places.js';
import { Province } from './province.entity.js';
import { ShopPlacesController } from './shop-places.controller.js';
import { TourismPoint } from './tourism-point.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Province, Commune, TourismPoint])],
  controllers: [ShopPlacesController],
  providers: [ImportPlaces],
  exports: [ImportPlaces],
})
export class PlacesModule {}
