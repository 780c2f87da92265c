import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminCooperativesController } from './admin-cooperatives.controller.js';
import { ChangeCooperativeStatus } from './change-cooperative-status.js';
import { Cooperative } from './cooperative.entity.js';
import { CountPeople } from './count-people.js';
import { EditCooperative } from './edit-cooperative.js';
import { EnterCooperatives } from './enter-cooperatives.js';
import { AdminCooperativeImportsController } from './imports/admin-cooperative-imports.controller.js';
import { ConfirmImport } from './imports/confirm-import.js';
import { ImportsService } from './imports/imports.service.js';
import { PreviewImport } from './imports/preview-import.js';
import { UndoImport } from './imports/undo-import.js';
import { LinkCooperative } from './link-cooperative.js';
import { RegisterService } from './register.service.js';
import { TakeBackStatus } from './take-back-status.js';

const useCases = [EnterCooperatives, ChangeCooperativeStatus, LinkCooperative];

/** The register of cooperatives. */
@Module({
  imports: [TypeOrmModule.forFeature([Cooperative])],
  controllers: [AdminCooperativesController, AdminCooperativeImportsController],
  providers: [
    ...useCases,
    EditCooperative,
    TakeBackStatus,
    CountPeople,
    RegisterService,
    PreviewImport,
    ConfirmImport,
    UndoImport,
    ImportsService,
  ],
  exports: useCases,
})
export class CooperativesModule {}
