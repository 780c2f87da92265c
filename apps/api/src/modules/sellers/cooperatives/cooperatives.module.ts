import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminCooperativesController } from './admin-cooperatives.controller.js';
import { ChangeCooperativeStatus } from './change-cooperative-status.js';
import { Cooperative } from './cooperative.entity.js';
import { CountPeople } from './count-people.js';
import { EditCooperative } from './edit-cooperative.js';
import { EnterCooperatives } from './enter-cooperatives.js';
import { LinkCooperative } from './link-cooperative.js';
import { RegisterService } from './register.service.js';
import { TakeBackStatus } from './take-back-status.js';

const useCases = [EnterCooperatives, ChangeCooperativeStatus, LinkCooperative];

/** The register of cooperatives. */
@Module({
  imports: [TypeOrmModule.forFeature([Cooperative])],
  controllers: [AdminCooperativesController],
  providers: [...useCases, EditCooperative, TakeBackStatus, CountPeople, RegisterService],
  exports: useCases,
})
export class CooperativesModule {}
