import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Address } from './address.entity.js';
import { AddressesService } from './addresses.service.js';
import { MyAddressesController } from './my-addresses.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Address])],
  controllers: [MyAddressesController],
  providers: [AddressesService],
})
export class AddressesModule {}
