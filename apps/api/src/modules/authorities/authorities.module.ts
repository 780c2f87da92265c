import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/index.js';
import { AccountNames } from '../identity/index.js';
import { OrdersModule } from '../orders/index.js';
import { VerificationModule } from '../sellers/index.js';
import { ActOnRequest } from './act-on-request.js';
import { AdminAuthorityRequestsController } from './admin-authority-requests.controller.js';
import { AuthorityRequest } from './authority-request.entity.js';
import { AuthorityRequestsService } from './authority-requests.service.js';
import { EnterRequest } from './enter-request.js';
import { ExportRequest } from './export-request.js';

/** What authorities ask of the floor, and how it is answered. */
@Module({
  imports: [TypeOrmModule.forFeature([AuthorityRequest]), CatalogueModule, VerificationModule, OrdersModule],
  controllers: [AdminAuthorityRequestsController],
  providers: [EnterRequest, ActOnRequest, ExportRequest, AuthorityRequestsService, AccountNames],
})
export class AuthoritiesModule {}
