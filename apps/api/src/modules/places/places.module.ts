import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Commune } from './commune.entity.js';
import { ImportPlaces } from './import-places.js';
import { Province } from './province.entity.js';
import { TourismPoint } from './tourism-point.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Province, Commune, TourismPoint])],
  providers: [ImportPlaces],
  exports: [ImportPlaces],
})
export class PlacesModule {}
